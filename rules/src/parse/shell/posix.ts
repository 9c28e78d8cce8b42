import { type Building, type FlatScript, linkPipeline, maxDepth, type ScriptOptions } from './build';
import { peekWord, readCompound } from './compound';
import { type Reader, skipBlanks, skipComment, skipLines } from './reader';
import { readSimple } from './simple';
import { type Variables, variablesOver } from './variables';

/** Reads a script of sh, bash, ash, dash, ksh or zsh. */
export function parsePosix(text: string, options: ScriptOptions & { variables?: Variables }): FlatScript {
  const r: Reader = {
    text,
    place: options.place,
    variables: options.variables ?? variablesOver(options.lookup),
    commands: [],
    at: 0,
    end: text.length,
    depth: 0,
    conditional: 0,
    complete: true,
    grown: 0,
    heredocs: options.heredocs ?? [],
    awaited: [],
    readList,
    readElement,
  };
  while (r.at < r.end) {
    readList(r, '');
    if (r.at >= r.end) break;
    // A closing word without its opening: go on behind it.
    r.complete = false;
    r.at++;
  }
  return { commands: r.commands, complete: r.complete && r.awaited.length === 0 };
}

const closing = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);

/** Commands up to `close`, a closing word or the end. */
function readList(r: Reader, close: string): Building[] {
  const members: Building[] = [];
  let joinedBy = '';
  while (r.at < r.end) {
    if (skipLines(r) && joinedBy === '') joinedBy = members.length > 0 ? '\n' : '';
    if (r.at >= r.end) break;
    const c = r.text[r.at];
    if (c === ')' || (close !== '' && c === close)) break;
    if (c === ';') {
      if (r.text[r.at + 1] === ';') break;
      r.at++;
      continue;
    }
    if (closing.has(peekWord(r))) break;
    const before = r.at;
    if (joinedBy === '||') r.conditional++;
    for (const member of readPipeline(r, joinedBy)) members.push(member);
    if (joinedBy === '||') r.conditional--;
    joinedBy = readOperator(r);
    if (r.at === before) {
      r.complete = false;
      r.at++;
    }
  }
  return members;
}

function readOperator(r: Reader): string {
  skipBlanks(r);
  const two = r.text.slice(r.at, Math.min(r.at + 2, r.end));
  if (two === '&&' || two === '||') {
    r.at += 2;
    return two;
  }
  if (two === ';;' || two === ';&') return '';
  if (two[0] === ';' || two[0] === '&') {
    r.at++;
    return two[0];
  }
  if (two[0] === '#') skipComment(r);
  return '';
}

function readPipeline(r: Reader, joinedBy: string): Building[] {
  const elements: Building[][] = [];
  let operator = joinedBy;
  for (;;) {
    skipLines(r);
    const element = readElement(r);
    const [first] = element;
    if (first) first.joinedBy = operator;
    elements.push(element);
    skipBlanks(r);
    if (r.text[r.at] !== '|' || r.text[r.at + 1] === '|' || r.at >= r.end) break;
    r.at += r.text[r.at + 1] === '&' ? 2 : 1;
    operator = '|';
  }
  if (elements.length > 1) linkPipeline(elements);
  return elements.length === 1 ? (elements[0] ?? []) : elements.flat();
}

function readElement(r: Reader): Building[] {
  if (r.depth >= maxDepth) {
    r.complete = false;
    r.at = r.end;
    return [];
  }
  r.depth++;
  const element = readCompound(r) ?? readSimple(r);
  r.depth--;
  return element;
}
