import { type DecisionFields, type FieldName, fieldOrder, type ManualEvidence } from './types';

const widest = 100;

/** Words that some YAML reader turns into a boolean or nothing. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|~)$/i;

/** Characters that may stand unescaped in YAML, without line breaks. */
const printable = /^[\t\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** One line of YAML for a text, readable the same way by old and new readers. */
export function scalarText(text: string, where: 'block' | 'flow' = 'block'): string {
  return isPlain(text, where) ? text : quoted(text);
}

/** Always quoted: dates and seals look like other types to some readers. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isPlain(text: string, where: 'block' | 'flow'): boolean {
  if (!/^[\p{L}(][^\n\r\t]*$/u.test(text) || /\s$/.test(text) || reserved.test(text)) return false;
  if (text.includes(': ') || text.includes(' #') || text.endsWith(':') || !printable.test(text)) return false;
  if (/[\u2028\u2029\ufeff\x85]/.test(text)) return false;
  return where === 'block' || !/[,[\]{}]/.test(text);
}

/** The lines of one field, the first without its indentation. */
export function fieldLines(name: FieldName, value: NonNullable<DecisionFields[FieldName]>, indent: string): string[] {
  if (name === 'evidence') return evidenceLines(value as readonly ManualEvidence[], indent);
  if (name === 'watch' || name === 'stride') return listLines(name, value as readonly string[], indent);
  if (typeof value === 'number') return [`${name}: ${value}`];
  const text = String(value);
  if (name === 'date' || name === 'review-by' || name === 'seal') return [`${name}: ${quoted(text)}`];
  return textLines(name, text, indent);
}

/** All fields of an entry in the usual order, indented. */
export function entryLines(fields: DecisionFields, indent: string): string[] {
  const lines: string[] = [];
  for (const name of fieldOrder) {
    const value = fields[name];
    if (value === undefined || (name === 'implementation' && value === 'none')) continue;
    const [first = '', ...more] = fieldLines(name, value, indent);
    lines.push(indent + first, ...more);
  }
  return lines;
}

function textLines(name: string, text: string, indent: string): string[] {
  const inline = `${name}: ${scalarText(text)}`;
  if (indent.length + inline.length <= widest) return [inline];
  const deeper = `${indent}  `;
  if (/^[!-~\xa1-\ud7ff]+(?: [!-~\xa1-\ud7ff]+)*$/.test(text) && !/[\u2028\u2029\u3000]/.test(text)) {
    return [`${name}: >-`, ...wrapped(text, widest - deeper.length).map((line) => deeper + line)];
  }
  if (/\n/.test(text) && text.split('\n').every((line) => /^[!-~](?:[ -~]*[!-~])?$/.test(line))) {
    return [`${name}: |-`, ...text.split('\n').map((line) => deeper + line)];
  }
  return [inline];
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function listLines(name: 'watch' | 'stride', values: readonly string[], indent: string): string[] {
  const written = values.map((value) => (name === 'watch' ? quoted(value) : scalarText(value, 'flow')));
  const inline = `${name}: [${written.join(', ')}]`;
  if (values.length === 0 || indent.length + inline.length <= widest) return [inline];
  return [`${name}:`, ...written.map((value) => `${indent}  - ${value}`)];
}

function evidenceLines(values: readonly ManualEvidence[], indent: string): string[] {
  if (values.length === 0) return ['evidence: []'];
  const lines = ['evidence:'];
  for (const { note, ref, date } of values) {
    lines.push(`${indent}  - note: ${scalarText(note)}`);
    if (ref !== undefined) lines.push(`${indent}    ref: ${scalarText(ref)}`);
    if (date !== undefined) lines.push(`${indent}    date: ${quoted(date)}`);
  }
  return lines;
}
