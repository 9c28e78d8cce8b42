import { type Node, Pair, type Range, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { YamlDocument } from '../parse/yaml';
import { at, items, plain, rootValue, type Value } from './value';

/** More of any nobody writes: operations in one patch, a deeper path, an item further back that is told by its number. */
const most = 500;
const deepest = 20;
const furthest = 100;

/** The kinds whose single fields say something by themselves, with the group of their current version. */
const groups: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => [kind, 'apps/'])),
  Job: 'batch/',
  CronJob: 'batch/',
  Pod: '',
  Service: '',
};

/**
 * The values that the operations of a JSON patch (RFC 6902) put into an object, each as a document of its own with
 * nothing in it but the way to that value. The value stands where it is written; the way to it has the place of the path.
 */
export function readOperations(patch: YamlDocument, target: Value): YamlDocument[] {
  const kind = plain(at(target, 'kind'));
  const group = typeof kind === 'string' ? groups[kind] : undefined;
  if (group === undefined) return [];
  const operations = items(rootValue(patch)).slice(0, most);
  return operations.flatMap((operation) => {
    const path = at(operation, 'path');
    const pointer = plain(path);
    const value = at(operation, 'value').written;
    const steps = typeof pointer === 'string' ? stepsOf(pointer) : undefined;
    const place = path.node?.range;
    const isSet = ['add', 'replace'].includes(String(plain(at(operation, 'op'))));
    if (!isSet || !value || !place || !steps) return [];
    const way = wayTo(steps.slice(1), value, place);
    const root = mapOf(operation.node?.range ?? place, [
      ['apiVersion', scalar(`${group}v1`, place), place],
      ['kind', scalar(String(kind), place), place],
      ...(steps[0] === 'metadata' ? [] : [['metadata', named(target, place), place] as const]),
      [steps[0] ?? '', way, place],
    ]);
    return [{ ...patch, root }];
  });
}

/** The keys on a path from the root to a field: `/spec/template/spec`. */
function stepsOf(pointer: string): string[] | undefined {
  const [before, ...steps] = pointer.split('/');
  if (before !== '' || steps.length < 2 || steps.length > deepest) return undefined;
  return steps.map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function wayTo([step, ...rest]: readonly string[], value: Node, place: Range): Node {
  if (step === undefined) return value;
  const inner = wayTo(rest, value, place);
  if (!/^(-|\d+)$/.test(step)) return mapOf(place, [[step, inner, place]]);
  const list = new YAMLSeq();
  const index = step === '-' ? 0 : Math.min(Number(step), furthest);
  list.items = [...Array(index).fill(scalar('null', place)), inner];
  list.range = place;
  return list;
}

/** A target is told by a pattern; only one that is a name as it stands names the object. */
function named(target: Value, place: Range): Node {
  const name = at(target, 'name');
  const isName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(String(plain(name)));
  return mapOf(place, isName && name.node ? [['name', name.node, place]] : []);
}

function mapOf(range: Range, pairs: readonly (readonly [key: string, value: Node, place: Range])[]): YAMLMap {
  const map = new YAMLMap();
  map.items = pairs.map(([key, value, place]) => new Pair(scalar(key, place), value));
  map.range = range;
  return map;
}

function scalar(text: string, range: Range): Scalar {
  const node = new Scalar(text === 'null' ? null : text);
  node.source = text;
  node.range = range;
  return node;
}
