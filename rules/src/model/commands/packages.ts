import type { Command, Word } from '../../parse/shell';
import { type Option, readArguments } from './options';
import { remember } from './remember';

/** Programs that install packages, by family. */
export type Manager =
  | 'apt'
  | 'apk'
  | 'dnf'
  | 'zypper'
  | 'pip'
  | 'uv'
  | 'pipx'
  | 'poetry'
  | 'conda'
  | 'npm'
  | 'yarn'
  | 'pnpm'
  | 'npx'
  | 'gem'
  | 'go'
  | 'cargo'
  | 'dotnet'
  | 'cpan'
  | 'luarocks'
  | 'choco'
  | 'composer';

/** What a package manager was told to do. */
export interface PackageCommand {
  readonly manager: Manager;
  /** The program as called: `apt-get`, `microdnf`, `pip3`. */
  readonly program: string;
  /** `install`, `add`, `update`; empty when there is none. */
  readonly verb: string;
  readonly verbWord: Word | undefined;
  readonly installs: boolean;
  readonly options: readonly Option[];
  /** What stands behind the verb. */
  readonly operands: readonly Word[];
  readonly command: Command;
}

interface Family {
  readonly manager: Manager;
  readonly programs: RegExp;
  readonly installs: readonly string[];
  readonly takesValue: ReadonlySet<string>;
}

const family = (manager: Manager, programs: RegExp, installs: string, takesValue = ''): Family => ({
  manager,
  programs,
  installs: installs.split(' '),
  takesValue: new Set(takesValue.split(' ')),
});

const pipValues =
  '-r --requirement -c --constraint -e --editable -i --index-url --extra-index-url -f --find-links -t --target -w --wheel-dir ' +
  '--trusted-host --prefix --root --platform --python-version --python --timeout --retries --cache-dir --no-binary ' +
  '--only-binary --progress-bar --proxy --cert --client-cert --log -C --config-settings --global-option --src ' +
  '--upgrade-strategy --abi --implementation --index-strategy --index --default-index --allow-insecure-host -p ' +
  '--prerelease --resolution --no-build-package --only-binary-package --exclude-newer --torch-backend --overrides';

const families: readonly Family[] = [
  family('apt', /^(?:apt-get|apt|aptitude)$/, 'install', '-t -o -c --target-release --option --config-file'),
  family(
    'apk',
    /^apk$/,
    'add',
    '-t --virtual -X --repository -p --root --keys-dir --cache-dir --repositories-file --arch',
  ),
  family(
    'dnf',
    /^(?:yum|dnf|dnf5|microdnf|tdnf)$/,
    'install in localinstall groupinstall reinstall rei install-n install-na install-nevra',
    '-c --config --enablerepo --disablerepo --installroot --releasever --setopt --repo --repoid -x --exclude -R -d -e',
  ),
  family(
    'zypper',
    /^zypper$/,
    'install in source-install si',
    '-r --repo --root -R --from -t --type -D --reposd-dir --cache-dir',
  ),
  family('pip', /^pip[0-9.]*$/, 'install wheel download', pipValues),
  family('pipx', /^pipx$/, 'install inject', '--python --spec --index-url -i --pip-args --suffix'),
  family('uv', /^uv$/, 'add sync tool', `${pipValues} --extra --group --directory --project --with`),
  family(
    'poetry',
    /^(?:poetry|pdm|pipenv)$/,
    'add install',
    '-r --requirements -i --index -e --editable --python --source --group -G --with --without --only -E --extras -P -C',
  ),
  family(
    'conda',
    /^(?:conda|mamba|micromamba)$/,
    'install create update',
    '-c --channel -n --name -p --prefix -f --file -r --root-prefix --solver --repodata-fn',
  ),
  family('npm', /^npm$/, 'install i add ci isntall in', '--prefix -w --workspace --registry --cache --loglevel -C'),
  family('yarn', /^yarn(?:pkg)?$/, 'add install', '--cwd --registry --cache-folder --network-timeout --modules-folder'),
  family('pnpm', /^pnpm$/, 'add install i', '--dir -C --filter --registry --store-dir'),
  family('npx', /^npx$/, '', '-p --package -c --call'),
  family(
    'gem',
    /^gem$/,
    'install i',
    '-v --version -i --install-dir -n --bindir -s --source --platform -P --trust-policy',
  ),
  family('go', /^go$/, 'install get run', '-ldflags -tags -mod -C -o -gcflags -asmflags'),
  family(
    'cargo',
    /^cargo$/,
    'install binstall',
    '--version --vers --git --tag --rev --branch --path --root --index --registry -j --jobs --profile --features -F --target',
  ),
  family('dotnet', /^dotnet$/, '', '--version --tool-path --add-source --configfile --framework'),
  family('cpan', /^cpanm?$/, '', ''),
  family('luarocks', /^luarocks$/, 'install', '--tree --server'),
  family('composer', /^composer(?:\.phar)?$/, 'require', '-d --working-dir'),
  family('choco', /^(?:choco|cinst)$/, 'install', '--version -s --source --params --package-parameters'),
];

const byProgram = new Map<string, Family | undefined>();

function familyOf(program: string): Family | undefined {
  if (!byProgram.has(program)) {
    // Names of programs come from the file, so the memory for them must not grow without end.
    if (byProgram.size > 500) byProgram.clear();
    byProgram.set(
      program,
      families.find(({ programs }) => programs.test(program)),
    );
  }
  return byProgram.get(program);
}

/** Options in front of the verb that take the next word. */
const globalValues = new Set([
  '-o',
  '-c',
  '-C',
  '--prefix',
  '--dir',
  '--cwd',
  '-X',
  '--repository',
  '-R',
  '--root',
  '-p',
  '-t',
  '--target-release',
  '--option',
]);

/** Understands a call of a package manager; undefined for all other commands. */
export const packageCommand: (command: Command) => PackageCommand | undefined = remember(readPackageCommand);

function readPackageCommand(command: Command): PackageCommand | undefined {
  const { name, args } = command;
  if (/^python[0-9.]*$|^pypy3?$|^py$/.test(name)) return pythonModule(command);
  const found = familyOf(name);
  if (!found) return undefined;
  const [first, second] = args;
  if (found.manager === 'uv') {
    if (first?.value === 'pip') return read(command, args.slice(1), pipFamily('uv'), 'uv pip');
    if (first?.value === 'tool' && second) return read(command, args.slice(1), toolFamily, 'uv tool');
  }
  if (/^(?:yarn|composer)$/.test(found.manager) && first?.value === 'global')
    return read(command, args.slice(1), found, `${name} global`);
  if (found.manager === 'yarn' && (first === undefined || first.text.startsWith('-'))) {
    return { ...read(command, args, found, name), verb: 'install', installs: true };
  }
  if (found.manager === 'dotnet') {
    if (first?.value !== 'tool' || second?.value !== 'install') return undefined;
    return read(command, args.slice(1), { ...found, installs: ['install'] }, 'dotnet tool');
  }
  if (found.manager === 'dnf' && first?.value === 'module') return read(command, args.slice(1), found, name);
  if (found.manager === 'npx' || found.manager === 'cpan') {
    const { options, operands } = readArguments(args, found.takesValue);
    return {
      manager: found.manager,
      program: name,
      verb: '',
      verbWord: undefined,
      installs: true,
      options,
      operands,
      command,
    };
  }
  return read(command, args, found, name);
}

const toolFamily = family('uv', /^uv$/, 'install run', '--from --with --python -p --index-url --default-index --index');
const pipFamily = (manager: Manager) => family(manager, /^pip$/, 'install sync', pipValues);

function pythonModule(command: Command): PackageCommand | undefined {
  const at = command.args.findIndex((word) => word.text === '-m');
  if (at < 0 || command.args.slice(0, at).some((word) => !word.text.startsWith('-'))) return undefined;
  const module = command.args[at + 1]?.value;
  const rest = command.args.slice(at + 2);
  if (module === 'pip')
    return read(command, rest, families.find((f) => f.manager === 'pip') ?? pipFamily('pip'), 'pip');
  return undefined;
}

function read(command: Command, words: readonly Word[], from: Family, program: string): PackageCommand {
  const verbAt = verbIndex(words, from);
  const verbWord = words[verbAt];
  const verb = verbWord?.value ?? '';
  // What stands behind `--` is for the compiler of a gem.
  const rest = words.slice(verbAt + 1);
  const end = from.manager === 'gem' ? rest.findIndex(({ text }) => text === '--') : -1;
  const { options, operands } = readArguments(end < 0 ? rest : rest.slice(0, end), from.takesValue);
  const early = readArguments(words.slice(0, Math.max(verbAt, 0)), valuesInFront(from)).options;
  const all = [...early, ...options];
  return {
    manager: from.manager,
    program,
    verb,
    verbWord,
    installs: from.installs.includes(verb) && !all.some(({ name }) => onlyTells.test(name)),
    options: all,
    operands,
    command,
  };
}

/** With these nothing is installed. */
const onlyTells = /^--(?:help|dry-run|simulate|just-print|no-act|print-uris|assumeno)$/;

const valuesInFront = ({ takesValue }: Family) => ({
  has: (option: string) => globalValues.has(option) || takesValue.has(option),
});

function verbIndex(words: readonly Word[], from: Family): number {
  const values = valuesInFront(from);
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    if (!text.startsWith('-') && !text.startsWith('+')) return at;
    if (values.has(text)) at++;
  }
  return words.length;
}

/** The option of a package command with one of these names. */
export function packageOption(found: PackageCommand, names: readonly string[]): Option | undefined {
  return found.options.find((option) => {
    if (names.includes(option.name)) return true;
    // `-qqy` holds `-y`.
    return (
      /^-[A-Za-z]{2,}$/.test(option.name) && names.some((n) => n.length === 2 && option.name.includes(n.charAt(1)))
    );
  });
}

/** The name of an operating system package without version, architecture or repository. */
export function packageName(text: string): string {
  return (/^[A-Za-z0-9][A-Za-z0-9.+_-]*/.exec(text)?.[0] ?? '').replace(/[=<>~].*$/, '');
}

/** Operating system packages an install names, when it is one. */
export function systemPackages(command: Command): readonly Word[] {
  const found = packageCommand(command);
  if (!found?.installs || !/^(?:apt|apk|dnf|zypper)$/.test(found.manager)) return [];
  return found.operands;
}
