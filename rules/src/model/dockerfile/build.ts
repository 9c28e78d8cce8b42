import { stringsFrom } from '../../parse/dockerfile/arguments';
import type { RawInstruction } from '../../parse/dockerfile/raw';
import { parseImageReference } from '../../parse/image';
import { within } from '../../parse/place';
import {
  type Command,
  parseArgv,
  parseScript,
  type Script,
  type ShellKind,
  startsOthers,
  type Value,
  type Word,
} from '../../parse/shell';
import type { CommandInstruction, CopyFrom, Dockerfile, Instruction, Stage } from '../dockerfile';
import { looksAt, unwatched } from './around';
import { type Common, fixedOf, isHeredocScript } from './fixed';
import { heredocScript, namedTexts } from './heredocs';
import { lazy } from './lazy';
import { inheritedShell } from './stage';
import { execWords, type Reading } from './values';

/** Where an instruction stands, and what it can ask of the file around it. */
export interface Surroundings {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage | undefined;
  readonly index: number;
  readonly onbuild: boolean;
  /** What the last SHELL in front says. */
  readonly shell: ShellKind | undefined;
  readonly findStage: (name: string) => Stage | undefined;
}

export function buildInstruction(reading: Reading, around: Surroundings): Instruction {
  const { raw } = reading;
  const fixed = fixedOf(reading, around.dockerfile);
  const { stage, dockerfile, index, onbuild } = around;
  const common: Common = {
    keywordSpan: raw.keywordSpan,
    span: raw.span,
    source: fixed.source,
    lines: raw.lines,
    argumentsSpan: fixed.argumentsSpan,
    argumentsText: fixed.argumentsText,
    flags: fixed.flags,
    heredocs: raw.heredocs,
    comments: raw.comments,
    onbuild,
    stage,
    dockerfile,
    index,
    variable: (name: string) => {
      const value = reading.lookup(name);
      return typeof value === 'object' ? value.value : undefined;
    },
  };
  // A copy of what all have in common would cost more than all else.
  const base = Object.assign(common, fixed.own) as Instruction;
  switch (base.keyword) {
    case 'RUN':
      return withScript(base, () => runScript(base, reading, around));
    case 'CMD':
    case 'ENTRYPOINT': {
      const own = () => commandScript(base, reading, around, raw.rest);
      if (base.keyword === 'ENTRYPOINT' || base.form === 'shell') return withScript(base, own);
      // What it means depends on ENTRYPOINT, so whoever reads it looks at the stage.
      const looks = () => looksAt(stage);
      return withScript(base, () => asArguments(base) ?? own(), looks);
    }
    case 'HEALTHCHECK':
      return withScript(base, () => commandScript(base, reading, around, healthcheckFrom(reading)));
    case 'COPY':
    case 'ADD': {
      const from = base.flags.find((found) => found.name === 'from')?.value;
      return Object.assign(base, { from: from && copyFrom(from, around) });
    }
    default:
      return base;
  }
}

const scriptReader = Symbol('script reader');

interface Scripted {
  [scriptReader]: () => Script;
}

/** Shared by all instructions with a script: an object with getters of its own is slow to make and slow to read. */
const scripted = {
  get script(): Script {
    return (this as unknown as Scripted)[scriptReader]();
  },
  get commands(): readonly Command[] {
    return this.script.commands;
  },
};

function withScript(parts: Instruction, read: () => Script, looks: () => void = () => {}): Instruction {
  const computed = lazy(read);
  const script = () => {
    looks();
    return computed();
  };
  return Object.setPrototypeOf(Object.assign(parts, { [scriptReader]: script } satisfies Scripted), scripted);
}

function lookupOf(base: Common) {
  return { lookup: (name: string) => base.variable(name) };
}

function runScript(base: Common, reading: Reading, around: Surroundings): Script {
  const { raw } = reading;
  const [heredoc] = raw.heredocs;
  if (heredoc && isHeredocScript(raw)) {
    return readOnce(raw, shellIn(around), (shell) => heredocScript(heredoc, shell, lookupOf(base).lookup));
  }
  return commandScript(base, reading, around, raw.rest);
}

function commandScript(base: Common, { raw }: Reading, around: Surroundings, from: number): Script {
  return readOnce(raw, shellIn(around), (shell) => {
    const words = execWords(raw, from === raw.rest ? raw.arguments.strings : stringsFrom(raw.text, from));
    if (words) return parseArgv(words, lookupOf(base));
    return parseScript(raw.text.slice(from), shell, {
      place: within(raw.place, from),
      ...lookupOf(base),
      heredocs: namedTexts(raw.heredocs),
    });
  });
}

function shellIn({ shell, stage }: Surroundings): ShellKind {
  return shell ?? (stage ? unwatched(() => inheritedShell(stage)) : 'posix');
}

/** As with all that is fixed (`fixedOf`), but that the shell may hang on what comes later. */
function readOnce({ memory }: RawInstruction, shell: ShellKind, read: (shell: ShellKind) => Script): Script {
  const known = memory.script as { readonly shell: ShellKind; readonly script: Script } | undefined;
  if (known?.shell === shell) return known.script;
  const script = read(shell);
  memory.script = { shell, script };
  return script;
}

/**
 * What a CMD means that only has the arguments for the program of ENTRYPOINT; undefined when it names a program itself:
 * behind nothing, a start script or a program that starts others.
 */
function asArguments(base: CommandInstruction): Script | undefined {
  const words = base.words as readonly Word[];
  const entrypoint = base.onbuild ? undefined : base.stage?.entrypoint;
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last || entrypoint?.form !== 'exec' || entrypoint.words.length === 0) return undefined;
  const program = entrypoint.commands.at(-1)?.name ?? '';
  if (startsOthers(program) || /\.\w+$|entrypoint|^$/.test(program)) return undefined;
  const script = parseArgv([...(entrypoint.words as readonly Word[]), ...words], lookupOf(base));
  const span = { start: first.span.start, end: last.span.end };
  return { ...script, commands: script.commands.map((command) => ({ ...command, span })) };
}

/** Where the command begins. */
function healthcheckFrom({ raw }: Reading): number {
  const [kind, first] = raw.arguments.words;
  const isCommand = kind && raw.text.slice(kind.start, kind.end).toUpperCase() === 'CMD';
  return (isCommand && first?.start) || raw.text.length;
}

function copyFrom(value: Value, around: Surroundings): CopyFrom {
  const stage = value.value === undefined ? undefined : around.findStage(value.value);
  const exact = value.raw === value.text && value.span.end - value.span.start === value.raw.length;
  const image =
    stage || value.value === undefined || /^\d+$/.test(value.value)
      ? undefined
      : parseImageReference(value.value, exact ? value.span.start : 0);
  return { value, stage, image };
}
