import type { Lookup } from '../../parse/dockerfile/substitute';

interface Entry {
  readonly index: number;
  /** Undefined: set to something unknown. */
  readonly value: string | undefined;
  /** An ARG without a default. */
  readonly unset: boolean;
}

/** The variables of one stage, or those in front of the first FROM, by the instruction that sets them. */
export interface Scope {
  readonly env: Map<string, Entry[]>;
  readonly arg: Map<string, Entry[]>;
  readonly parent: Scope | undefined;
}

/** Variables that BuildKit sets without being asked; their values differ from build to build. */
const predefined = new Set([
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETARCH',
  'TARGETVARIANT',
  'TARGETSTAGE',
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDARCH',
  'BUILDVARIANT',
]);

export function isPredefined(name: string): boolean {
  return predefined.has(name);
}

export function newScope(parent: Scope | undefined): Scope {
  return { env: new Map(), arg: new Map(), parent };
}

/** Notes what an ENV or ARG does. */
export function declare(entries: Map<string, Entry[]>, name: string, entry: Entry): void {
  const list = entries.get(name);
  if (list) list.push(entry);
  else entries.set(name, [entry]);
}

function before(entries: readonly Entry[] | undefined, index: number): Entry | undefined {
  if (!entries) return undefined;
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry && entry.index < index) return entry;
  }
  return undefined;
}

/** What a variable stands for in front of the instruction `index`. ENV wins over ARG, as in a build. */
export function lookupIn(scope: Scope, index: number): Lookup {
  return (name) => {
    for (const kind of ['env', 'arg'] as const) {
      let at: number = index;
      for (let current: Scope | undefined = scope; current; current = current.parent) {
        const entry = before(current[kind].get(name), at);
        if (entry) return entry.unset ? 'unset' : entry.value === undefined ? 'unknown' : { value: entry.value };
        at = Number.POSITIVE_INFINITY;
      }
    }
    return 'unknown';
  };
}

/** The same for FROM, where only the ARGs above count and one that nobody declared is empty. */
export function lookupGlobal(globals: Scope): Lookup {
  const inner = lookupIn(globals, Number.POSITIVE_INFINITY);
  return (name) => {
    if (isPredefined(name)) return 'unknown';
    return globals.arg.has(name) ? inner(name) : 'unset';
  };
}
