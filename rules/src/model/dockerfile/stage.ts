import { parseImageReference } from '../../parse/image';
import { type ShellKind, shellKind, type Value } from '../../parse/shell';
import type { Span } from '../../text/span';
import type { Base, Dockerfile, EffectiveUser, FromInstruction, Instruction, Stage } from '../dockerfile';
import { looksAt, unwatched } from './around';
import { isLinuxDistribution, isWindowsImage, knownUser } from './bases';
import { lazy } from './lazy';
import { lookupIn, type Scope } from './scope';

/** What is known of a stage before its views are computed. */
export interface StageParts {
  readonly dockerfile: Dockerfile;
  readonly index: number;
  readonly from: FromInstruction;
  readonly parent: Stage | undefined;
  readonly scope: Scope;
  readonly instructions: readonly Instruction[];
}

/** The last instruction with one of these keywords. */
export function lastOf<K extends Instruction['keyword']>(
  instructions: readonly Instruction[],
  keyword: K,
): Extract<Instruction, { keyword: K }> | undefined {
  for (let i = instructions.length - 1; i >= 0; i--) {
    const found = instructions[i];
    if (found?.keyword === keyword) return found as Extract<Instruction, { keyword: K }>;
  }
  return undefined;
}

/** A stage whose views are computed when they are first asked for. */
export function buildStage(parts: StageParts): Stage {
  const { dockerfile, index, from, parent, scope, instructions } = parts;
  const chain = lazy(() => {
    const stages: Stage[] = [];
    for (let at: Stage | undefined = stage; at; at = at.parent) stages.push(at);
    return stages;
  });
  const base = lazy(() => (parent ? parent.base : readBase(from.image)));
  const os = lazy(() => unwatched(() => readOs(stage)));
  const ships = () => unwatched(() => dockerfile.target?.chain.includes(stage) ?? false);
  const user = lazy(() => readUser(stage));
  const span = lazy((): Span => ({ start: from.span.start, end: (instructions.at(-1) ?? from).span.end }));
  const name = from.alias?.text.toLowerCase();
  const stage: Stage = {
    index,
    name,
    get dockerfile() {
      return dockerfile;
    },
    get from() {
      looksAt(stage);
      return from;
    },
    get parent() {
      looksAt(stage);
      return parent;
    },
    get instructions() {
      looksAt(stage);
      return instructions;
    },
    get nameSpan() {
      looksAt(stage);
      return from.image.span;
    },
    get label() {
      if (name !== undefined) return `stage "${name}"`;
      return stage.isTarget ? 'the final stage' : `stage ${index + 1}`;
    },
    get span() {
      looksAt(stage);
      return span();
    },
    get chain() {
      looksAt(stage);
      return chain();
    },
    get base() {
      looksAt(stage);
      return base();
    },
    get isTarget() {
      return unwatched(() => dockerfile.target === stage);
    },
    get ships() {
      return ships();
    },
    get os() {
      return os();
    },
    get user() {
      looksAt(stage);
      return user();
    },
    get shell() {
      looksAt(stage);
      const own = lastOf(instructions, 'SHELL');
      return own ? shellKind(own.words[0]?.text ?? '') : inheritedShell(stage);
    },
    env(variable) {
      looksAt(stage);
      const found = lookupIn({ ...scope, arg: new Map() }, Number.POSITIVE_INFINITY)(variable);
      return typeof found === 'object' ? found.value : undefined;
    },
    get cmd() {
      looksAt(stage);
      // An ENTRYPOINT of a child forgets the CMD of its parents.
      const own = lastOf(instructions, 'CMD');
      return own ?? (lastOf(instructions, 'ENTRYPOINT') ? undefined : parent?.cmd);
    },
    get entrypoint() {
      looksAt(stage);
      return lastOf(instructions, 'ENTRYPOINT') ?? parent?.entrypoint;
    },
    get healthcheck() {
      looksAt(stage);
      return lastOf(instructions, 'HEALTHCHECK') ?? parent?.healthcheck;
    },
  };
  return stage;
}

function readBase(value: Value): Base {
  const exact = value.value === value.raw && value.span.end - value.span.start === value.raw.length;
  const scratch = value.value?.toLowerCase() === 'scratch';
  const image =
    value.value === undefined || scratch ? undefined : parseImageReference(value.value, exact ? value.span.start : 0);
  return { value, scratch, image };
}

/** The shell for shell forms of a stage that has no SHELL so far. */
export function inheritedShell(stage: Stage): ShellKind {
  if (stage.parent) return stage.parent.shell;
  return stage.os === 'windows' ? 'cmd' : 'posix';
}

function readOs(stage: Stage): Stage['os'] {
  if (stage.parent) return stage.parent.os;
  const { base, from, dockerfile } = stage;
  const platform = from.platform?.value;
  if (platform !== undefined && platform !== '') return platform.startsWith('windows') ? 'windows' : 'linux';
  if (base.image && isWindowsImage(base.image)) return 'windows';
  if (base.scratch || (base.image && isLinuxDistribution(base.image))) return 'linux';
  const hasWindowsShell = stage.instructions.some(
    ({ keyword, argumentsText }) => keyword === 'SHELL' && /^\[\s*"(?:powershell|cmd)/i.test(argumentsText),
  );
  if (hasWindowsShell || dockerfile.escapeChar === '`') return 'windows';
  return base.image ? 'linux' : 'unknown';
}

function readUser(stage: Stage): EffectiveUser {
  const instruction = lastOf(stage.instructions, 'USER');
  if (instruction) {
    const { name, group } = instruction;
    return { source: 'set', instruction, name, group, root: name === undefined ? undefined : isRootName(name) };
  }
  if (stage.parent) return stage.parent.user;
  const { base } = stage;
  const known = base.scratch ? { name: '0', root: true } : base.image && knownUser(base.image);
  if (!known) return { source: 'unknown', instruction: undefined, name: undefined, group: undefined, root: undefined };
  return { source: 'base', instruction: undefined, name: known.name, group: undefined, root: known.root };
}

const administrators = new Set(['containeradministrator', 'administrator', 'system', 'localsystem']);

/** Whether a user name or number means root, or an administrator on Windows. */
export function isRootName(name: string): boolean {
  if (name === 'root' || /^0+$/.test(name)) return true;
  return administrators.has(name.toLowerCase().replace(/^.*\\/, ''));
}
