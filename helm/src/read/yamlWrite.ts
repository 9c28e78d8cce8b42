import type { PathNode } from '../value/path';
import { formatYamlNumber, goString, PLACEHOLDER } from '../value/print';
import { type Piece, padLines, slicePieces, syntax, Text } from '../value/text';
import { Dict, List, Scalar, Struct, Unknown, type Value } from '../value/value';
import { naturalOrder } from './naturalOrder';
import { doubleQuoted, foldPlaces, literalHeader, scalarStyle, singleQuoted } from './yamlScalar';

const MAX_DEPTH = 100;
const STEP = '  ';

/** A value as go-yaml v2 writes it, without the final line break; every scalar keeps the path it came from. */
export function writeYaml(value: Value): Text {
  const out: Piece[] = [];
  writeNode(out, value, '', 'root', 0);
  // The line break that ends the last entry is always its own piece, or the end of one.
  const last = out.pop();
  if (last && last.text !== '\n') out.push({ ...last, text: last.text.slice(0, -1) });
  return new Text(out);
}

type Place = 'root' | 'value' | 'item';

/** Adds punctuation, as one piece with the punctuation before it: a large map has a lot of it. */
function addSyntax(out: Piece[], text: string, path?: PathNode): void {
  const last = out.at(-1);
  if (last?.kind !== 'syntax' || (last.path && path && last.path !== path)) out.push(syntax(text, path));
  else out[out.length - 1] = syntax(last.text + text, path ?? last.path);
}

function writeNode(out: Piece[], value: Value, indent: string, place: Place, depth: number): void {
  if (depth > MAX_DEPTH) {
    out.push({ text: PLACEHOLDER, kind: 'unknown', offset: 0 }, syntax('\n'));
    return;
  }
  if (value instanceof Dict) writeDict(out, value, indent, place, depth);
  else if (value instanceof List) writeList(out, value, indent, place, depth);
  else if (value instanceof Struct) writeDict(out, structDict(value), indent, place, depth);
  else {
    if (place === 'value') addSyntax(out, ' ');
    writeScalar(out, value, place === 'root' ? '' : indent, undefined);
  }
}

function structDict(struct: Struct): Dict {
  const dict = new Dict();
  for (const [key, value] of struct.fields) dict.set(key, value);
  return dict;
}

function writeDict(out: Piece[], dict: Dict, indent: string, place: Place, depth: number): void {
  out.push(...dict.ghosts);
  if (dict.open) out.push({ text: '', kind: 'unknown', offset: 0 });
  const keys = [...dict.entries.keys()].sort(naturalOrder);
  if (keys.length === 0) {
    if (place === 'value') addSyntax(out, ' ');
    const { path } = dict;
    out.push({ text: '{}', kind: path ? 'value' : 'derived', offset: 0, path, form: 'yaml' }, syntax('\n'));
    return;
  }
  if (place === 'value') addSyntax(out, '\n', dict.path);
  keys.forEach((key, index) => {
    if ((index > 0 || place === 'value') && indent) addSyntax(out, indent, dict.path);
    const path = pathOfEntry(dict, key);
    out.push(keyPiece(key, path), syntax(':', dict.path));
    const value = dict.get(key) ?? null;
    const inner = value instanceof List ? indent : indent + STEP;
    writeEntry(out, value, inner, path, depth);
  });
}

function writeEntry(out: Piece[], value: Value, indent: string, path: PathNode | undefined, depth: number): void {
  if (value instanceof Dict || value instanceof List || value instanceof Struct) {
    writeNode(out, value, indent, 'value', depth + 1);
    return;
  }
  addSyntax(out, ' ');
  writeScalar(out, value, indent, path);
}

function keyPiece(key: string, path: PathNode | undefined): Piece {
  const text = scalarText(key, 'key', '');
  return { text, kind: path ? 'key' : 'derived', offset: 0, path, form: 'yaml' };
}

/** An entry that was put into a map from elsewhere belongs to the path it had there. */
function pathOfEntry(dict: Dict, key: string): PathNode | undefined {
  const stored = dict.entries.get(key);
  if (stored instanceof Scalar || stored instanceof Dict || stored instanceof List) return stored.path;
  if (stored instanceof Text) return stored.pieces.length === 1 ? stored.pieces[0]?.path : undefined;
  return dict.pathOf(key);
}

function writeList(out: Piece[], list: List, indent: string, place: Place, depth: number): void {
  if (list.items.length === 0) {
    if (place === 'value') addSyntax(out, ' ');
    const { path } = list;
    out.push({ text: '[]', kind: path ? 'value' : 'derived', offset: 0, path, form: 'yaml' }, syntax('\n'));
    return;
  }
  if (place === 'value') addSyntax(out, '\n', list.path);
  list.all().forEach((item, index) => {
    if ((index > 0 || place === 'value') && indent) addSyntax(out, indent, list.path);
    addSyntax(out, '- ', list.path);
    writeNode(out, item, indent + STEP, 'item', depth + 1);
  });
}

function writeScalar(out: Piece[], value: Value, indent: string, path: PathNode | undefined): void {
  const pieces = scalarPieces(value, indent, path);
  out.push(...folded(pieces, columnAfter(out), indent || STEP), syntax('\n'));
}

/** How far into its line the text is. */
function columnAfter(out: readonly Piece[]): number {
  let column = 0;
  for (let i = out.length - 1; i >= 0; i--) {
    const text = out[i]?.text ?? '';
    const line = text.lastIndexOf('\n');
    column += text.length - line - 1;
    if (line >= 0) break;
  }
  return column;
}

/** Helm 4 breaks long scalars into lines. */
function folded(pieces: readonly Piece[], column: number, indent: string): readonly Piece[] {
  const written = pieces.map((piece) => piece.text).join('');
  if (column + written.length <= 80 || written.includes('\n')) return pieces;
  const style = written.startsWith('"') ? 'double' : written.startsWith("'") ? 'single' : 'plain';
  const lines: Piece[] = [];
  let done = 0;
  for (const place of foldPlaces(written, column, indent.length, style)) {
    lines.push(...slicePieces(pieces, done, place).filter((piece) => piece.text !== ''), syntax(`\n${indent}`));
    done = place + 1;
  }
  return done === 0 ? pieces : [...lines, ...slicePieces(pieces, done, written.length)];
}

function scalarPieces(value: Value, indent: string, path: PathNode | undefined): readonly Piece[] {
  if (value instanceof Unknown) return [{ text: PLACEHOLDER, kind: 'unknown', offset: 0 }];
  if (value instanceof Text) return textPieces(value, indent);
  if (typeof value === 'string') return [{ text: scalarText(value, 'value', indent), kind: 'derived', offset: 0 }];
  const plain = value instanceof Scalar ? value.raw : value;
  const from = value instanceof Scalar ? value.path : plain === null ? path : undefined;
  const text = plain === null ? 'null' : typeof plain === 'number' ? formatYamlNumber(plain) : goString(plain as Value);
  return [{ text, kind: from ? 'value' : 'derived', offset: 0, path: from, form: 'yaml' }];
}

function textPieces(value: Text, indent: string): Piece[] {
  const whole = value.text;
  const style = scalarStyle(whole, 'value');
  if (style === 'plain') return whole === '' ? [syntax('""'), ...value.pieces] : [...value.pieces];
  const only = value.pieces.length === 1 ? value.pieces[0] : undefined;
  if (style === 'literal') {
    const lines = whole.endsWith('\n') ? slicePieces(value.pieces, 0, whole.length - 1) : value.pieces;
    const body = padLines(lines, indent || STEP, 'every line');
    return [syntax(`${literalHeader(whole)}\n`), ...withoutBlankPads(body)];
  }
  if (value.unknown) return [...value.pieces];
  const exact = only?.kind === 'value' && only.form === 'text' && only.offset === 0;
  const text = style === 'single' ? singleQuoted(whole) : doubleQuoted(whole);
  const source = only?.path ?? value.pieces.find((piece) => piece.path)?.path;
  return [{ text, kind: exact ? 'value' : 'derived', offset: 0, path: source, form: 'yaml', site: only?.site }];
}

/** An empty line of a block has no indentation. */
function withoutBlankPads(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = [];
  let next = '\n';
  for (let i = pieces.length - 1; i >= 0; i--) {
    const piece = pieces[i];
    if (!piece || (piece.kind === 'syntax' && next.startsWith('\n'))) continue;
    kept.push(piece);
    if (piece.text !== '') next = piece.text;
  }
  return kept.reverse();
}

/** A string as go-yaml writes it after `key: ` or as a key. */
export function scalarText(text: string, place: 'value' | 'key', indent: string): string {
  const style = scalarStyle(text, place);
  if (style === 'plain') return text === '' ? '""' : text;
  if (style === 'single') return singleQuoted(text);
  if (style === 'double') return doubleQuoted(text);
  const lines = text.replace(/\n$/, '').split('\n');
  return `${literalHeader(text)}\n${lines.map((line) => (line ? (indent || STEP) + line : '')).join('\n')}`;
}
