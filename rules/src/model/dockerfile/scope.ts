import type { Lookup } from '../../parse/dockerfile/substitute';
import { longestValue } from '../../parse/shell/variables';

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
  const { value } = entry;
  const bounded = value !== undefined && value.length > longestValue ? { ...entry, value: undefined } : entry;
  const list = entries.get(name);
  if (list) list.push(bounded);
  else entries.set(name, [bounded]);
}

/** The last of what stands in front of an instruction, out of a list in the order of the file. */
export function lastInFront<T extends { readonly index: number }>(all: readonly T[], index: number): T | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}

/** What a variable stands for in front of the instruction `index`. ENV wins over ARG, as in a build. */
export function lookupIn(scope: Scope, index: number): Lookup {
  return (name) => {
    for (const kind of ['env', 'arg'] as const) {
      let at: number = index;
      for (let current: Scope | undefined = scope; current; current = current.parent) {
        const entry = lastInFront(current[kind].get(name) ?? [], at);
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
