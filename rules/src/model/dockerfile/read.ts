import { isDockerfileText } from '../../fileKind';
import type { RawInstruction } from '../../parse/dockerfile/raw';
import { type SplitDockerfile, splitDockerfile, triggerOf } from '../../parse/dockerfile/split';
import type { Lookup } from '../../parse/dockerfile/substitute';
import { type ShellKind, shellOf } from '../../parse/shell';
import type {
  ArgInstruction,
  Dockerfile,
  DockerfileProblem,
  FromInstruction,
  Instruction,
  OnbuildInstruction,
  Stage,
} from '../dockerfile';
import { looksAt } from './around';
import { buildInstruction } from './build';
import { declare, lookupGlobal, lookupIn, newScope, type Scope } from './scope';
import { buildStage } from './stage';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A longer row of stages built on one another was not written by anybody, and views follow it by recursion. */
const maxChain = 200;

interface StageScope {
  readonly scope: Scope;
  readonly depth: number;
}

interface Current {
  readonly stage: Stage;
  readonly scope: Scope;
  readonly instructions: Instruction[];
  /** What the last SHELL says. */
  shell: ShellKind | undefined;
}

/**
 * Reads a Dockerfile as a typed model. Never throws: what a build would refuse is listed in `problems`. A file that is no
 * text says nothing.
 */
export function readDockerfile(text: string): Dockerfile {
  return readInstructions(splitDockerfile(isDockerfileText(text) ? text : ''));
}

/** The same for a Dockerfile that was cut into instructions already. */
export function readInstructions(split: SplitDockerfile): Dockerfile {
  const { text, escapeChar, directives, comments, instructions: raws, problems, unreadFrom } = split;
  const found: DockerfileProblem[] = [...problems];
  const instructions: Instruction[] = [];
  const stages: Stage[] = [];
  const named = new Map<string, Stage>();
  const globalArgs: ArgInstruction[] = [];
  const globals = newScope(undefined);
  const scopes = new Map<Stage, StageScope>();
  let current: Current | undefined;

  const parts = { text, escapeChar, directives, comments, instructions, globalArgs, stages, problems: found };
  const dockerfile = new ReadFile(parts, unreadFrom === undefined);

  const findStage = (name: string) => named.get(name.toLowerCase()) ?? stages[/^\d+$/.test(name) ? Number(name) : -1];

  const add = (raw: RawInstruction, onbuild: boolean): Instruction => {
    const index = instructions.length;
    const scope = current?.scope ?? globals;
    const isFrom = raw.keyword === 'FROM' && !onbuild;
    const lookup: Lookup = isFrom || !current ? lookupGlobal(globals) : lookupIn(scope, index);
    const owner = isFrom ? undefined : current?.stage;
    const shell = isFrom ? undefined : current?.shell;
    const around = { dockerfile, stage: owner, index, onbuild, shell, findStage };
    const instruction = buildInstruction({ raw, escapeChar, lookup }, around);
    instructions.push(instruction);
    return instruction;
  };

  for (const raw of raws) {
    const instruction = add(raw, false);
    if (instruction.keyword === 'FROM') {
      current = openStage(dockerfile, instruction, named, stages, scopes);
      continue;
    }
    if (!current) {
      if (instruction.keyword === 'ARG') globalArgs.push(instruction);
      else found.push({ span: instruction.keywordSpan, message: 'Only ARG may stand in front of the first FROM.' });
    }
    if (instruction.keyword === 'UNKNOWN') {
      found.push({ span: instruction.keywordSpan, message: `${raw.keyword.slice(0, 40)} is no instruction.` });
    }
    current?.instructions.push(instruction);
    if (current && instruction.keyword === 'SHELL') current.shell = shellOf(instruction.words);
    note(instruction, current?.scope ?? globals, current ? globals : undefined);
    if (instruction.keyword === 'ONBUILD') {
      const trigger = triggerOf(raw);
      if (trigger) (instruction as Writable<OnbuildInstruction>).trigger = add(trigger, true);
    }
  }
  if (instructions.length === 0)
    found.push({ span: { start: 0, end: 0 }, message: 'There is no instruction in this file.' });
  return dockerfile;
}

/**
 * Rules that look at the file as a whole are asked again after every change. A class: what the getters of a single object
 * close over, here all of the model, stays in memory until the next full collection.
 */
class ReadFile implements Dockerfile {
  readonly #parts: Omit<Dockerfile, 'target'>;

  /** Where the reading was given up, nobody knows which stage is the last. */
  constructor(
    parts: Omit<Dockerfile, 'target'>,
    private readonly isWhole: boolean,
  ) {
    this.#parts = parts;
  }

  get #looked(): Omit<Dockerfile, 'target'> {
    looksAt();
    return this.#parts;
  }

  get escapeChar() {
    return this.#parts.escapeChar;
  }

  get text() {
    return this.#looked.text;
  }

  get directives() {
    return this.#looked.directives;
  }

  get comments() {
    return this.#looked.comments;
  }

  get instructions() {
    return this.#looked.instructions;
  }

  get globalArgs() {
    return this.#looked.globalArgs;
  }

  get stages() {
    return this.#looked.stages;
  }

  get target() {
    return this.isWhole ? this.#looked.stages.at(-1) : undefined;
  }

  get problems() {
    return this.#looked.problems;
  }
}

function openStage(
  dockerfile: Dockerfile,
  from: FromInstruction,
  named: Map<string, Stage>,
  stages: Stage[],
  scopes: Map<Stage, StageScope>,
): Current {
  const below = from.image.value === undefined ? undefined : named.get(from.image.value.toLowerCase());
  const depth = below ? (scopes.get(below)?.depth ?? 0) + 1 : 0;
  const parent = depth > maxChain ? undefined : below;
  const scope = newScope(parent && scopes.get(parent)?.scope);
  const instructions: Instruction[] = [];
  const stage = buildStage({ dockerfile, index: stages.length, from, parent, scope, instructions });
  (from as Writable<FromInstruction>).stage = stage;
  scopes.set(stage, { scope, depth: parent ? depth : 0 });
  stages.push(stage);
  if (stage.name !== undefined) named.set(stage.name, stage);
  return { stage, scope, instructions, shell: undefined };
}

/** Remembers what an ARG or ENV does for what follows. */
function note(instruction: Instruction, scope: Scope, globals: Scope | undefined): void {
  const { index } = instruction;
  if (instruction.keyword === 'ENV') {
    for (const { name, value } of instruction.variables) {
      declare(scope.env, name, { index, value: value ? value.value : '', unset: false });
    }
  } else if (instruction.keyword === 'ARG') {
    for (const { name, value } of instruction.variables) {
      const inherited = value === undefined ? globals?.arg.get(name)?.at(-1) : undefined;
      const entry = inherited ?? { value: value?.value, unset: value === undefined };
      declare(scope.arg, name, { ...entry, index });
    }
  }
}
