import { gunzip } from '../bytes/inflate';
import { decodeUtf8, latin1 } from '../bytes/utf8';
import type { ChartFiles } from './types';

/** What an archive may unpack to: a hostile one of a few kilobytes could otherwise fill the memory. */
const MAX_UNPACKED = 64 * 1024 * 1024;
const MAX_FILES = 20_000;
const BLOCK = 512;

/** The files of a packed chart, without the folder they all lie in; undefined when it cannot be read. */
export function readArchive(bytes: Uint8Array): ChartFiles | undefined {
  const tar = gunzip(bytes, MAX_UNPACKED);
  return tar && readTar(tar);
}

function readTar(tar: Uint8Array): ChartFiles {
  const files = new Map<string, string | Uint8Array>();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && files.size < MAX_FILES; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = octal(header.subarray(124, 136));
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156] ?? 0);
    if (header[0] === 0) continue;
    if (type === 'L') longName = field(content);
    else if (type === 'x') longName = paxPath(content) ?? longName;
    else {
      const name = longName ?? plainName(header);
      longName = undefined;
      // Links are not followed: they could point anywhere.
      if (type === '0' || type === '\0') addFile(files, name, content);
    }
  }
  return files;
}

function addFile(files: Map<string, string | Uint8Array>, name: string, content: Uint8Array): void {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length < 2 || parts.includes('..') || name.includes('\\')) return;
  const path = parts.slice(1).join('/');
  files.set(path, decodeUtf8(content) ?? content);
}

function field(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const body = end < 0 ? bytes : bytes.subarray(0, end);
  return decodeUtf8(body) ?? latin1(body);
}

function plainName(header: Uint8Array): string {
  const name = field(header.subarray(0, 100));
  const prefix = field(header.subarray(257, 263)).startsWith('ustar') ? field(header.subarray(345, 500)) : '';
  return prefix ? `${prefix}/${name}` : name;
}

function octal(bytes: Uint8Array): number {
  const size = Number.parseInt(field(bytes).trim() || '0', 8);
  return Number.isFinite(size) && size >= 0 && size <= MAX_UNPACKED ? size : 0;
}

function paxPath(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(field(content))?.[1];
}
