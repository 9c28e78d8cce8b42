import type { Command, Value, Word } from '../../parse/shell';
import type { Span } from '../../text/span';
import { isHarmlessValue, isPlaceholder, isSecretName } from '../secretNames';
import { assignmentsOf } from './options';

/** A password or token that a command names as it is. */
export interface SpelledSecret {
  /** What it is given to: `--password`, `AWS_SECRET_ACCESS_KEY`. */
  readonly of: string;
  readonly at: Span;
}

/** Passwords and tokens that a command is given as they are, by the option, key or variable they are given to. */
export function spelledSecrets(command: Command): SpelledSecret[] {
  return [
    ...ofVariables(command),
    ...ofOptions(command),
    ...ofLogin(command),
    ...ofAddress(command),
    ...ofHeaders(command),
    ...ofSettings(command),
    ...ofWrittenFiles(command),
  ];
}

/** Nothing of it comes from somewhere else. */
const isLiteral = ({ raw, value }: Value) => value !== undefined && !/[$`{}<>]|%\w+%/.test(raw);

/** What nobody would take for a password that works anywhere. */
const isNone = (text: string) =>
  isPlaceholder(text) || /^(?:password|passwd|pass|pwd|secret|token|user|username|root|admin|-)$/i.test(text);

/** Builds are given made-up values for what they never use; those are short, or say so. */
const looksReal = (text: string) =>
  text.length >= 10 &&
  /\d/.test(text) &&
  /[A-Za-z]/.test(text) &&
  !isNone(text) &&
  !isHarmlessValue(text) &&
  !/dummy|fake|test|example|sample|change|placeholder|insecure|default|demo|build|temp|todo|secret|passw|token|key|admin|foo|bar|xxx|1234|abcd|none/i.test(
    text,
  );

function* ofVariables(command: Command): Iterable<SpelledSecret> {
  for (const { name, value, word } of assignmentsOf(command)) {
    if (value !== undefined && isSecretName(name) && isLiteral(word) && looksReal(value))
      yield { of: name, at: word.span };
  }
}

/** These set the passwords of accounts, which another rule tells. */
const ofAccounts = /^(?:useradd|usermod|adduser|chpasswd|passwd)$/;
const secretOption =
  /^--(?!secret$)(?:[a-z][\w-]*[-_])?(?:password|passwd|token|api[-_]?key|secret|(?:secret|access)[-_]key)$/i;
/** Options that only speak about a password. */
const aboutSecrets =
  /^--(?:re|un)?(?:set|change|generate|gen|ask|prompt|update|create|delete|get|print|verify|ignore|empty|random|new|with)[-_]/i;

function* ofOptions({ name, args }: Command): Iterable<SpelledSecret> {
  if (ofAccounts.test(name)) return;
  const isFetch = /^(?:wget|curl)$/.test(name);
  for (const [at, word] of args.entries()) {
    const [option = '', ...rest] = word.text.split('=');
    if (!secretOption.test(option) || aboutSecrets.test(option) || !isSecretName(option.slice(2))) continue;
    const given = rest.length > 0 ? word : args[at + 1];
    const text = rest.length > 0 ? rest.join('=') : (given?.text ?? '');
    if (!given || !isLiteral(given) || text.startsWith('-')) continue;
    if (isFetch ? !isNone(text) : looksReal(text)) yield { of: option, at: given.span };
  }
}

const registryClients = /^(?:docker|podman|buildah|skopeo|nerdctl|helm|oras|crane|az|oc)$/;

/** `docker login -p`, `sshpass -p`: what is given there works somewhere. */
function* ofLogin({ name, args }: Command): Iterable<SpelledSecret> {
  const logsIn = registryClients.test(name) && args.some(({ text }) => text === 'login');
  if (!logsIn && name !== 'sshpass') return;
  for (const [at, word] of args.entries()) {
    const option = /^(-p|--password)(?:=(.*))?$/.exec(word.text);
    const joined = name === 'sshpass' ? /^(-p)(.+)$/.exec(word.text) : null;
    const found = option ?? joined;
    if (!found) continue;
    const given = found[2] === undefined ? args[at + 1] : word;
    const text = found[2] ?? given?.text ?? '';
    if (given && isLiteral(given) && !isNone(text)) yield { of: `${name} ${found[1]}`, at: given.span };
  }
}

/** `curl -u user:password` */
function* ofAddress({ name, args }: Command): Iterable<SpelledSecret> {
  if (name !== 'curl') return;
  for (const [at, word] of args.entries()) {
    const option = /^(?:-[a-zA-Z]*[uU]|--(?:proxy-)?user)$/.exec(word.text)?.[0];
    const given = option && args[at + 1];
    const password = given && isLiteral(given) ? /^[^:]+:(.+)$/.exec(given.text)?.[1] : undefined;
    if (option && given && password !== undefined && !isNone(password)) yield { of: `curl ${option}`, at: given.span };
  }
}

const secretHeader = /^(?:(Authorization):\s*(?:Basic|token)\s+|([\w-]*(?:Token|Api-?Key|Secret)):\s*)([^\s]{8,})$/i;

function* ofHeaders({ name, args }: Command): Iterable<SpelledSecret> {
  if (!/^(?:curl|wget)$/.test(name)) return;
  for (const word of args) {
    const [, authorization, other, text = ''] = secretHeader.exec(word.text.replace(/^--header=/, '')) ?? [];
    const header = authorization ?? other;
    if (header && isLiteral(word) && (authorization ? !isNone(text) : looksReal(text)))
      yield { of: header, at: word.span };
  }
}

/** Keys under which nothing but a credential is kept, whatever it looks like. */
const credentialKey =
  /(?:^|:)_(?:authToken|auth|password)$|(?:^|\.)aws_(?:access_key_id|secret_access_key|session_token)$/;

/** `npm config set //registry.example/:_authToken VALUE`, `aws configure set aws_secret_access_key VALUE` */
function* ofSettings({ args }: Command): Iterable<SpelledSecret> {
  if (!/^(?:config|configure|set)$/.test(args[0]?.text ?? '')) return;
  const [key, value] = args.filter(({ text }) => !/^(?:-.*|config|configure|set)$/.test(text));
  if (!key) return;
  const [, joinedTo, joined] = /^([^=]+)=(.+)$/.exec(key.text) ?? [];
  const name = joinedTo ?? key.text;
  const given: Word | undefined = joined === undefined ? value : key;
  const text = joined ?? value?.text ?? '';
  if (!given || !isLiteral(given) || isNone(text) || isHarmlessValue(text)) return;
  if (credentialKey.test(name) || (isSecretName(name) && looksReal(text))) yield { of: name, at: given.span };
}

/** Lines of `.npmrc` and `.netrc` that a step writes. */
function* ofWrittenFiles({ name, args }: Command): Iterable<SpelledSecret> {
  if (!/^(?:echo|printf)$/.test(name)) return;
  for (const word of args) {
    const [, key, value] = /(_authToken|_auth|_password)\s*=\s*(\S+)/.exec(word.text) ?? [];
    const [, password] = /^machine\s.*\spassword\s+(\S+)/.exec(word.text) ?? [];
    const text = value ?? password;
    if (text && isLiteral(word) && !isNone(text)) yield { of: key ?? 'machine', at: word.span };
  }
}
