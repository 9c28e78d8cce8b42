import { parseImageReference } from '../../parse/image';
import { type ShellKind, shellOf, type Value } from '../../parse/shell';
import type { Span } from '../../text/span';
import type { Base, Dockerfile, EffectiveUser, FromInstruction, Instruction, Stage } from '../dockerfile';
import { looksAt, unwatched } from './around';
import { isLinuxDistribution, isWindowsImage, knownUser } from './bases';
import { isRootName } from './rootName';
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
function lastOf<K extends Instruction['keyword']>(
  instructions: readonly Instruction[],
  keyword: K,
): Extract<Instruction, { keyword: K }> | undefined {
  for (let i = instructions.length - 1; i >= 0; i--) {
    const found = instructions[i];
    if (found?.keyword === keyword) return found as Extract<Instruction, { keyword: K }>;
  }
  return undefined;
}

/**
 * A stage whose views are computed when they are first asked for. A class, because an object with getters of its own is
 * slow to make and slow to read.
 */
class ReadStage implements Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly #parts: StageParts;
  #chain: readonly Stage[] | undefined;
  #base: Base | undefined;
  #os: Stage['os'] | undefined;
  #user: EffectiveUser | undefined;

  constructor(parts: StageParts) {
    this.#parts = parts;
    this.index = parts.index;
    this.name = parts.from.alias?.text.toLowerCase();
  }

  /** What is read through this counts as a look at the stage. */
  get #looked(): StageParts {
    looksAt(this);
    return this.#parts;
  }

  get dockerfile() {
    return this.#parts.dockerfile;
  }

  get from() {
    return this.#looked.from;
  }

  get parent() {
    return this.#looked.parent;
  }

  get instructions() {
    return this.#looked.instructions;
  }

  get nameSpan() {
    return this.#looked.from.image.span;
  }

  get label(): string {
    if (this.name !== undefined) return `stage "${this.name}"`;
    return this.isTarget ? 'the final stage' : `stage ${this.index + 1}`;
  }

  get span(): Span {
    const { from, instructions } = this.#looked;
    return { start: from.span.start, end: (instructions.at(-1) ?? from).span.end };
  }

  get chain(): readonly Stage[] {
    looksAt(this);
    this.#chain ??= [...rowFrom(this)];
    return this.#chain;
  }

  get base(): Base {
    const { parent, from } = this.#looked;
    this.#base ??= parent ? parent.base : readBase(from.image);
    return this.#base;
  }

  get isTarget(): boolean {
    return unwatched(() => this.dockerfile.target === this);
  }

  get ships(): boolean {
    return unwatched(() => this.dockerfile.target?.chain.includes(this) ?? false);
  }

  get os(): Stage['os'] {
    this.#os ??= unwatched(() => readOs(this));
    return this.#os;
  }

  get user(): EffectiveUser {
    looksAt(this);
    this.#user ??= readUser(this);
    return this.#user;
  }

  get shell(): ShellKind {
    const own = lastOf(this.#looked.instructions, 'SHELL');
    return own ? shellOf(own.words) : inheritedShell(this);
  }

  env(variable: string) {
    const { scope } = this.#looked;
    const found = lookupIn({ ...scope, arg: new Map() }, Number.POSITIVE_INFINITY)(variable);
    return typeof found === 'object' ? found.value : undefined;
  }

  get cmd(): Stage['cmd'] {
    const { instructions, parent } = this.#looked;
    // An ENTRYPOINT of a child forgets the CMD of its parents.
    const own = lastOf(instructions, 'CMD');
    return own ?? (lastOf(instructions, 'ENTRYPOINT') ? undefined : parent?.cmd);
  }

  get entrypoint(): Stage['entrypoint'] {
    const { instructions, parent } = this.#looked;
    return lastOf(instructions, 'ENTRYPOINT') ?? parent?.entrypoint;
  }

  get healthcheck(): Stage['healthcheck'] {
    const { instructions, parent } = this.#looked;
    return lastOf(instructions, 'HEALTHCHECK') ?? parent?.healthcheck;
  }
}

export function buildStage(parts: StageParts): Stage {
  return new ReadStage(parts);
}

function* rowFrom(stage: Stage): Generator<Stage> {
  for (let at: Stage | undefined = stage; at; at = at.parent) yield at;
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
