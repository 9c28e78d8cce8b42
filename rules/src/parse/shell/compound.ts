import type { Building } from './build';
import { type Reader, skipBlanks, skipLines } from './reader';
import { readRedirect } from './redirect';
import { readWords } from './word';

const wordForm = /[A-Za-z_!{}[\]]+/y;

/** The unquoted word at the reader, when it may be a reserved one. */
export function peekWord(r: Reader): string {
  wordForm.lastIndex = r.at;
  const word = wordForm.exec(r.text)?.[0] ?? '';
  const after = r.at + word.length;
  if (after > r.end) return '';
  return after === r.end || /[\s;&|()<>]/.test(r.text[after] ?? '') ? word : '';
}

/** Reads `( )`, `{ }`, `if`, `for`, `case` and the like; undefined when something else stands there. */
export function readCompound(r: Reader): Building[] | undefined {
  if (r.text[r.at] === '(') return readParentheses(r);
  const word = peekWord(r);
  switch (word) {
    case '!':
      r.at++;
      skipBlanks(r);
      return r.readElement(r);
    case '{':
      r.at++;
      return closeWith(r, r.readList(r, ''), '}');
    case 'if':
    case 'while':
    case 'until':
      r.at += word.length;
      return readBranches(r, word === 'if' ? 'fi' : 'done');
    case 'for':
    case 'select':
      r.at += word.length;
      return readFor(r);
    case 'case':
      r.at += word.length;
      return readCase(r);
    case '[[':
      skipDoubleBrackets(r);
      return redirected(r, []);
    case 'function':
      r.at += word.length;
      skipBlanks(r);
      readWords(r);
      skipBlanks(r);
      if (r.text.startsWith('()', r.at)) r.at += 2;
      return readBody(r);
    default:
      return undefined;
  }
}

function readParentheses(r: Reader): Building[] {
  if (r.text[r.at + 1] === '(') {
    const close = r.text.indexOf('))', r.at);
    if (close > 0 && close < r.end) {
      r.at = close + 2;
      return redirected(r, []);
    }
  }
  r.at++;
  const members = r.readList(r, ')');
  if (r.text[r.at] === ')' && r.at < r.end) r.at++;
  else r.complete = false;
  return redirected(r, members);
}

function closeWith(r: Reader, members: Building[], word: string): Building[] {
  if (peekWord(r) === word) r.at += word.length;
  else r.complete = false;
  return redirected(r, members);
}

/** Redirections behind a compound belong to all its commands. */
function redirected(r: Reader, members: Building[]): Building[] {
  for (;;) {
    skipBlanks(r);
    const redirect = readRedirect(r);
    if (!redirect) return members;
    for (const member of members) member.redirects.push(redirect);
  }
}

function readBranches(r: Reader, last: string): Building[] {
  const members = r.readList(r, '');
  r.conditional++;
  while (r.at < r.end) {
    const word = peekWord(r);
    if (word === last || !['then', 'elif', 'else', 'do'].includes(word)) break;
    r.at += word.length;
    for (const member of r.readList(r, '')) members.push(member);
  }
  r.conditional--;
  return closeWith(r, members, last);
}

function readFor(r: Reader): Building[] {
  skipBlanks(r);
  const [variable] = readWords(r);
  if (variable) r.variables.set(variable.text, undefined);
  else if (r.text.startsWith('((', r.at)) {
    const close = r.text.indexOf('))', r.at);
    r.at = close < 0 || close >= r.end ? r.end : close + 2;
  }
  skipLines(r);
  if (peekWord(r) === 'in') {
    r.at += 2;
    for (;;) {
      skipBlanks(r);
      if (readWords(r).length === 0) break;
    }
  }
  skipLines(r);
  if (r.text[r.at] === ';') r.at++;
  skipLines(r);
  return readBranches(r, 'done');
}

function readCase(r: Reader): Building[] {
  skipBlanks(r);
  readWords(r);
  skipLines(r);
  if (peekWord(r) !== 'in') {
    r.complete = false;
    return [];
  }
  r.at += 2;
  const members: Building[] = [];
  r.conditional++;
  while (r.at < r.end) {
    skipLines(r);
    if (peekWord(r) === 'esac') break;
    const close = r.text.indexOf(')', r.at);
    if (close < 0 || close >= r.end) {
      r.at = r.end;
      break;
    }
    r.at = close + 1;
    for (const member of r.readList(r, '')) members.push(member);
    if (r.text.startsWith(';;', r.at)) r.at += 2;
    else if (peekWord(r) !== 'esac') break;
  }
  r.conditional--;
  return closeWith(r, members, 'esac');
}

function skipDoubleBrackets(r: Reader): void {
  const close = r.text.indexOf(']]', r.at + 2);
  if (close < 0 || close >= r.end) r.complete = false;
  r.at = close < 0 || close >= r.end ? r.end : close + 2;
}

/** Reads what a function does. */
export function readBody(r: Reader): Building[] {
  skipLines(r);
  r.conditional++;
  const members = r.readElement(r);
  r.conditional--;
  return members;
}
