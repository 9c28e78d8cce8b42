import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { fileKind, isText, type Judgement, largestFile, type SourceFile, startsAsDockerfile } from '@bulkhead/rules';
import type { Notice } from '../result';
import { reason, type Source } from '../sources';

/** What reading a file gives. The mark at the start of a text is no part of it, as in an editor. */
export type Content =
  | {
      readonly state: 'text';
      readonly text: string;
      readonly byteOrderMark: string;
      /** False when the bytes are not UTF-8, so that writing the text back would damage them. */
      readonly exact: boolean;
    }
  | { readonly state: 'skipped'; readonly kind: 'too-large' | 'not-text' | 'unreadable'; readonly message: string };

/** Reads one file. Never throws. What somebody named and what is no text is more than a file to skip. */
export function readSource(source: Source): Content {
  const content = readBytes(source);
  if (content.state !== 'skipped' || !source.named) return content;
  return { ...content, kind: 'unreadable', message: content.message.replace(/\.$/, '') };
}

function readBytes(source: Source): Content {
  try {
    if (source.bytes) return decode(source.bytes, source);
    const { size } = statSync(source.absolute);
    return size > largestFile ? tooLarge(size) : decode(readFileSync(source.absolute), source);
  } catch (error) {
    return { state: 'skipped', kind: 'unreadable', message: reason(error) };
  }
}

/** The file as the engine takes it. One that was named is looked into even if its name says nothing, as `/dev/fd/63`. */
export function sourceFile(source: Source, text: string, { patch }: Pick<Judgement, 'patch'> = {}): SourceFile {
  const file = { path: source.path, text, ...(patch ? { patch } : {}) };
  const kind = source.named && fileKind(source.path, text) === undefined ? kindOfContent(text) : undefined;
  return kind ? { ...file, kind } : file;
}

function kindOfContent(text: string): SourceFile['kind'] {
  return startsAsDockerfile(text) ? 'dockerfile' : fileKind('any.yaml', text);
}

/** Said of a file that somebody named and that nobody here can judge. */
export function notOurs(path: string): Notice {
  const message = 'was not checked: it is neither a Dockerfile nor a Kubernetes manifest (with apiVersion and kind).';
  return { path, kind: 'not-ours', message };
}

function decode(bytes: Uint8Array, { path }: Source): Content {
  if (bytes.length > largestFile) return tooLarge(bytes.length);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf16(buffer)) return notText('is UTF-16; save it as UTF-8');
  if (!isText(buffer.toString('latin1', 0, 8000), fileKind(path, ''))) return notText('is not a text file');
  const text = buffer.toString('utf8');
  const byteOrderMark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return { state: 'text', text: text.slice(byteOrderMark.length), byteOrderMark, exact: isUtf8(buffer) };
}

function isUtf16(buffer: Buffer): boolean {
  return (buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff);
}

function notText(why: string): Content {
  return { state: 'skipped', kind: 'not-text', message: `was not checked: it ${why}.` };
}

function tooLarge(size: number): Content {
  const [has, may] = [size, largestFile].map((n) => Math.round(n / 1024 / 1024));
  return {
    state: 'skipped',
    kind: 'too-large',
    message: `was not checked: it has ${has} MB, and at most ${may} are read.`,
  };
}
