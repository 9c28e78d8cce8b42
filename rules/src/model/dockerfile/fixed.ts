import { stringsFrom } from '../../parse/dockerfile/arguments';
import { readMarker } from '../../parse/dockerfile/heredoc';
import type { RawInstruction } from '../../parse/dockerfile/raw';
import type { Value } from '../../parse/shell';
import type {
  CommandInstruction,
  Dockerfile,
  ExposedPort,
  Flag,
  Instruction,
  Mount,
  RunInstruction,
} from '../dockerfile';
import { execWords, listValues, type Reading, readFlags, readVariables, restValue, valueAt } from './values';

/** What every instruction has. */
export type Common = Omit<Instruction, 'keyword'>;

/** What the keyword of an instruction gives it, without what is read when it is asked for or names a stage. */
type Own<I> = I extends Instruction ? Omit<I, keyof Common | 'script' | 'commands' | 'from'> : never;

/** What an instruction is by itself and by what stands in front of it. */
interface Fixed extends Pick<Common, 'source' | 'argumentsSpan' | 'argumentsText' | 'flags'> {
  readonly own: Own<Instruction>;
}

/** An instruction that was not cut anew has nothing new in front of it either, so its variables are the same, too. */
export function fixedOf(reading: Reading, { text }: Dockerfile): Fixed {
  const { memory } = reading.raw;
  memory.fixed ??= readFixed(reading, text);
  return memory.fixed as Fixed;
}

function readFixed(reading: Reading, text: string): Fixed {
  const { raw } = reading;
  const flags = readFlags(reading);
  return {
    source: text.slice(raw.span.start, raw.span.end),
    argumentsSpan: raw.place(raw.argumentsFrom, raw.text.length),
    argumentsText: raw.text.slice(raw.rest),
    flags,
    own: ownOf(reading, flags),
  };
}

function ownOf(reading: Reading, flags: readonly Flag[]): Own<Instruction> {
  const { keyword, arguments: raw } = reading.raw;
  switch (keyword) {
    case 'FROM':
      return { keyword, ...fromParts(reading, flags) };
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      return { keyword, variables: readVariables(reading) };
    case 'RUN':
      return { keyword, ...runParts(reading, flags) };
    case 'CMD':
    case 'ENTRYPOINT': {
      const words = execWords(reading.raw, raw.strings);
      return { keyword, form: words ? 'exec' : 'shell', words: words ?? [] };
    }
    case 'HEALTHCHECK':
      return { keyword, ...healthcheckParts(reading) };
    case 'COPY':
    case 'ADD':
      return { keyword, ...copyParts(reading) };
    case 'USER': {
      const user = restValue(reading);
      const [name = '', group] = (user.value ?? '').split(':');
      const known = (part: string | undefined) => (part === '' ? undefined : part);
      return { keyword, user, name: known(name), group: known(group) };
    }
    case 'WORKDIR':
      return { keyword, path: restValue(reading) };
    case 'EXPOSE':
      return { keyword, ports: listValues(reading).values.map(exposedPort) };
    case 'VOLUME':
      return { keyword, paths: listValues(reading).values };
    case 'SHELL':
      return { keyword, words: execWords(reading.raw, raw.strings) ?? [] };
    case 'ONBUILD':
      return { keyword, trigger: undefined };
    case 'MAINTAINER':
    case 'STOPSIGNAL':
      return { keyword, argument: restValue(reading) };
    default:
      return { keyword: 'UNKNOWN', argument: restValue(reading) };
  }
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

function runParts({ raw }: Reading, flags: readonly Flag[]) {
  const form: RunInstruction['form'] = raw.arguments.strings ? 'exec' : isHeredocScript(raw) ? 'heredoc' : 'shell';
  return { form, mounts: flags.filter((flag) => flag.name === 'mount').map(mount) };
}

/** `RUN <<EOF` with nothing else: the here-document is the script. */
export function isHeredocScript({ heredocs, text, rest, span }: RawInstruction): boolean {
  return heredocs.length > 0 && readMarker(text.slice(rest), span) !== undefined;
}

function healthcheckParts({ raw }: Reading) {
  const [kind] = raw.arguments.words;
  const word = kind ? raw.text.slice(kind.start, kind.end).toUpperCase() : '';
  const form: CommandInstruction['form'] = kind && stringsFrom(raw.text, kind.end) ? 'exec' : 'shell';
  return { none: word === 'NONE', form };
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

function copyParts(reading: Reading) {
  const { form, values } = listValues(reading);
  const hasHeredocs = reading.raw.heredocs.length > 0;
  const paths = hasHeredocs ? values.filter((value) => !readMarker(value.raw, value.span)) : values;
  const isSourceOnly = values.length < 2 && !hasHeredocs;
  return {
    form,
    sources: isSourceOnly ? paths : paths.slice(0, -1),
    destination: isSourceOnly ? undefined : paths.at(-1),
  };
}

function exposedPort(value: Value): ExposedPort {
  const [ports = '', protocol = 'tcp'] = (value.value ?? '').split('/');
  const [first = '', last = first] = ports.slice(ports.lastIndexOf(':') + 1).split('-');
  const number = (text: string) => (/^\d{1,5}$/.test(text) ? Number(text) : undefined);
  return { ...value, first: number(first), last: number(last), protocol: protocol.toLowerCase() };
}
