import { type Building, newCommand, programName } from './build';
import { readBody } from './compound';
import { type Reader, skipBlanks } from './reader';
import { readRedirect } from './redirect';
import { readWords } from './word';

const assignmentForm = /([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]\s]*\])?\+?=/y;
const functionForm = /[A-Za-z_][\w.-]*[ \t]*\([ \t]*\)/y;

/** Reads `A=1 name args > file`, or the definition of a function. */
export function readSimple(r: Reader): Building[] {
  const start = r.at;
  functionForm.lastIndex = start;
  const definition = functionForm.exec(r.text)?.[0];
  if (definition !== undefined && start + definition.length <= r.end) {
    r.at += definition.length;
    return readBody(r);
  }
  const mark = r.commands.length;
  const command = newCommand(r.place(start, start));
  command.conditional = r.conditional > 0;
  let end = start;
  for (;;) {
    skipBlanks(r);
    if (r.at >= r.end || r.text[r.at] === '#') break;
    const before = r.at;
    const redirect = readRedirect(r);
    if (redirect) command.redirects.push(redirect);
    else if (command.words.length > 0 || !readAssignment(r, command)) {
      for (const word of readWords(r)) command.words.push(word);
    }
    if (r.at === before) break;
    end = r.at;
  }
  if (end === start) return [];
  return [finish(r, command, mark, start, end)];
}

function readAssignment(r: Reader, command: Building): boolean {
  assignmentForm.lastIndex = r.at;
  const match = assignmentForm.exec(r.text);
  if (!match || r.at + match[0].length > r.end) return false;
  const start = r.at;
  r.at += match[0].length;
  const valueFrom = r.at;
  const isArray = r.text[r.at] === '(';
  if (isArray) {
    // `a=(...)`: step back one so that the word reader sees the `=` in front of the parenthesis.
    r.at--;
  }
  const words = readWords(r);
  const text = words.map((word) => word.text).join(' ');
  const known = !isArray && words.every((word) => word.value !== undefined) && !match[0].endsWith('+=');
  const name = match[1] ?? '';
  command.assignments.push({
    name,
    value: {
      span: r.place(valueFrom, r.at),
      raw: r.text.slice(valueFrom, r.at),
      text,
      value: known ? text : undefined,
      quoted: words[0]?.quoted ?? false,
    },
    span: r.place(start, r.at),
  });
  return true;
}

const declaring = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

function finish(r: Reader, command: Building, mark: number, start: number, end: number): Building {
  command.span = r.place(start, end);
  command.name = programName(command.words[0]);
  command.args = command.words.slice(1);
  for (let i = mark; i < r.commands.length; i++) {
    const inner = r.commands[i];
    if (inner && inner.nesting !== undefined) inner.parent ??= command;
  }
  // An assignment in front of a program is the program's alone.
  if (command.words.length === 0) {
    for (const { name, value } of command.assignments) setVariable(r, name, value.value);
  } else if (declaring.has(command.name)) {
    for (const arg of command.args) {
      const equals = arg.text.indexOf('=');
      if (equals > 0) setVariable(r, arg.text.slice(0, equals), arg.value?.slice(equals + 1));
    }
  } else if (command.name === 'read' || command.name === 'unset') {
    for (const arg of command.args) setVariable(r, arg.text, undefined);
  }
  r.commands.push(command);
  return command;
}

function setVariable(r: Reader, name: string, value: string | undefined): void {
  r.variables.set(name, r.conditional > 0 ? undefined : value);
}
