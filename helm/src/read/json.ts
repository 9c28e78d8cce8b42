import type { PathNode } from '../value/path';
import { formatJsonNumber, goString, PLACEHOLDER } from '../value/print';
import { type Piece, syntax, Text } from '../value/text';
import { Dict, List, type Raw, Scalar, Struct, Unknown, type Value } from '../value/value';

/** How JSON is laid out: on one line, or with an indent for people; `html` escapes what HTML reads. */
export interface JsonStyle {
  readonly indent: '' | '  ';
  readonly html: 'escaped' | 'kept';
}

const MAX_DEPTH = 100;

/** A value as Go's encoding/json writes it; every scalar keeps the path it came from. */
export function writeJson(value: Value, style: JsonStyle): Text {
  const out: Piece[] = [];
  writeNode(out, value, style, style.indent ? '\n' : '', 0);
  return new Text(out);
}

function writeNode(out: Piece[], value: Value, style: JsonStyle, line: string, depth: number): void {
  if (depth > MAX_DEPTH) out.push({ text: PLACEHOLDER, kind: 'unknown', offset: 0 });
  else if (value instanceof Dict) {
    const entries = [...value.sortedKeys()].map((key) => [key, value.get(key) ?? null] as const);
    out.push(...value.ghosts);
    if (value.open) out.push({ text: '', kind: 'unknown', offset: 0 });
    writeEntries(out, entries, value.path, style, line, depth);
  } else if (value instanceof Struct) writeEntries(out, [...value.fields].sort(), undefined, style, line, depth);
  else if (value instanceof List) writeItems(out, value, style, line, depth);
  else out.push(...scalarPieces(value, style));
}

function writeEntries(
  out: Piece[],
  entries: readonly (readonly [string, Value])[],
  path: PathNode | undefined,
  style: JsonStyle,
  line: string,
  depth: number,
): void {
  if (entries.length === 0) {
    out.push({ text: '{}', kind: path ? 'value' : 'derived', offset: 0, path, form: 'json' });
    return;
  }
  const inner = line && line + style.indent;
  entries.forEach(([key, value], i) => {
    out.push(syntax(`${i === 0 ? '{' : ','}${inner}${quote(key, style)}${style.indent ? ': ' : ':'}`, path));
    writeNode(out, value, style, inner, depth + 1);
  });
  out.push(syntax(`${line}}`, path));
}

function writeItems(out: Piece[], list: List, style: JsonStyle, line: string, depth: number): void {
  if (list.items.length === 0) {
    out.push({ text: '[]', kind: list.path ? 'value' : 'derived', offset: 0, path: list.path, form: 'json' });
    return;
  }
  const inner = line && line + style.indent;
  list.all().forEach((item, i) => {
    out.push(syntax(`${i === 0 ? '[' : ','}${inner}`, list.path));
    writeNode(out, item, style, inner, depth + 1);
  });
  out.push(syntax(`${line}]`, list.path));
}

function scalarPieces(value: Value, style: JsonStyle): readonly Piece[] {
  if (value instanceof Unknown) return [{ text: PLACEHOLDER, kind: 'unknown', offset: 0 }];
  if (value instanceof Text) {
    if (value.unknown) return [syntax('"'), ...value.pieces, syntax('"')];
    const quoted = quote(value.text, style);
    if (quoted === `"${value.text}"`) return [syntax('"'), ...value.pieces, syntax('"')];
    const only = value.pieces.length === 1 ? value.pieces[0] : undefined;
    const exact = only?.kind === 'value' && only.form === 'text' && only.offset === 0;
    return [
      { text: quoted, kind: exact ? 'value' : 'derived', offset: 0, path: only?.path, form: 'json', site: only?.site },
    ];
  }
  const plain = value instanceof Scalar ? value.raw : value;
  const path = value instanceof Scalar ? value.path : undefined;
  const text =
    typeof plain === 'number'
      ? formatJsonNumber(plain)
      : typeof plain === 'string'
        ? quote(plain, style)
        : plain === null
          ? 'null'
          : goString(plain as Value);
  return [{ text, kind: path ? 'value' : 'derived', offset: 0, path, form: 'json' }];
}

/** A string in JSON as Go writes it. */
export function quote(text: string, style: JsonStyle): string {
  const plain = JSON.stringify(text).replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
  if (style.html === 'kept') return plain;
  return plain.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

/** Parses JSON into values a template can use; undefined when it is no JSON. */
export function readJson(text: string): Raw | undefined {
  try {
    return fromParsed(JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function fromParsed(value: unknown): Raw {
  if (Array.isArray(value)) return value.map(fromParsed);
  if (value !== null && typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, item]) => [key, fromParsed(item)]));
  }
  return value as Raw;
}
