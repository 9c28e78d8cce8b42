import type { KubernetesObject } from './object';
import { readSelector, type Selector } from './selectors';
import { at, isAbsent, items, plain, type Value } from './value';

export type Direction = 'ingress' | 'egress';

/** A NetworkPolicy of Kubernetes itself. */
export interface NetworkPolicy {
  readonly object: KubernetesObject;
  readonly selector: Selector;
  /** Whether it governs a direction; undefined when that is a hole. */
  readonly governs: Readonly<Record<Direction, boolean | undefined>>;
  readonly rules: Readonly<Record<Direction, readonly PolicyEntry[]>>;
}

/** One entry of `ingress` or `egress`. */
export interface PolicyEntry {
  readonly value: Value;
  readonly direction: Direction;
  /** `from` or `to`. */
  readonly peers: Value;
  /** No list of peers, or an empty one: everybody. */
  readonly anybody: boolean;
  readonly ports: Value;
  readonly anyPort: boolean;
}

/** Undefined for everything that is not a NetworkPolicy, or one that cannot be read. */
export function readNetworkPolicy(object: KubernetesObject): NetworkPolicy | undefined {
  if (object.kind !== 'NetworkPolicy') return undefined;
  if (object.group !== 'networking.k8s.io' && object.group !== 'extensions') return undefined;
  const spec = at(object.root, 'spec');
  if (spec.kind !== 'map') return undefined;
  const podSelector = readSelector(at(spec, 'podSelector'));
  return {
    object,
    // Kubernetes takes a missing podSelector as an empty one.
    selector: podSelector.state === 'absent' ? { state: 'known', requirements: [] } : podSelector,
    governs: governed(spec),
    rules: { ingress: readEntries(spec, 'ingress'), egress: readEntries(spec, 'egress') },
  };
}

/** Without `policyTypes` ingress is always governed, and egress as soon as there is an egress rule. */
function governed(spec: Value): NetworkPolicy['governs'] {
  const types = at(spec, 'policyTypes');
  const egress = at(spec, 'egress');
  if (isAbsent(types))
    return { ingress: true, egress: egress.kind === 'unknown' ? undefined : items(egress).length > 0 };
  const names = items(types).map((item) => plain(item));
  const open = types.kind !== 'list' || names.includes(undefined);
  const has = (name: string) => (names.includes(name) ? true : open ? undefined : false);
  return { ingress: has('Ingress'), egress: has('Egress') };
}

function readEntries(spec: Value, direction: Direction): PolicyEntry[] {
  return items(at(spec, direction)).flatMap((value) => {
    if (value.kind !== 'map' && value.kind !== 'null') return [];
    const peers = at(value, direction === 'ingress' ? 'from' : 'to');
    const ports = at(value, 'ports');
    if (peers.kind === 'unknown' || ports.kind === 'unknown') return [];
    return [{ value, direction, peers, anybody: isEmpty(peers), ports, anyPort: isEmpty(ports) }];
  });
}

function isEmpty(list: Value): boolean {
  return isAbsent(list) || (list.kind === 'list' && items(list).length === 0);
}

/** Whether an entry allows nothing but name lookups. */
export function isDnsOnly(entry: PolicyEntry): boolean {
  const ports = items(entry.ports).map((port) => plain(at(port, 'port')));
  return ports.length > 0 && ports.every((port) => port === 53 || port === 'dns' || port === 'dns-tcp');
}

/** A range of addresses, as Kubernetes takes it. */
export interface Cidr {
  readonly bits: bigint;
  readonly prefix: number;
  readonly size: 32 | 128;
}

/** Reads `10.0.0.0/8` or `fd00::/8`; undefined for anything else. */
export function readCidr(text: unknown): Cidr | undefined {
  if (typeof text !== 'string') return undefined;
  const [address = '', length] = text.split('/');
  const prefix = Number(length);
  if (length === undefined || !/^\d+$/.test(length)) return undefined;
  const v4 = readV4(address);
  if (v4 !== undefined) return prefix <= 32 ? { bits: v4, prefix, size: 32 } : undefined;
  const v6 = readV6(address);
  return v6 !== undefined && prefix <= 128 ? { bits: v6, prefix, size: 128 } : undefined;
}

function readV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function readV6(text: string): bigint | undefined {
  if (!/^[\da-f:]+$/i.test(text)) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const words = (half: string | undefined) => (half ? half.split(':') : []);
  const [head, tail] = [words(halves[0]), words(halves[1])];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 0) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!all.every((word) => /^[\da-f]{1,4}$/i.test(word))) return undefined;
  return all.reduce((sum, word) => sum * 65536n + BigInt(`0x${word}`), 0n);
}

/** Whether every address of `inner` is in `outer`. */
export function covers(outer: Cidr, inner: Cidr): boolean {
  if (outer.size !== inner.size || outer.prefix > inner.prefix) return false;
  const rest = BigInt(outer.size - outer.prefix);
  return outer.bits >> rest === inner.bits >> rest;
}

/** Every address there is, of one kind. */
export function isEverywhere(cidr: Cidr | undefined): boolean {
  return cidr !== undefined && cidr.prefix === 0;
}

/** The resolver that pods of a cluster ask, as every common distribution labels it. */
export const clusterDns = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

/** An egress entry that lets pods look up names and do nothing else. */
export const dnsLookups = {
  to: [clusterDns],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};
