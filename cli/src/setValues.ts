import { Failure } from './failure';

type Json = null | boolean | number | string | readonly Json[] | { [key: string]: Json };

/** The values that `--set a.b=1,c={x,y}` means, as JSON, which is YAML; undefined without any. */
export function valuesFromSets(sets: readonly string[]): string | undefined {
  if (sets.length === 0) return undefined;
  const root = emptyMap();
  for (const set of sets) for (const one of split(set, ',')) assign(root, one);
  return JSON.stringify(root);
}

function assign(root: { [key: string]: Json }, text: string): void {
  const equals = /(?<!\\)=/.exec(text)?.index;
  const path = equals === undefined ? [] : split(text.slice(0, equals), '.').map(plain);
  const last = path.pop();
  if (equals === undefined || !last || path.includes('') || /\[\d+\]/.test(text.slice(0, equals))) {
    throw new Failure(`--set takes keys and values like a.b=1; "${text}" is none. Lists are set whole: a={x,y}.`);
  }
  let here = root;
  for (const key of path) {
    const inner = here[key];
    const isMap = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    here = here[key] = isMap ? (inner as { [key: string]: Json }) : emptyMap();
  }
  here[last] = readValue(text.slice(equals + 1));
}

/** Without a prototype: any name is a key. */
function emptyMap(): { [key: string]: Json } {
  return Object.create(null) as { [key: string]: Json };
}

/** Types as Helm takes them: whole numbers, booleans and null; everything else is text. */
function readValue(text: string): Json {
  if (/^\{.*\}$/s.test(text)) return text === '{}' ? [] : split(text.slice(1, -1), ',').map(readValue);
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^(0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : plain(text);
}

function plain(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

/** Parts between separators that neither a backslash nor braces protect. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '{') depth++;
    else if (text[i] === '}') depth--;
    else if (text[i] === separator && depth <= 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}
