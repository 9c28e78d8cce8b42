import type { Word } from './ast';
import { type Building, type FlatScript, linkPipeline, newCommand, programName, type ScriptOptions } from './build';

/** Reads a line of cmd.exe. Blocks in parentheses are read as a list. */
export function parseCmd(text: string, options: ScriptOptions): FlatScript {
  const commands: Building[] = [];
  let pipeline: Building[][] = [];
  let joinedBy = '';
  let at = 0;
  let complete = true;
  const endPipeline = () => {
    if (pipeline.length > 1) linkPipeline(pipeline);
    pipeline = [];
  };

  while (at < text.length) {
    const c = text[at] ?? '';
    const two = text.slice(at, at + 2);
    if (/[\s()@]/.test(c)) {
      if (c === '\n') endPipeline();
      at++;
    } else if (two === '&&' || two === '||') {
      endPipeline();
      joinedBy = two;
      at += 2;
    } else if (c === '&') {
      endPipeline();
      joinedBy = c;
      at++;
    } else if (c === '|') {
      joinedBy = c;
      at++;
    } else {
      const found = readCommand(text, at, options);
      if (!found.closed) complete = false;
      found.command.joinedBy = joinedBy;
      commands.push(found.command);
      pipeline.push([found.command]);
      at = Math.max(found.at, at + 1);
      joinedBy = '';
    }
  }
  endPipeline();
  return { commands, complete };
}

function readCommand(
  text: string,
  from: number,
  options: ScriptOptions,
): { command: Building; at: number; closed: boolean } {
  const words: Word[] = [];
  const command = newCommand(options.place(from, from));
  let closed = true;
  let at = from;
  let end = from;
  while (at < text.length) {
    const c = text[at] ?? '';
    if (c === ' ' || c === '\t' || c === '\r') {
      at++;
      continue;
    }
    if (c === '&' || c === '|' || c === '\n' || c === ')') break;
    const redirect = /^\d?(>>|>|<)/.exec(text.slice(at, at + 3));
    if (redirect) {
      const start = at;
      at += redirect[0].length;
      while (text[at] === ' ') at++;
      const target = readWord(text, at, options);
      at = Math.max(target.at, at);
      command.redirects.push({ operator: redirect[1] ?? '>', target: target.word, span: options.place(start, at) });
      end = at;
      continue;
    }
    const found = readWord(text, at, options);
    if (found.at === at) {
      at++;
      continue;
    }
    closed &&= found.closed;
    words.push(found.word);
    at = found.at;
    end = at;
  }
  command.words = words;
  command.args = words.slice(1);
  command.name = programName(words[0]).toLowerCase();
  command.span = options.place(from, end);
  return { command, at, closed };
}

function readWord(text: string, from: number, options: ScriptOptions): { word: Word; at: number; closed: boolean } {
  let out = '';
  let known = true;
  let quoted = false;
  let at = from;
  while (at < text.length) {
    const c = text[at] ?? '';
    if (c === '"') {
      quoted = !quoted;
      at++;
    } else if (!quoted && /[\s&|<>)]/.test(c)) break;
    else if (c === '^' && !quoted) {
      out += text[at + 1] ?? '';
      at += 2;
    } else if (c === '\\' && text[at + 1] === '"') {
      out += '"';
      at += 2;
    } else if (c === '%') {
      const name = /^%([A-Za-z_]\w*)%/.exec(text.slice(at, at + 100));
      const value = name?.[1] === undefined ? undefined : options.lookup(name[1]);
      if (name && value === undefined) known = false;
      out += value ?? name?.[0] ?? c;
      at += name?.[0].length ?? 1;
    } else {
      out += c;
      at++;
    }
  }
  const end = Math.min(at, text.length);
  const raw = text.slice(from, end);
  const word = {
    span: options.place(from, end),
    raw,
    text: out,
    value: known ? out : undefined,
    quoted: raw.includes('"'),
  };
  return { word, at: end, closed: !quoted };
}
