import type { PathKey, TemplateTree } from '@bulkhead/helm';
import { isMovingTag } from '../parse/image';
import type { KubernetesObject } from './object';
import { at, entries, items, scalarText, type Value } from './value';

/** A chart as its author wrote it, and what its templates make of the values in all scenarios together. */
export interface ChartView {
  readonly name: string;
  readonly metadata: ChartYaml;
  /** Versions of the charts that lie in `charts/`, by name. */
  readonly vendored: ReadonlyMap<string, readonly string[]>;
  /** Chart.lock (or requirements.lock) is there. */
  readonly isLocked: boolean;
  /** values.yaml, then the overlays. */
  readonly values: readonly ChartYaml[];
  /** What values.schema.json says. */
  readonly schema: string | undefined;
  /** Its own templates, helpers and notes; not those of its subcharts. */
  readonly templates: readonly ChartTemplate[];
  /** Nothing is missing and all of it renders: what is not there is really not there. */
  readonly isWhole: boolean;
  /** Kinds of the objects that any scenario renders. */
  readonly kinds: ReadonlySet<string>;
  /** Objects it renders with values that somebody installs it with, those of its subcharts too. */
  readonly objects: () => readonly KubernetesObject[];
  /** Whether a template reads a value, something in it, or something around it. */
  readonly isRead: (path: readonly PathKey[]) => boolean;
}

/** The version of the program that a chart is made for, when its Chart.yaml names one that stays. */
export function versionOf(chartYaml: Value): string | undefined {
  const version = scalarText(at(chartYaml, 'appVersion'));
  return version && !isMovingTag(version) ? version : undefined;
}

/** A YAML file of a chart. */
export interface ChartYaml {
  readonly file: string;
  readonly text: string;
  readonly root: Value;
}

/** One values file: of a chart, or alone, when whoever wrote it installs a chart that lies elsewhere. */
export interface ValuesView extends ChartYaml {
  readonly chart: ChartView | undefined;
}

/** Whether the manifests that the chart renders show what a value does: rules about those say it, and better. */
export function isRendered({ chart }: ValuesView, path: readonly PathKey[]): boolean {
  return chart !== undefined && (chart.isWhole || chart.isRead(path));
}

/** A template file of a chart. */
export interface ChartTemplate {
  readonly file: string;
  readonly text: string;
  readonly tree: TemplateTree | undefined;
}

/** One key in a values file. */
export interface ValuesKey {
  readonly path: readonly PathKey[];
  readonly name: string;
  readonly value: Value;
}

/** All keys of a values file, at any depth, outer ones first. Many rules ask for them. */
export function valuesKeys(root: Value): readonly ValuesKey[] {
  const known = keysKnown.get(root);
  if (known) return known;
  const keys: ValuesKey[] = [];
  collectKeys(root, [], keys);
  keysKnown.set(root, keys);
  return keys;
}

const keysKnown = new WeakMap<Value, readonly ValuesKey[]>();

function collectKeys(value: Value, path: readonly PathKey[], into: ValuesKey[]): void {
  if (path.length > 40) return;
  for (const entry of entries(value)) {
    const inner = [...path, entry.key];
    into.push({ path: inner, name: entry.key, value: entry.value });
    collectKeys(entry.value, inner, into);
  }
  for (const [i, item] of items(value).entries()) collectKeys(item, [...path, i], into);
}

/** Whether a text is there for somebody to fill in by a tool that encrypts values files. */
export function isEncrypted({ text }: ChartYaml): boolean {
  return /^sops:/m.test(text) || /ENC\[AES/.test(text);
}
