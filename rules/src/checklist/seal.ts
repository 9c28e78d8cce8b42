import { Lexer } from 'yaml';
import { isDockerfileName } from '../fileKind';
import { sha256 } from './sha256';

/** A file a sign-off covered; no text when it is gone. */
export interface WatchedFile {
  readonly path: string;
  readonly text: string | undefined;
}

/** How many of the 16 digits of a seal speak about the text of the item. The others speak about the files. */
const textDigits = 6;

/**
 * A fingerprint of what was signed off: what the item said and what the watched files held. Comments, blank lines and
 * line endings do not count, so that a remark in a manifest does not reopen a review.
 */
export function sealOf(itemText: string, files: readonly WatchedFile[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const contents = sorted.map(({ path, text }) => [path, text === undefined ? null : withoutComments(path, text)]);
  return sha256(itemText).slice(0, textDigits) + sha256(JSON.stringify(contents)).slice(0, 16 - textDigits);
}

/** Stands where a seal was while a review is under way: no content has it, so the decision waits to be confirmed. */
export const openSeal = '0'.repeat(16);

/** What changed since the seal was made. */
export function brokenParts(seal: string, now: string): { readonly text: boolean; readonly files: boolean } {
  return {
    text: seal.slice(0, textDigits) !== now.slice(0, textDigits),
    files: seal.slice(textDigits) !== now.slice(textDigits),
  };
}

/** What a file says to the machine: comments of the formats we know, trailing blanks and line endings removed. */
export function withoutComments(path: string, text: string): string {
  const lines = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isDockerfileName(name)) return withoutDockerfileComments(lines);
  if (/\.(ya?ml|tpl)$/i.test(name))
    return withoutYamlComments(lines.replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, ''));
  return lines.replace(/[ \t]+$/gm, '').replace(/\n+$/, '');
}

/** Uses YAML's own lexer: a `#` inside a text is not a comment. Templates are lexed well enough for that, too. */
function withoutYamlComments(text: string): string {
  const lines: string[] = [];
  let line = '';
  let scalar = false;
  for (const token of new Lexer().lex(text)) {
    if (scalar) {
      scalar = false;
      line += token;
    } else if (token === '\x1f') scalar = true;
    else if (token === '\n') {
      lines.push(line);
      line = '';
    } else if (!/^[#\x02\x18]/.test(token)) line += token;
    if (token.endsWith('\n') && token !== '\n') {
      lines.push(line.replace(/\n$/, ''));
      line = '';
    }
  }
  lines.push(line);
  return lines
    .map((each) => each.replace(/[ \t]+$/gm, ''))
    .filter((each) => each !== '')
    .join('\n');
}

/** Keeps parser directives and heredoc bodies, where a `#` has a meaning. */
function withoutDockerfileComments(text: string): string {
  const kept: string[] = [];
  let heredocs: string[] = [];
  let directives = true;
  for (const line of text.split('\n')) {
    const [heredoc] = heredocs;
    if (heredoc !== undefined) {
      kept.push(line);
      if (line.replace(/^\t+/, '') === heredoc) heredocs = heredocs.slice(1);
      continue;
    }
    const comment = /^\s*#/.test(line);
    directives &&= /^\s*#\s*(?:syntax|escape|check)\s*=/i.test(line);
    if ((comment && !directives) || line.trim() === '') continue;
    kept.push(line.trimEnd());
    heredocs = [...line.matchAll(/<<-?(["']?)([A-Za-z_]\w*)\1/g)].map((match) => match[2] ?? '');
  }
  return kept.join('\n');
}
