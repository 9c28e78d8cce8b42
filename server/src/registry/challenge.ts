/** One way in which a registry wants to know who asks (RFC 9110, section 11.6.1). */
export interface Challenge {
  /** Lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
const separators = /[\s,]*/y;

/** Reads a `WWW-Authenticate` header. What cannot be read is left out; it never throws. */
export function parseChallenges(header: string | undefined): Challenge[] {
  const found: { scheme: string; parameters: Map<string, string> }[] = [];
  const text = (header ?? '').slice(0, 8192);
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return undefined;
    at = pattern.lastIndex;
    return match;
  };

  while (at < text.length) {
    take(separators);
    const name = take(token)?.[0];
    if (name === undefined) {
      at++;
      continue;
    }
    take(/[ \t]*/y);
    if (!take(/=[ \t]*/y)) {
      found.push({ scheme: name.toLowerCase(), parameters: new Map() });
      continue;
    }
    const value = take(quoted)?.[1]?.replace(/\\(.)/g, '$1') ?? take(/[^\s,"]+/y)?.[0] ?? '';
    const parameters = found.at(-1)?.parameters;
    if (parameters && !parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  return found;
}

/** The challenge the client answers: Bearer where offered, for it works without a name, then Basic. */
export function preferredChallenge(challenges: readonly Challenge[]): Challenge | undefined {
  const bearer = challenges.find((c) => c.scheme === 'bearer' && c.parameters.get('realm'));
  return bearer ?? challenges.find((c) => c.scheme === 'basic');
}
