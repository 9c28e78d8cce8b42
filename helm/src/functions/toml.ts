import { writeJson } from '../read/json';
import { readToml, type Toml, TomlError } from '../read/toml';
import { formatFloat, goString } from '../value/print';
import { bare, Dict, dictOf, List, Unknown, type Value } from '../value/value';

/** A TOML text as a map. Helm puts the error into the map instead of failing. */
export function fromToml(text: string): Value {
  try {
    return valueOfToml(readToml(text));
  } catch (error) {
    if (error instanceof TomlError) return dictOf([['Error', error.message]]);
    throw error;
  }
}

function valueOfToml(toml: Toml): Value {
  if (toml instanceof Map) return dictOf([...toml].map(([key, value]) => [key, valueOfToml(value)] as const));
  if (Array.isArray(toml)) return new List(toml.map(valueOfToml));
  return toml === undefined ? new Unknown('a date of TOML') : toml;
}

/** A value as TOML, in the layout of the encoder Helm uses. */
export function writeToml(value: Value): Value {
  if (!(value instanceof Dict)) return new Unknown('toToml');
  const lines: string[] = [];
  writeTable(lines, value, []);
  return `${lines.join('\n').replace(/^\n/, '')}${lines.length ? '\n' : ''}`;
}

function writeTable(lines: string[], table: Dict, path: readonly string[]): void {
  const keys = table.sortedKeys();
  const indent = '  '.repeat(path.length);
  // Of the tables that are in no list, only those of the top level are set apart.
  const gap = path.length === 0 ? [''] : [];
  for (const key of keys) {
    const value = table.entries.get(key) ?? null;
    if (isTable(value) || isTableList(value) || bare(value) === null) continue;
    lines.push(`${indent}${tomlKey(key)} = ${inline(value)}`);
  }
  for (const key of keys) {
    const value = table.entries.get(key) ?? null;
    const inner = [...path, tomlKey(key)];
    if (value instanceof Dict) {
      lines.push(...gap, `${indent}[${inner.join('.')}]`);
      writeTable(lines, value, inner);
    } else if (value instanceof List && isTableList(value)) {
      for (const item of value.items) {
        lines.push('', `${indent}[[${inner.join('.')}]]`);
        if (item instanceof Dict) writeTable(lines, item, inner);
      }
    }
  }
}

function isTable(value: Value): boolean {
  return value instanceof Dict;
}

function isTableList(value: Value): boolean {
  return value instanceof List && value.items.length > 0 && value.items.every(isTable);
}

function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}

function inline(value: Value): string {
  if (value instanceof List) return `[${value.items.map(inline).join(', ')}]`;
  if (value instanceof Dict) {
    return `{${value
      .sortedKeys()
      .map((key) => `${tomlKey(key)} = ${inline(value.entries.get(key) ?? null)}`)
      .join(', ')}}`;
  }
  const plain = bare(value);
  if (typeof plain === 'string') return writeJson(plain, { indent: '', html: 'kept' }).text;
  if (typeof plain === 'number') {
    const number = formatFloat(plain);
    return /^-?\d+$/.test(number) ? `${number}.0` : number;
  }
  return goString(plain);
}
