import { stringsFrom } from '../../parse/dockerfile/arguments';
import { readMarker } from '../../parse/dockerfile/heredoc';
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
import type { CopyFrom, ExposedPort, Flag, Instruction, Mount, Stage } from '../dockerfile';
import { looksAt } from './around';
import { heredocScript, namedTexts } from './heredocs';
import { lazy } from './lazy';
import { execWords, listValues, type Reading, readVariables, restValue, valueAt } from './values';

/** What an instruction can ask of the file around it. */
export interface Surroundings {
  readonly shell: () => ShellKind;
  readonly findStage: (name: string) => Stage | undefined;
}

type Base = Pick<
  Instruction,
  | 'keywordSpan'
  | 'span'
  | 'source'
  | 'lines'
  | 'argumentsSpan'
  | 'argumentsText'
  | 'flags'
  | 'heredocs'
  | 'comments'
  | 'onbuild'
  | 'stage'
  | 'dockerfile'
  | 'index'
  | 'variable'
>;

/** Adds to the common part of an instruction what its keyword gives it; a copy of it would cost more than all else. */
export function buildInstruction(base: Base, reading: Reading, around: Surroundings): Instruction {
  const { keyword } = reading.raw;
  switch (keyword) {
    case 'FROM':
      return Object.assign(base, { keyword, ...fromParts(reading, base.flags) });
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      return Object.assign(base, { keyword, variables: readVariables(reading) }) as Instruction;
    case 'RUN':
      return withScript(Object.assign(base, { keyword, ...runParts(base, reading) }), () =>
        runScript(base, reading, around),
      );
    case 'CMD':
    case 'ENTRYPOINT': {
      const words = execWords(reading.raw, reading.raw.arguments.strings);
      const parts = Object.assign(base, { keyword, form: words ? 'exec' : 'shell', words: words ?? [] });
      const own = () => commandScript(base, reading, around, reading.raw.rest);
      if (keyword === 'ENTRYPOINT' || !words) return withScript(parts, own);
      // What it means depends on ENTRYPOINT, so whoever reads it looks at the stage.
      const looks = () => looksAt(base.stage);
      return withScript(parts, () => asArguments(words, base) ?? own(), looks);
    }
    case 'HEALTHCHECK':
      return healthcheck(base, reading, around);
    case 'COPY':
    case 'ADD':
      return Object.assign(base, { keyword, ...copyParts(base, reading, around) });
    case 'USER': {
      const user = restValue(reading);
      const [name = '', group] = (user.value ?? '').split(':');
      const known = (part: string | undefined) => (part === '' ? undefined : part);
      return Object.assign(base, { keyword, user, name: known(name), group: known(group) });
    }
    case 'WORKDIR':
      return Object.assign(base, { keyword, path: restValue(reading) });
    case 'EXPOSE':
      return Object.assign(base, { keyword, ports: listValues(reading).values.map(exposedPort) });
    case 'VOLUME':
      return Object.assign(base, { keyword, paths: listValues(reading).values });
    case 'SHELL':
      return Object.assign(base, { keyword, words: execWords(reading.raw, reading.raw.arguments.strings) ?? [] });
    case 'ONBUILD':
      return Object.assign(base, { keyword, trigger: undefined });
    case 'MAINTAINER':
    case 'STOPSIGNAL':
      return Object.assign(base, { keyword, argument: restValue(reading) });
    default:
      return Object.assign(base, { keyword: 'UNKNOWN' as const, argument: restValue(reading) });
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

function withScript(parts: object, read: () => Script, looks: () => void = () => {}): Instruction {
  const computed = lazy(read);
  const script = () => {
    looks();
    return computed();
  };
  return Object.setPrototypeOf(Object.assign(parts, { [scriptReader]: script } satisfies Scripted), scripted);
}

function fromParts(reading: Reading, flags: readonly Flag[]) {
  const { raw } = reading;
  const [image, as, alias] = raw.arguments.words;
  const end = { start: raw.rest, end: raw.rest };
  const isNamed = as !== undefined && raw.text.slice(as.start, as.end).toLowerCase() === 'as';
  return {
    image: valueAt(reading, (image ?? end).start, (image ?? end).end),
    alias: isNamed && alias ? valueAt(reading, alias.start, alias.end) : undefined,
    platform: flags.find((flag) => flag.name === 'platform')?.value,
  };
}

function lookupOf(base: Base) {
  return { lookup: (name: string) => base.variable(name) };
}

function runParts(base: Base, reading: Reading) {
  const { raw } = reading;
  const words = raw.arguments.strings;
  const marker = base.heredocs.length > 0 ? readMarker(raw.text.slice(raw.rest), base.argumentsSpan) : undefined;
  const form = words ? 'exec' : marker ? 'heredoc' : 'shell';
  return { form, mounts: base.flags.filter((flag) => flag.name === 'mount').map(mount) };
}

function runScript(base: Base, reading: Reading, around: Surroundings): Script {
  const { raw } = reading;
  const [heredoc] = base.heredocs;
  if (heredoc && readMarker(raw.text.slice(raw.rest), base.argumentsSpan)) {
    return readOnce(raw, around.shell(), (shell) => heredocScript(heredoc, shell, lookupOf(base).lookup));
  }
  return commandScript(base, reading, around, raw.rest);
}

function commandScript(base: Base, { raw }: Reading, around: Surroundings, from: number): Script {
  return readOnce(raw, around.shell(), (shell) => {
    const words = execWords(raw, stringsFrom(raw.text, from));
    if (words) return parseArgv(words, lookupOf(base));
    return parseScript(raw.text.slice(from), shell, {
      place: within(raw.place, from),
      ...lookupOf(base),
      heredocs: namedTexts(base.heredocs),
    });
  });
}

const scriptOf = Symbol('script');

/**
 * An instruction that was not cut anew has nothing new in front of it either, so its variables are the same, too. Only
 * the shell may hang on what comes later.
 */
function readOnce(raw: RawInstruction, shell: ShellKind, read: (shell: ShellKind) => Script): Script {
  const holder = raw as RawInstruction & { [scriptOf]?: { readonly shell: ShellKind; readonly script: Script } };
  const known = holder[scriptOf];
  if (known?.shell === shell) return known.script;
  const script = read(shell);
  holder[scriptOf] = { shell, script };
  return script;
}

/**
 * What a CMD means that only has the arguments for the program of ENTRYPOINT; undefined when it names a program itself:
 * behind nothing, a start script or a program that starts others.
 */
function asArguments(words: readonly Word[], base: Base): Script | undefined {
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

function healthcheck(base: Base, reading: Reading, around: Surroundings): Instruction {
  const { raw } = reading;
  const [kind] = raw.arguments.words;
  const word = kind ? raw.text.slice(kind.start, kind.end).toUpperCase() : '';
  const from = kind?.end ?? raw.text.length;
  const first = from + (/\S/.exec(raw.text.slice(from))?.index ?? 0);
  const parts = Object.assign(base, {
    keyword: 'HEALTHCHECK',
    none: word === 'NONE',
    form: stringsFrom(raw.text, from) ? 'exec' : 'shell',
  });
  return withScript(parts, () => commandScript(base, reading, around, word === 'CMD' ? first : raw.text.length));
}

function mount(flag: Flag): Mount {
  const options = new Map<string, Value>();
  const value = flag.value;
  if (value) {
    // Values with quotes or joined lines lose their exact place; the flag as a whole is close enough.
    const exact = value.span.end - value.span.start === value.raw.length && value.text === value.raw;
    let at = 0;
    for (const part of value.text.split(',')) {
      const equals = part.indexOf('=');
      const name = (equals < 0 ? part : part.slice(0, equals)).toLowerCase();
      const text = equals < 0 ? '' : part.slice(equals + 1);
      const start = value.span.start + at;
      const span = exact ? { start, end: start + part.length } : value.span;
      options.set(name, { span, raw: text, text, value: /\$/.test(text) ? undefined : text });
      at += part.length + 1;
    }
  }
  return { span: flag.span, type: options.get('type')?.text ?? 'bind', options };
}

function copyParts(base: Base, reading: Reading, around: Surroundings) {
  const { form, values } = listValues(reading);
  const paths = base.heredocs.length > 0 ? values.filter((value) => !readMarker(value.raw, value.span)) : values;
  const flag = base.flags.find((found) => found.name === 'from')?.value;
  const isSourceOnly = values.length < 2 && base.heredocs.length === 0;
  return {
    form,
    sources: isSourceOnly ? paths : paths.slice(0, -1),
    destination: isSourceOnly ? undefined : paths.at(-1),
    from: flag && copyFrom(flag, around),
  };
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

function exposedPort(value: Value): ExposedPort {
  const [ports = '', protocol = 'tcp'] = (value.value ?? '').split('/');
  const [first = '', last = first] = ports.slice(ports.lastIndexOf(':') + 1).split('-');
  const number = (text: string) => (/^\d{1,5}$/.test(text) ? Number(text) : undefined);
  return { ...value, first: number(first), last: number(last), protocol: protocol.toLowerCase() };
}
