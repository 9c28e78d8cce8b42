/** URIs that need no care: nothing in their path could be spelled in another way. */
const plain = /^[a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?[\w\-.~/]*$/i;

/**
 * One spelling for each file. Clients and platforms escape different characters, and write the drive of a Windows path
 * in their own way; inside, a URI is compared as text, so all are spelled as VS Code does.
 */
export function canonicalUri(uri: string): string {
  if (plain.test(uri)) return uri;
  const [, head, path, tail] = /^([a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?)([^?#]*)(.*)$/is.exec(uri) ?? [];
  if (head === undefined || path === undefined) return uri;
  try {
    const drive = decodeURIComponent(path).replace(/^\/[A-Z]:/, (found) => found.toLowerCase());
    return head + escapePath(drive) + tail;
  } catch {
    return uri; // A stray percent sign: whoever wrote it means it.
  }
}

/** A path, or a part of one, as it stands in a canonical URI. */
export function escapePath(path: string): string {
  return encodeURIComponent(path)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
}
