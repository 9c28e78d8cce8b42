import { hasHole } from '../parse/scalar';
import type { KubernetesObject } from './object';
import { at, entries, isAbsent, items, plain, type Value } from './value';

/** The labels of an object or a pod. A value that is a hole is undefined; `complete` is false when there may be more. */
export interface Labels {
  readonly known: ReadonlyMap<string, string | undefined>;
  readonly complete: boolean;
}

/** Whether a selector picks something, as far as the files tell. */
export type Match = 'yes' | 'no' | 'unknown';

interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** What a label selector asks for; all requirements must hold. `absent` is not the same as empty: see `matches`. */
export interface Selector {
  readonly state: 'absent' | 'known' | 'unknown';
  readonly requirements: readonly Requirement[];
}

const nothing: Selector = { state: 'absent', requirements: [] };
const unknown: Selector = { state: 'unknown', requirements: [] };

export function readLabels(value: Value): Labels {
  if (isAbsent(value)) return { known: new Map(), complete: true };
  if (value.kind !== 'map') return { known: new Map(), complete: false };
  const known = new Map<string, string | undefined>();
  let complete = true;
  for (const entry of entries(value)) {
    const text = plain(entry.value);
    if (hasHole(entry.key)) complete = false;
    else known.set(entry.key, text === null || text === undefined ? undefined : String(text));
  }
  return { known, complete };
}

/** A selector with `matchLabels` and `matchExpressions`. */
export function readSelector(value: Value): Selector {
  if (isAbsent(value)) return nothing;
  if (value.kind !== 'map') return unknown;
  const labels = readEquality(at(value, 'matchLabels'));
  const expressions = at(value, 'matchExpressions');
  if (labels.state === 'unknown' || (!isAbsent(expressions) && expressions.kind !== 'list')) return unknown;
  const more = items(expressions).map(readExpression);
  if (entries(value).some((entry) => hasHole(entry.key))) return unknown;
  return more.every((one): one is Requirement => one !== undefined)
    ? { state: 'known', requirements: [...labels.requirements, ...more] }
    : unknown;
}

/** A selector that is a plain map of labels, as in Services and ReplicationControllers. */
export function readEquality(value: Value): Selector {
  if (isAbsent(value)) return nothing;
  const labels = readLabels(value);
  const pairs = [...labels.known];
  if (!labels.complete || pairs.some(([, text]) => text === undefined)) return unknown;
  return {
    state: 'known',
    requirements: pairs.map(([key, text]) => ({ key, operator: 'In', values: [text ?? ''] })),
  };
}

function readExpression(value: Value): Requirement | undefined {
  const key = plain(at(value, 'key'));
  const operator = plain(at(value, 'operator'));
  const list = at(value, 'values');
  const values = items(list).map((item) => plain(item));
  if (typeof key !== 'string' || (!isAbsent(list) && list.kind !== 'list')) return undefined;
  if (operator !== 'In' && operator !== 'NotIn' && operator !== 'Exists' && operator !== 'DoesNotExist')
    return undefined;
  if (values.some((v) => v === undefined || v === null)) return undefined;
  return { key, operator, values: values.map(String) };
}

/** An empty selector selects everything; an absent one nothing, except where the caller knows better. */
export function matches(selector: Selector, labels: Labels): Match {
  if (selector.state === 'absent') return 'no';
  if (selector.state === 'unknown') return 'unknown';
  return every(selector.requirements.map((requirement) => holds(requirement, labels)));
}

/** Finds those that a selector may pick without a look at each, in their order: for where there are many of both. */
export function indexByLabels<T extends { readonly labels: Labels }>(all: readonly T[]) {
  const byLabel = new Map<string, number[]>();
  /** A label that cannot be read may have any value. */
  const unclear: number[] = [];
  for (const [i, { labels }] of all.entries()) {
    const pairs = [...labels.known];
    if (!labels.complete || pairs.some(([, value]) => value === undefined)) unclear.push(i);
    else for (const [key, value] of pairs) add(byLabel, `${key}=${value}`, i);
  }
  return ({ state, requirements }: Selector): readonly T[] => {
    const exact = requirements.find(({ operator, values }) => operator === 'In' && values.length === 1);
    if (state !== 'known' || !exact) return all;
    const found = [...(byLabel.get(`${exact.key}=${exact.values[0]}`) ?? []), ...unclear];
    return found.sort((a, b) => a - b).flatMap((i) => all[i] ?? []);
  };
}

export function selectsAll(selector: Selector): boolean {
  return selector.state === 'known' && selector.requirements.length === 0;
}

function holds({ key, operator, values }: Requirement, labels: Labels): Match {
  const present = labels.known.has(key);
  if (!present && !labels.complete) return 'unknown';
  const value = labels.known.get(key);
  if (operator === 'Exists') return present ? 'yes' : 'no';
  if (operator === 'DoesNotExist') return present ? 'no' : 'yes';
  if (!present) return operator === 'NotIn' ? 'yes' : 'no';
  if (value === undefined) return 'unknown';
  return values.includes(value) === (operator === 'In') ? 'yes' : 'no';
}

/** All of several answers. */
export function every(answers: readonly Match[]): Match {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** Whether two namespaced objects stand in one namespace: unknown as soon as one leaves it to the command line. */
export function sameNamespace(a: KubernetesObject, b: KubernetesObject): Match {
  if (a.namespaceKnown && b.namespaceKnown) return a.namespace === b.namespace ? 'yes' : 'no';
  return 'unknown';
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
