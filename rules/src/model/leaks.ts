import { hasHole } from '../parse/scalar';
import { type Span, span } from '../text/span';
import { findSecrets } from './secretFormats';
import { isHarmlessValue, isPlaceholder, isSecretName } from './secretNames';
import { entries, plain, spanOf, type Value } from './value';

/** A credential written down in a manifest. */
export interface Leak {
  readonly span: Span;
  /** What it is, for a message: `a password`. */
  readonly what: string;
}

/** Names that mean the secret itself, not a reference to one, in any kind of settings file. */
const plainNames =
  /(?:password|passwd|pwd|passphrase|client_?-?secret|api_?-?key|secret_?-?key|access_?-?key|private_?-?key|auth_?-?token)$/i;

/** Longer than any settings file somebody wrote; generated data is not searched line by line. */
const longest = 200_000;

/** Credentials in one entry of a ConfigMap: the value of a telling key, or lines of a settings file. */
export function findInSettings(key: string, value: Value): Leak[] {
  const text = plain(value);
  const place = spanOf(value);
  if (typeof text !== 'string' || !place || text.length > longest || value.origin !== 'own') return [];
  if (!/[\r\n]/.test(text.trimEnd())) return findInOneLine(key, text, place, value);
  return findInSource(value, place);
}

function findInOneLine(key: string, text: string, place: Span, value: Value): Leak[] {
  const name = key.replace(/^.*[/]/, '');
  if (isSecretName(name) && isRealValue(text) && !isReference(name, text))
    return [{ span: place, what: `the value of "${key}"` }];
  return findInSource(value, place);
}

/** `auth-secret: shop-db` names an object that holds the secret. */
function isReference(name: string, text: string): boolean {
  return !plainNames.test(name) && /^[a-z0-9.]+([-./][a-z0-9.]+)*(:[\w.-]+)?$/.test(text) && !/\d{4,}/.test(text);
}

function isRealValue(text: string): boolean {
  if (text.length < 4 || /[$`(){}<>\s]|%[A-Z]/.test(text) || hasHole(text)) return false;
  return !isPlaceholder(text) && !isHarmlessValue(text) && !/^(ENC\[|AQ[CI]C|vault:|ref\+|secretref:)/.test(text);
}

/** Searches what stands in the file, so that every hit has its exact place. */
function findInSource(value: Value, place: Span): Leak[] {
  const { text, start } = value.document;
  const source = text.slice(place.start - start, place.end - start);
  const at = (from: number, to: number) => span(place.start + from, place.start + to);
  const found: Leak[] = findSecrets(source).map((secret) => ({
    span: at(secret.start, secret.end),
    what: `a credential (${secret.kind})`,
  }));
  for (const form of [settingLine, connectionPart]) {
    form.lastIndex = 0;
    for (let match = form.exec(source); match; match = form.exec(source)) {
      const [whole, name = '', secret = ''] = match;
      const from = match.index + whole.length - secret.length;
      if (!plainNames.test(name) && form === settingLine) continue;
      if (
        !isRealValue(secret) ||
        found.some(
          (leak) => leak.span.start <= place.start + from + secret.length && place.start + from <= leak.span.end,
        )
      )
        continue;
      found.push({ span: at(from, from + secret.length), what: `the value of "${name}"` });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** `name=value`, `name: value` or `"name": "value"` with nothing behind it. */
const settingLine = /^[ \t]*["']?([\w.-]+)["']?[ \t]*[:=][ \t]*["']?([^\s"',#;]+)(?=["']?,?[ \t]*\r?$)/gm;

/** A part of a connection string. */
const connectionPart = /[;"'\s](Password|Pwd|AccountKey|SharedAccessKey)=([^;"'\s]+)(?=[;"'])/g;

/** Values that stand for the real one: encrypted, fetched from elsewhere, or to be filled in. */
function isStandIn(value: string): boolean {
  if (/^(ENC\[|vault:|ref\+)|\$\{|\{\{|<[\w .:-]+>/.test(value)) return true;
  return /\.\.\.|^(my|your|some)[-_ ]?[a-z]|example|place-?holder|change[-_ ]?(me|it|this)|replace|redacted|dummy/i.test(
    value,
  );
}

/** Entries of a Secret that tell nothing: names, addresses, certificates. */
const publicKeys =
  /^(ca(-bundle)?\.(crt|pem)|[\w.-]*\.(crt|cer|pub)|port|server|url|uri|endpoint|region|bucket|type|project|namespace|database|db(name)?|client-?id|tenant-?id|issuer|insecure|enable[\w]*)$|(user|login|name|host|e?mail|address|addr|url)$/i;

/** The first entry of a Secret whose value is really there. */
export function findInSecret(
  data: Value,
  { encoded }: { readonly encoded: boolean },
): { key: string; span: Span } | undefined {
  for (const entry of entries(data)) {
    const written = plain(entry.value);
    if (typeof written !== 'string' || publicKeys.test(entry.key) || hasHole(entry.key)) continue;
    const text = encoded ? decodeBase64(written.replace(/\s/g, '')) : written;
    if (text === undefined) continue;
    const value = text.trim();
    if (value === '' || isPlaceholder(value) || hasHole(value) || isStandIn(value)) continue;
    if (!/[\r\n]/.test(value) && isHarmlessValue(value)) continue;
    return { key: entry.key, span: entry.keySpan };
  }
  return undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes as characters; undefined for a text that is not base64, which the API server refuses. */
function decodeBase64(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  let bits = 0;
  let held = 0;
  const characters: string[] = [];
  for (const character of text.replace(/=+$/, '').slice(0, 4000)) {
    held = ((held << 6) | alphabet.indexOf(character)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    characters.push(String.fromCharCode((held >> bits) & 0xff));
  }
  return characters.join('');
}
