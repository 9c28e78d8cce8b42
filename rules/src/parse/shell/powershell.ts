import type { Word } from './ast';
import {
  type Building,
  type FlatScript,
  linkPipeline,
  maxDepth,
  newCommand,
  programName,
  type ScriptOptions,
} from './build';
import { variablesOver } from './variables';

interface State {
  readonly text: string;
  readonly options: ScriptOptions;
  readonly commands: Building[];
  readonly variables: ReturnType<typeof variablesOver>;
  at: number;
  depth: number;
  complete: boolean;
}

/** Reads PowerShell as far as commands, their arguments, blocks and expressions in parentheses go. */
export function parsePowershell(text: string, options: ScriptOptions): FlatScript {
  const s: State = {
    text,
    options,
    commands: [],
    variables: variablesOver(() => undefined),
    at: 0,
    depth: 0,
    complete: true,
  };
  while (s.at < text.length) {
    readStatements(s, '');
    if (s.at < text.length) {
      s.complete = false;
      s.at++;
    }
  }
  return { commands: s.commands, complete: s.complete };
}

function skipBlanks(s: State): void {
  const { text } = s;
  for (;;) {
    const c = text[s.at];
    if (c === ' ' || c === '\t' || c === '\r') s.at++;
    else if (c === '`' && /[\r\n]/.test(text[s.at + 1] ?? '')) s.at += text[s.at + 1] === '\r' ? 3 : 2;
    else if (c === '<' && text[s.at + 1] === '#') {
      const close = text.indexOf('#>', s.at);
      s.at = close < 0 ? text.length : close + 2;
    } else return;
  }
}

function readStatements(s: State, close: string): Building[] {
  const members: Building[] = [];
  let joinedBy = '';
  let pipeline: Building[][] = [];
  const endPipeline = () => {
    if (pipeline.length > 1) linkPipeline(pipeline);
    pipeline = [];
  };
  while (s.at < s.text.length) {
    skipBlanks(s);
    const c = s.text[s.at] ?? '';
    const two = c + (s.text[s.at + 1] ?? '');
    if (c === '' || c === close || c === ')' || c === '}') break;
    if (c === '#') {
      const line = s.text.indexOf('\n', s.at);
      s.at = line < 0 ? s.text.length : line;
    } else if (two === '&&' || two === '||') {
      endPipeline();
      joinedBy = two;
      s.at += 2;
    } else if (c === '\n' || c === ';') {
      endPipeline();
      joinedBy = c;
      s.at++;
    } else if (c === '|') {
      joinedBy = '|';
      s.at++;
    } else if (c === '&') s.at++;
    else {
      const before = s.at;
      const command = readCommand(s, joinedBy);
      if (command) {
        members.push(command);
        pipeline.push([command]);
      }
      if (s.at === before) s.at++;
    }
  }
  endPipeline();
  return members;
}

function readCommand(s: State, joinedBy: string): Building | undefined {
  let start = s.at;
  const mark = s.commands.length;
  let command = newCommand(s.options.place(start, start));
  command.joinedBy = joinedBy;
  let end = start;
  while (s.at < s.text.length) {
    skipBlanks(s);
    const c = s.text[s.at] ?? '';
    if (c === '' || '\n;|)}#'.includes(c) || (c === '&' && command.words.length > 0)) break;
    if (c === '>' || (/[1-6*]/.test(c) && s.text[s.at + 1] === '>')) {
      readRedirect(s, command);
      end = s.at;
      continue;
    }
    const before = s.at;
    const word = readWord(s);
    if (s.at === before) break;
    end = s.at;
    const target = command.words[0];
    if (word.raw === '=' && target && command.words.length === 1 && target.raw.startsWith('$')) {
      skipBlanks(s);
      const assigned = assign(s, target);
      if (assigned) {
        command.assignments.push(assigned);
        end = s.at;
      }
      if (assigned) continue;
      start = s.at;
      command = newCommand(s.options.place(start, start));
      command.joinedBy = joinedBy;
      continue;
    }
    command.words.push(word);
  }
  if (end === start) return undefined;
  if (command.assignments.length > 0) command.words = [];
  command.span = s.options.place(start, end);
  command.name = programName(command.words[0]).toLowerCase();
  command.args = command.words.slice(1);
  for (let i = mark; i < s.commands.length; i++) {
    const inner = s.commands[i];
    if (inner && inner.nesting !== undefined) inner.parent ??= command;
  }
  s.commands.push(command);
  return command;
}

/** `$x = 'text'` and `$env:X = 'text'`; anything longer is a command of its own. */
function assign(s: State, target: Word): { name: string; value: Word; span: Word['span'] } | undefined {
  const c = s.text[s.at] ?? '';
  if (!/["'$\d]/.test(c) || s.text.startsWith('$(', s.at)) return undefined;
  const value = readWord(s);
  const name = target.raw.slice(1).replace(/^env:/i, '');
  s.variables.set(name.toLowerCase(), value.value);
  return { name, value, span: { start: target.span.start, end: value.span.end } };
}

function readRedirect(s: State, command: Building): void {
  const start = s.at;
  while (/[0-9*>&]/.test(s.text[s.at] ?? '')) s.at++;
  const operator = s.text.slice(start, s.at).replace(/^[0-9*]/, '');
  skipBlanks(s);
  const target = readWord(s);
  command.redirects.push({ operator, target, span: s.options.place(start, s.at) });
}

function readWord(s: State): Word {
  const start = s.at;
  let text = '';
  let known = true;
  let quoted = false;
  const opaque = (from: number) => {
    text += s.text.slice(from, s.at);
    known = false;
  };
  while (s.at < s.text.length) {
    const c = s.text[s.at] ?? '';
    if (/[\s;|]/.test(c) || c === ')' || c === '}' || (c === ',' && s.at > start && text === '')) break;
    if (c === "'" || c === '"') {
      const found = readQuoted(s, c);
      text += found.text;
      known &&= found.known;
      quoted = true;
    } else if (c === '`') {
      text += s.text[s.at + 1] ?? '';
      s.at += 2;
    } else if (c === '@' && /["']/.test(s.text[s.at + 1] ?? '')) {
      const mark = s.text[s.at + 1] ?? '';
      const close = s.text.indexOf(`\n${mark}@`, s.at);
      const from = s.at;
      s.at = close < 0 ? s.text.length : close + 3;
      text += s.text.slice(from + 2, close < 0 ? s.text.length : close);
      quoted = true;
    } else if (c === '(' || c === '{') {
      const from = s.at;
      readBlock(s, c);
      opaque(from);
    } else if (c === '$') {
      const name = /^\$(?:\{[^}]*\}|[A-Za-z_][\w:]*)/.exec(s.text.slice(s.at, s.at + 200))?.[0];
      if (name === undefined) {
        text += c;
        s.at++;
      } else {
        const value = variable(s, name);
        text += value ?? name;
        known &&= value !== undefined;
        s.at += name.length;
      }
    } else {
      text += c;
      s.at++;
    }
  }
  const raw = s.text.slice(start, s.at);
  return { span: s.options.place(start, s.at), raw, text, value: known ? text : undefined, quoted };
}

function variable(s: State, written: string): string | undefined {
  const name = written.replace(/^\$\{?/, '').replace(/\}$/, '');
  if (/^(?:true|false|null)$/i.test(name)) return written;
  if (/^env:/i.test(name)) return s.options.lookup(name.slice(4));
  return s.variables.get(name.toLowerCase());
}

function readQuoted(s: State, quote: string): { text: string; known: boolean } {
  let text = '';
  let known = true;
  s.at++;
  while (s.at < s.text.length) {
    const c = s.text[s.at] ?? '';
    if (c === quote) {
      if (s.text[s.at + 1] !== quote) {
        s.at++;
        return { text, known };
      }
      text += quote;
      s.at += 2;
    } else if (c === '`' && quote === '"') {
      text += s.text[s.at + 1] ?? '';
      s.at += 2;
    } else if (c === '$' && quote === '"') {
      const name = /^\$(?:\{[^}]*\}|[A-Za-z_][\w:]*)/.exec(s.text.slice(s.at, s.at + 200))?.[0] ?? '$';
      const value = name === '$' ? undefined : variable(s, name);
      text += value ?? name;
      known &&= value !== undefined;
      s.at += name.length;
    } else {
      text += c;
      s.at++;
    }
  }
  s.complete = false;
  return { text, known };
}

function readBlock(s: State, open: string): void {
  const close = open === '(' ? ')' : '}';
  s.at++;
  if (s.depth >= maxDepth) {
    s.complete = false;
    s.at = s.text.length;
    return;
  }
  s.depth++;
  for (const inner of readStatements(s, close)) {
    inner.nesting ??= open === '(' ? 'substitution' : 'script';
    if (open === '{') inner.conditional = true;
  }
  s.depth--;
  if (s.text[s.at] === close) s.at++;
  else s.complete = false;
}
