import type { Command, Word } from '../../parse/shell';
import { findOption } from './options';

const falseWords = /^(?:0|false|no|off)$/i;
const trueWords = /^(?:1|true|yes|on)$/i;

/** Variables that make programs accept any certificate, with the values that do. */
const variables: Readonly<Record<string, RegExp>> = {
  PYTHONHTTPSVERIFY: /^0$/,
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  // git looks only whether it is there.
  GIT_SSL_NO_VERIFY: /^/,
  NPM_CONFIG_STRICT_SSL: falseWords,
  npm_config_strict_ssl: falseWords,
  YARN_ENABLE_STRICT_SSL: falseWords,
  CURL_CA_BUNDLE: /^$/,
  REQUESTS_CA_BUNDLE: /^$/,
  SSL_CERT_FILE: /^$/,
  AZURE_CLI_DISABLE_CONNECTION_VERIFICATION: trueWords,
  CONDA_SSL_VERIFY: falseWords,
  BUNDLE_SSL_VERIFY_MODE: /^0$/,
  VAULT_SKIP_VERIFY: trueWords,
  GOINSECURE: /./,
  GOFLAGS: /(?:^|\s)-insecure\b/,
};

/** Whether a variable with this value switches certificate checks off. */
export function disablesTls(name: string, value: string): boolean {
  return Object.hasOwn(variables, name) && (variables[name]?.test(value) ?? false);
}

/** The word by which a download accepts any certificate. */
export function insecureDownloadWord(command: Command): Word | undefined {
  const { name, args } = command;
  switch (name.toLowerCase()) {
    case 'curl':
      return findOption({ args: optionsOnly(args) }, ['-k', '--insecure', '--proxy-insecure', '--doh-insecure']);
    case 'wget':
    case 'wget2':
      return findOption(command, ['--no-check-certificate']);
    case 'aria2c':
      return args.find((word) => word.text === '--check-certificate=false');
    case 'http':
    case 'https':
      return args.find((word) => /^--verify=(?:no|false)$/.test(word.text));
    case 'git':
      return gitWord(args);
    case 'invoke-webrequest':
    case 'invoke-restmethod':
    case 'iwr':
    case 'irm':
      return args.find((word) => /^-skipcertificatecheck$/i.test(word.text));
    case 'echo':
    case 'printf':
      return configWord(command);
    default:
      return command.words.find(
        (word) => /ServerCertificateValidationCallback/i.test(word.raw) && /\$true/i.test(allText(command)),
      );
  }
}

/** What is written into the settings of curl or wget. */
function configWord(command: Command): Word | undefined {
  const files = [command, ...command.pipedTo].flatMap(({ args, redirects }) => [
    ...args.map(({ text }) => text),
    ...redirects.map(({ target }) => target.text),
  ]);
  if (files.some((file) => /(?:^|\/)[._]?curlrc$/.test(file))) {
    return command.args.find(({ text }) => /(?:^|\s|\\n)(?:--?)?(?:insecure|k)\s*(?:$|\\n)/.test(text));
  }
  if (!files.some((file) => /(?:^|\/)\.?wgetrc$/.test(file))) return undefined;
  return command.args.find(({ text }) => /(?:^|\s|\\n)check[_-]?certificate\s*=\s*(?:off|no|0)/i.test(text));
}

const allText = (command: Command) =>
  [...command.words, ...command.assignments.map((assignment) => assignment.value)].map((word) => word.raw).join(' ');

const curlTakesValue = /^-[A-Za-z]*[oHdXuAebcmxETFwKCrz]$/;

/** Without the values of options, which may hold any letter. */
function optionsOnly(args: readonly Word[]): Word[] {
  return args.filter((_, at) => {
    const before = args[at - 1]?.text ?? '';
    return !(curlTakesValue.test(before) && !before.startsWith('--'));
  });
}

function gitWord(args: readonly Word[]): Word | undefined {
  const at = args.findIndex((word) => /^http\..*sslverify/i.test(word.text));
  const word = args[at];
  if (!word) return undefined;
  const value = /=(.*)$/.exec(word.text)?.[1] ?? args[at + 1]?.text ?? '';
  return falseWords.test(value) ? word : undefined;
}

const setting =
  /(?:^|[.:])(?:strict-ssl|strictssl|ssl_verify|ssl-verify|ssl_verify_mode|ssl-verify-mode|enablestrictssl)$/;

/** What a package manager is told about certificates, when it is told not to check them. */
export function insecurePackageManager(command: Command): { word: Word; isSetting: boolean } | undefined {
  const { name, args } = command;
  if (
    !/^(?:npm|yarn|pnpm|poetry|composer|yum|dnf5?|microdnf|tdnf|(?:yum|dnf)-config-manager|apt|apt-get|aptitude|conda|mamba|micromamba|gem|bundle|echo|printf|cat|tee|git|zypper)$/.test(
      name,
    )
  )
    return undefined;
  const isConfig = args.some((word) => word.text === 'config' || word.text === 'set');
  const lax = isConfig ? laxSetting(command) : undefined;
  if (lax) return { word: lax, isSetting: true };
  for (const [at, word] of args.entries()) {
    const text = word.text.toLowerCase();
    const next = args[at + 1]?.text ?? '';
    if (setting.test(text) && isConfig && falseWords.test(next.replace(/^["']|["']$/g, '')))
      return { word, isSetting: true };
    if (/^(?:npm|yarn|pnpm)$/.test(name)) {
      if (text === '--no-strict-ssl' || /^--strict-ssl=(?:false|0)$/.test(text)) return { word, isSetting: false };
      if (/^strict-ssl=(?:false|0)$/.test(text)) return { word, isSetting: true };
    }
    if (/^(?:yum|dnf|dnf5|microdnf|tdnf|(?:yum|dnf)-config-manager)$/.test(name)) {
      if (/^(?:--setopt=)?(?:[\w*.-]*\.)?sslverify=(?:0|false|no)$/.test(text)) return { word, isSetting: false };
    }
    if (
      /^(?:apt|apt-get|aptitude)$/.test(name) &&
      /acquire::https?(?:::[^:=]+)?::verify-(?:peer|host)=["']?(?:false|0|no)/.test(text)
    ) {
      return { word, isSetting: false };
    }
    if (/^(?:conda|mamba|micromamba)$/.test(name) && /^(?:-k|--insecure)$/.test(text))
      return { word, isSetting: false };
    if (/^(?:echo|printf)$/.test(name) && writesSetting(text) && writesFile(command)) return { word, isSetting: false };
  }
  for (const { body, target } of command.redirects) {
    if (body && writesSetting(body.text.toLowerCase())) return { word: target, isSetting: false };
  }
  return undefined;
}

/** `poetry config certificates.<source>.cert false`, `composer config disable-tls true`. */
function laxSetting({ name, args }: Command): Word | undefined {
  return args.find(({ text }, at) => {
    const next = args[at + 1]?.text ?? '';
    if (name === 'poetry') return /^certificates\..+\.cert$/.test(text) && falseWords.test(next);
    if (name !== 'composer') return false;
    return text === 'disable-tls' ? trueWords.test(next) : text === 'secure-http' && falseWords.test(next);
  });
}

function writesFile(command: Command): boolean {
  return [command, ...command.pipedTo].some(
    ({ name, redirects }) => name === 'tee' || redirects.some((redirect) => redirect.operator.startsWith('>')),
  );
}

function writesSetting(text: string): boolean {
  return /(?:^|\s|\\n)(?:sslverify\s*=\s*(?:0|false|no)|strict-ssl\s*=\s*false|ssl_verify\s*[:=]\s*(?:false|no)|:ssl_verify_mode:\s*0|acquire::https?(?:::[^:=]+)?::verify-(?:peer|host)\s+"?(?:false|0|no))/.test(
    text,
  );
}
