import { Text } from '../value/text';
import { bare, Dict, List, Scalar, type Value } from '../value/value';
import type { Run } from './run';

/** Functions that only hand on what they are given: who reads it later depends on it. */
const HANDS_ON = new Set(['dict', 'list', 'tuple', 'include', 'tpl']);
/** Functions that keep what they are given as it is, inside something new. */
const KEEPS = new Set(['set', 'append', 'push', 'prepend', 'concat']);
/** Functions that look one thing up: where they look, and for which keys. */
const LOOKUPS = new Map<string, (args: readonly Value[]) => readonly [Value, readonly Value[]]>([
  ['index', (args) => [args[0] ?? null, args.slice(1)]],
  ['get', (args) => [args[0] ?? null, args.slice(1)]],
  ['dig', (args) => [args.at(-1) ?? null, args.slice(0, -2)]],
]);

/** Notes which values a call depends on. Scalars were noted when they were read. */
export function dependOnArguments(run: Run, name: string, args: readonly Value[]): void {
  if (HANDS_ON.has(name)) return;
  const lookup = LOOKUPS.get(name);
  if (lookup) {
    dependOnLookup(run, ...lookup(args));
    for (const arg of args) if (!(arg instanceof Dict || arg instanceof List)) dependOn(run, arg);
  } else if (name === 'hasKey') dependOnKey(run, args[0] ?? null, args[1] ?? null);
  else if (KEEPS.has(name)) for (const arg of args) dependOnOwn(run, arg);
  else for (const arg of args) dependOn(run, arg);
}

/** Notes that the whole of a value counts, with all that is in it. */
export function dependOn(run: Run, value: Value): void {
  if (!dependOnOwn(run, value) && (value instanceof Dict || value instanceof List)) dependOnAll(run, value, new Set());
}

function dependOnAll(run: Run, value: Dict | List, seen: Set<Value>): void {
  if (seen.has(value)) return;
  seen.add(value);
  for (const item of value instanceof Dict ? value.entries.values() : value.items) {
    if ((item instanceof Dict || item instanceof List) && !dependOnOwn(run, item)) dependOnAll(run, item, seen);
  }
}

/** Notes the values path of a value, if it has one. */
export function dependOnOwn(run: Run, value: Value): boolean {
  const only = value instanceof Text && value.pieces.length === 1 ? value.pieces[0] : undefined;
  const path = value instanceof Scalar || value instanceof Dict || value instanceof List ? value.path : only?.path;
  if (path) run.depends.add(path);
  return path !== undefined;
}

function dependOnLookup(run: Run, start: Value, keys: readonly Value[]): void {
  let at: Value = start;
  for (const key of keys) {
    if (at instanceof List) at = at.at(Number(bare(key)));
    else if (at instanceof Dict) {
      const next: Value | undefined = at.get(String(bare(key)));
      if (next === undefined || next === null) {
        dependOnKey(run, at, key);
        return;
      }
      at = next;
    } else break;
  }
  // A map that was found is handed on; what is read of it later is noted then.
  if (!(at instanceof Dict || at instanceof List)) dependOnOwn(run, at);
}

function dependOnKey(run: Run, map: Value, key: Value): void {
  const path = map instanceof Dict ? map.pathOf(String(bare(key))) : undefined;
  if (path) run.depends.add(path);
}
