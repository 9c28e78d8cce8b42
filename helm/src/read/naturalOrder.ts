/** Orders map keys as go-yaml does: numbers within names by their value, letters after other characters. */
export function naturalOrder(a: string, b: string): number {
  const first = firstDifference(a, b);
  const [x, y] = [a.charCodeAt(first), b.charCodeAt(first)];
  return isAsciiLetter(x) && isAsciiLetter(y) ? x - y : compareCharacters(a, b);
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function compareCharacters(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const x = left[i] ?? '';
    const y = right[i] ?? '';
    if (x === y) continue;
    const letterX = isLetter(x);
    const letterY = isLetter(y);
    if (letterX && letterY) return codeOf(x) - codeOf(y);
    // After a digit a letter comes first, so that "a1b" stands before "a10".
    if (letterX || letterY) return letterY === isDigit(left[i - 1] ?? '') ? 1 : -1;
    return compareNumbers(left, right, i) || codeOf(x) - codeOf(y);
  }
  return left.length - right.length;
}

function compareNumbers(left: readonly string[], right: readonly string[], from: number): number {
  const lead = (left[from] === '0' || right[from] === '0') && followsNumber(left, from) ? 1 : 0;
  const x = readNumber(left, from, lead);
  const y = readNumber(right, from, lead);
  return x.value - y.value || x.end - y.end;
}

/** A zero in the middle of a number counts as a digit, one that begins it does not. */
function followsNumber(chars: readonly string[], from: number): boolean {
  for (let j = from - 1; j >= 0 && isDigit(chars[j] ?? ''); j--) if (chars[j] !== '0') return true;
  return false;
}

function readNumber(chars: readonly string[], from: number, lead: number): { value: number; end: number } {
  let value = lead;
  let end = from;
  for (; end < chars.length && isDigit(chars[end] ?? ''); end++) value = value * 10 + Number(chars[end]);
  return { value, end };
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}

function isLetter(char: string): boolean {
  const code = char.charCodeAt(0);
  return code < 128 ? isAsciiLetter(code) : /\p{L}/u.test(char);
}

function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}
