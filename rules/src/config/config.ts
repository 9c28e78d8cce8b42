import { type Context, defaultContext, type Profile, type UntrustedPlace } from '../context';
import type { Severity } from '../rule';
import { chartOfValues, scenariosFor } from './charts';
import { matchesGlob } from './glob';

/** Settings that may differ from file to file. */
export interface Judged {
  readonly profile?: Profile;
  /** Minor version of Kubernetes 1. */
  readonly kubernetesVersion?: number;
  readonly rules?: Readonly<Record<string, 'off' | Severity>>;
  readonly approvedRegistries?: readonly string[];
  readonly approvedBaseImages?: readonly string[];
  readonly untrusted?: { readonly labels?: readonly string[]; readonly paths?: readonly string[] } & UntrustedPlace;
  readonly helm?: { readonly conditional?: boolean };
  readonly suppressions?: { readonly foreign?: boolean; readonly reasonRequired?: boolean };
}

/** The content of one config file. Globs in it are relative to its folder. */
export interface Config extends Judged {
  readonly root?: boolean;
  readonly ignore?: readonly string[];
  readonly charts?: readonly { readonly path?: string; readonly values?: readonly string[] }[];
  readonly templates?: string;
  readonly overrides?: readonly (Judged & { readonly paths?: readonly string[] })[];
}

/** A config and the folder it speaks for; the folder has no slash at its end, and is empty for the top. */
export interface PlacedConfig {
  readonly folder: string;
  readonly config: Config;
}

/** The name of config files. */
export const configFileName = '.bulkhead.yaml';

/** How a file is judged. */
export interface Judgement {
  readonly context: Context;
  readonly ignored: boolean;
  /** A kustomization above lays the file over other objects. */
  readonly patch?: boolean;
  /** The value files that the chart in the file's folder is looked at with; undefined: those that lie beside values.yaml. */
  readonly overlays?: readonly string[] | undefined;
  /** The chart is looked at with those alone, and not with its own values as they are. */
  readonly overlaysOnly?: true;
  /** The folder of the chart that the file is listed as values for. */
  readonly chart?: string | undefined;
}

/**
 * Puts the settings for a file together. The order of `configs` is from the outermost to the nearest: single values
 * and lists of the nearer one win as a whole, `rules` and other maps are merged key by key; overrides of a file come
 * right after its own settings. Configs above a `root: true` do not count.
 */
export function judgementFor(path: string, configs: readonly PlacedConfig[], base: Partial<Context> = {}): Judgement {
  const lastRoot = configs.map((c) => c.config.root === true).lastIndexOf(true);
  const counting = configs.slice(Math.max(0, lastRoot));
  let merged: Judged = {};
  let ignored = false;
  let inUntrustedPath = false;
  for (const { folder, config } of counting) {
    const local = relativeTo(folder, path);
    if (local === undefined) continue;
    const matches = (globs: readonly string[] | undefined) => globs?.some((glob) => matchesGlob(glob, local)) ?? false;
    const layers = [config, ...(config.overrides ?? []).filter((o) => matches(o.paths))];
    for (const layer of layers) {
      merged = mergeJudged(merged, layer);
      if (matches(layer.untrusted?.paths)) inUntrustedPath = true;
    }
    if (matches(config.ignore)) ignored = true;
  }
  return {
    context: internContext(toContext(merged, inUntrustedPath, base)),
    ignored,
    overlays: scenariosFor(path.slice(0, Math.max(0, path.lastIndexOf('/'))), counting),
    chart: chartOfValues(path, counting),
  };
}

function relativeTo(folder: string, path: string): string | undefined {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

function mergeJudged(outer: Judged, inner: Judged): Judged {
  return {
    ...outer,
    ...inner,
    rules: { ...outer.rules, ...inner.rules },
    untrusted: { ...outer.untrusted, ...inner.untrusted },
    helm: { ...outer.helm, ...inner.helm },
    suppressions: { ...outer.suppressions, ...inner.suppressions },
  };
}

function toContext(judged: Judged, untrusted: boolean, base: Partial<Context>): Context {
  const from = { ...defaultContext, ...base };
  const { paths, ...said } = judged.untrusted ?? {};
  return {
    ...from,
    profile: judged.profile ?? from.profile,
    kubernetes: judged.kubernetesVersion ?? from.kubernetes,
    rules: { ...from.rules, ...judged.rules },
    approvedRegistries: judged.approvedRegistries ?? from.approvedRegistries,
    approvedBaseImages: judged.approvedBaseImages ?? from.approvedBaseImages,
    untrusted: { ...from.untrusted, ...said, all: untrusted || from.untrusted.all },
    helm: { ...from.helm, ...judged.helm },
    suppressions: { ...from.suppressions, ...judged.suppressions },
  };
}

const interned = new Map<string, Context[]>();

/** Equal settings give the same object: the engine remembers results by it. */
function internContext(context: Context): Context {
  const { imageFacts, ...data } = context;
  const key = JSON.stringify(data);
  const known = interned.get(key)?.find((c) => c.imageFacts === imageFacts);
  if (known) return known;
  if (interned.size > 200) interned.clear();
  interned.set(key, [...(interned.get(key) ?? []), context]);
  return context;
}
