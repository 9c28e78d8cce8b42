import { decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from '../bytes/base64';
import { adler32, sha1, sha256, sha512 } from '../bytes/sha';
import { decodeUtf8, encodeUtf8, latin1 } from '../bytes/utf8';
import { readJson, writeJson } from '../read/json';
import { TemplateError } from '../template/run';
import { dictOf, instantiate, List, Unknown, type Value } from '../value/value';
import { dict, type FunctionTable, plain, string, text, traced } from './arguments';

/** The bytes of a string. A file that is no UTF-8 travels as one character a byte, which only `bytesOf` may undo. */
function decoded(bytes: Uint8Array | undefined): Value {
  // Go returns the error as the text, with words of its own.
  return bytes ? (decodeUtf8(bytes) ?? latin1(bytes)) : new Unknown('b64dec');
}

/** A text as part of a URL query. */
export function queryEscape(value: string): string {
  let out = '';
  for (const byte of encodeUtf8(value)) {
    const char = String.fromCharCode(byte);
    out += /[A-Za-z0-9_.~-]/.test(char)
      ? char
      : char === ' '
        ? '+'
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function fromJson(value: string): Value {
  const raw = readJson(value);
  if (raw instanceof Map) return instantiate(raw);
  // Helm puts the error into the map instead of failing.
  return dictOf([['Error', new Unknown('fromJson')]]);
}

const URL_SHAPE =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:([^@/?#]*)@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

function urlParse(value: string): Value {
  const match = URL_SHAPE.exec(value);
  if (!match) throw new TemplateError('This is not a URL.');
  const [, scheme = '', userinfo = '', host = '', path = '', query = '', fragment = ''] = match;
  const hostname = host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  const opaque = scheme && !value.slice(scheme.length + 1).startsWith('/') ? path : '';
  return dictOf(
    Object.entries({ scheme, host, hostname, path: opaque ? '' : path, query, opaque, fragment, userinfo }),
  );
}

function urlJoin(value: Value): Value {
  const part = (name: string) => text(dict(value).get(name) ?? '');
  const user = part('userinfo') && `${part('userinfo')}@`;
  const authority = part('host') || user ? `//${user}${part('host')}` : '';
  const query = part('query') && `?${part('query')}`;
  const fragment = part('fragment') && `#${part('fragment')}`;
  const scheme = part('scheme') && `${part('scheme')}:`;
  return `${scheme}${part('opaque') || authority + part('path')}${query}${fragment}`;
}

function base(path: string): string {
  return path === '' ? '.' : path.replace(/\/+$/, '').split('/').at(-1) || '/';
}

function clean(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  return (rooted ? '/' : '') + kept.join('/') || (rooted ? '/' : '.');
}

function dir(path: string): string {
  return clean(path.slice(0, path.lastIndexOf('/') + 1));
}

function ext(path: string): string {
  const name = path.split('/').at(-1) ?? '';
  return name.includes('.') ? name.slice(name.lastIndexOf('.')) : '';
}

function writer(indent: '' | '  ', html: 'escaped' | 'kept') {
  return traced(([value = null]) => (value instanceof Unknown ? value : writeJson(value, { indent, html })));
}

/** Encodings, checksums, JSON, URLs and paths. */
export const encodeFunctions: FunctionTable = {
  b64enc: plain((value = null) => encodeBase64(encodeUtf8(string(value)))),
  b64dec: plain((value = null) => decoded(decodeBase64(string(value)))),
  b32enc: plain((value = null) => encodeBase32(encodeUtf8(string(value)))),
  b32dec: plain((value = null) => decoded(decodeBase32(string(value)))),
  sha256sum: plain((value = null) => sha256(encodeUtf8(string(value)))),
  sha512sum: plain((value = null) => sha512(encodeUtf8(string(value)))),
  sha1sum: plain((value = null) => sha1(encodeUtf8(string(value)))),
  adler32sum: plain((value = null) => String(adler32(encodeUtf8(string(value))))),
  toJson: writer('', 'escaped'),
  toRawJson: writer('', 'kept'),
  toPrettyJson: writer('  ', 'escaped'),
  fromJson: plain((value = null) => fromJson(string(value))),
  fromJsonArray: plain((value = null) => {
    const raw = readJson(string(value));
    return Array.isArray(raw) ? instantiate(raw) : new List([new Unknown('fromJsonArray')]);
  }),
  urlParse: plain((value = null) => urlParse(string(value))),
  urlJoin: plain((value = null) => urlJoin(value)),
  base: plain((path = null) => base(string(path))),
  dir: plain((path = null) => dir(string(path))),
  ext: plain((path = null) => ext(string(path))),
  clean: plain((path = null) => clean(string(path))),
  isAbs: plain((path = null) => string(path).startsWith('/')),
  osBase: plain((path = null) => base(string(path))),
  osDir: plain((path = null) => dir(string(path))),
  osExt: plain((path = null) => ext(string(path))),
  osClean: plain((path = null) => clean(string(path))),
  osIsAbs: plain((path = null) => string(path).startsWith('/')),
};
