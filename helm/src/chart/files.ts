import { encodeBase64 } from '../bytes/base64';
import { encodeUtf8, textOfFile } from '../bytes/utf8';
import { matchesPattern } from '../glob';
import { writeYaml } from '../read/yamlWrite';
import { type Piece, Text } from '../value/text';
import { type Bare, bare, Dict, dictOf, List, type Methods, type Value } from '../value/value';
import type { ChartFiles } from './types';

/** `.Files` of a chart: a map of contents with methods. Contents keep the file they come from as origin. */
export function filesValue(files: ChartFiles, folder: string): Dict {
  const value = new Dict();
  for (const path of [...files.keys()].sort()) {
    const content = files.get(path);
    if (content !== undefined) value.entries.set(path, contentText(content, folder + path));
  }
  value.methods = methodsFor(files, folder);
  return value;
}

function contentText(content: string | Uint8Array, file: string): Text {
  const text = textOfFile(content);
  const site = { file, start: 0, end: text.length, frame: undefined, reads: [], uncertain: false };
  const piece: Piece = { text, kind: 'literal', offset: 0, site };
  return new Text([piece]);
}

function methodsFor(files: ChartFiles, folder: string): Methods {
  const read = (path: Bare | undefined): Value => {
    const content = files.get(String(bare(path)));
    return content === undefined ? '' : contentText(content, folder + String(bare(path)));
  };
  return new Map<string, (args: readonly Bare[]) => Value>([
    ['Get', ([path]) => read(path)],
    ['GetBytes', ([path]) => read(path)],
    ['Glob', ([pattern]) => filesValue(selected(files, String(bare(pattern))), folder)],
    ['Lines', ([path]) => new List(linesOf(String(bare(read(path)))))],
    ['AsConfig', () => writeYaml(asConfig(files, folder))],
    ['AsSecrets', () => writeYaml(asSecrets(files))],
  ]);
}

function selected(files: ChartFiles, pattern: string): ChartFiles {
  return new Map([...files].filter(([path]) => matchesPattern(pattern, path)));
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function baseName(path: string): string {
  return path.split('/').at(-1) ?? path;
}

function asConfig(files: ChartFiles, folder: string): Dict {
  return dictOf([...files].map(([path, content]) => [baseName(path), contentText(content, folder + path)]));
}

function asSecrets(files: ChartFiles): Dict {
  const bytes = (content: string | Uint8Array) => (typeof content === 'string' ? encodeUtf8(content) : content);
  return dictOf([...files].map(([path, content]) => [baseName(path), encodeBase64(bytes(content))]));
}
