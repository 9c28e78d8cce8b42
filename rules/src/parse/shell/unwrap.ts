import { type Place, shifted, whole } from '../place';
import type { Command, Nesting, Word } from './ast';
import { type Building, type FlatScript, newCommand, programName, type ScriptOptions } from './build';
import { parseCmd } from './cmd';
import { parsePosix } from './posix';
import { parsePowershell } from './powershell';
import { innerProgram, isPosixShell, optionValue, posixScriptWord, powershellScriptFrom } from './wrappers';

/** Adds, behind each command, the commands it only starts: `sudo x`, `env A=1 x`, `sh -c 'x'`, `bash <<EOF`. */
export function unwrapAll(flat: FlatScript, options: ScriptOptions): FlatScript {
  const state = { options, out: [] as Building[], complete: flat.complete };
  for (const command of flat.commands) unwrap(state, command, 0);
  return { commands: state.out, complete: state.complete };
}

interface State {
  readonly options: ScriptOptions;
  readonly out: Building[];
  complete: boolean;
}

function unwrap(state: State, command: Building, depth: number): void {
  state.out.push(command);
  if (command.words.length === 0) return;
  if (depth > 8) {
    state.complete = false;
    return;
  }
  const inner = innerProgram(command.name, command.words);
  if (inner !== undefined) {
    adopt(state, command, [programFrom(command.words.slice(inner))], 'wrapper', depth);
    return;
  }
  const script = scriptOf(command, state.options);
  if (!script) return;
  if (!script.complete) state.complete = false;
  adopt(state, command, script.commands, 'script', depth);
}

/** A command made of words that stand somewhere already. */
export function programFrom(words: readonly Word[]): Building {
  const first = words[0];
  const last = words.at(-1);
  const command = newCommand({ start: first?.span.start ?? 0, end: last?.span.end ?? 0 });
  command.words = [...words];
  command.args = words.slice(1);
  command.name = programName(first);
  return command;
}

function adopt(state: State, parent: Building, children: readonly Building[], nesting: Nesting, depth: number): void {
  for (const child of children) {
    if (child.nesting === undefined) {
      child.nesting = nesting;
      child.parent = parent;
      join(child, parent);
    }
    child.conditional ||= parent.conditional;
    unwrap(state, child, depth + 1);
  }
}

/** What goes through the pipe of the outer command goes through that of the inner one too. */
function join(child: Building, parent: Building): void {
  if (child.pipedFrom.length === 0 && parent.pipedFrom.length > 0) child.pipedFrom = parent.pipedFrom;
  if (child.pipedTo.length === 0 && parent.pipedTo.length > 0) child.pipedTo = parent.pipedTo;
  // Neighbours share their lists, so the first of them is enough.
  parent.pipedTo[0]?.pipedFrom.length && push(parent.pipedTo[0].pipedFrom, child);
  parent.pipedFrom[0]?.pipedTo.length && push(parent.pipedFrom[0].pipedTo, child);
}

function push(list: readonly Command[], child: Command): void {
  if (list.at(-1) !== child) (list as Command[]).push(child);
}

function scriptOf(command: Building, options: ScriptOptions): FlatScript | undefined {
  const { name, words } = command;
  if (isPosixShell(name)) {
    const script = posixScriptWord(words);
    if (script === 'stdin') return stdinScript(command, options);
    return script && fromWord(script, options, parsePosix);
  }
  if (name === 'su' || name === 'runuser') {
    const script = optionValue(words, '-c') ?? optionValue(words, '--command');
    return script && fromWord(script, options, parsePosix);
  }
  if (name === 'eval') return fromWords(words.slice(1), options, parsePosix);
  if (name === 'find') return execOf(words);
  const lower = name.toLowerCase();
  if (lower === 'powershell' || lower === 'pwsh') {
    const from = powershellScriptFrom(words);
    return from === undefined ? undefined : fromWords(words.slice(from), options, parsePowershell);
  }
  if (lower === 'cmd') {
    const at = words.findIndex((word) => /^\/[ck]$/i.test(word.text));
    return at < 0 ? undefined : fromWords(words.slice(at + 1), options, parseCmd);
  }
  return undefined;
}

type Parse = (text: string, options: ScriptOptions) => FlatScript;

function fromWord(word: Word, options: ScriptOptions, parse: Parse): FlatScript {
  const flat = parse(word.text, { place: placeOf(word), lookup: options.lookup });
  return word.value === undefined ? withoutSubstitutions(flat) : flat;
}

/** The outer shell has run these already, and they are listed where it did. */
function withoutSubstitutions(flat: FlatScript): FlatScript {
  return { ...flat, commands: flat.commands.filter((command) => command.nesting !== 'substitution') };
}

function fromWords(words: readonly Word[], options: ScriptOptions, parse: Parse): FlatScript | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return undefined;
  if (words.length === 1) return fromWord(first, options, parse);
  const place = whole({ start: first.span.start, end: last.span.end });
  const flat = parse(words.map((word) => word.text).join(' '), { place, lookup: options.lookup });
  return words.every((word) => word.value !== undefined) ? flat : withoutSubstitutions(flat);
}

function stdinScript(command: Building, options: ScriptOptions): FlatScript | undefined {
  const redirect = [...command.redirects]
    .reverse()
    .find((found) => found.operator === '<<' || found.operator === '<<<');
  if (redirect?.operator === '<<<') return fromWord(redirect.target, options, parsePosix);
  const body = redirect?.body;
  if (!body) return undefined;
  const place = body.span.end - body.span.start === body.text.length ? shifted(body.span.start) : whole(body.span);
  return parsePosix(body.text, { place, lookup: options.lookup });
}

/** `find ... -exec program args ;` */
function execOf(words: readonly Word[]): FlatScript | undefined {
  const from = words.findIndex((word) => /^-(?:exec|execdir|ok)$/.test(word.text)) + 1;
  if (from === 0 || from >= words.length) return undefined;
  const end = words.findIndex((word, index) => index > from && (word.text === ';' || word.text === '+'));
  return { commands: [programFrom(words.slice(from, end < 0 ? words.length : end))], complete: true };
}

/** Where the characters of a word's text stand in the file, when quotes are all that was removed. */
export function placeOf(word: Word): Place {
  const { span, raw, text } = word;
  if (span.end - span.start !== raw.length) return whole(span);
  if (raw === text) return shifted(span.start);
  return /^["']/.test(raw) && raw.slice(1, -1) === text ? shifted(span.start + 1) : whole(span);
}
