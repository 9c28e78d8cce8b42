import type { ImageFacts } from './model/facts';
import type { Level, Severity } from './rule';

/** The newest Kubernetes minor version the rules know. */
export const newestKubernetes = 37;

export const profiles = {
  baseline: ['baseline'],
  restricted: ['baseline', 'restricted'],
  'arbitrary-code': ['baseline', 'restricted', 'isolation'],
  all: ['baseline', 'restricted', 'isolation', 'advice'],
} as const satisfies Record<string, readonly Level[]>;
export type Profile = keyof typeof profiles;

/** Everything besides the file that a rule may ask: settings and facts, never the platform. */
export interface Context {
  readonly profile: Profile;
  /** Minor version of Kubernetes 1.x. */
  readonly kubernetes: number;
  /** Rules switched off, or given another severity. */
  readonly rules: Readonly<Record<string, 'off' | Severity>>;
  /** Registries (or registry/path prefixes) images may come from. Empty: no opinion. */
  readonly approvedRegistries: readonly string[];
  readonly approvedBaseImages: readonly string[];
  /** Workloads that run code nobody controls: all of them, or those with one of these labels (`key` or `key=value`). */
  readonly untrusted: { readonly all: boolean; readonly labels: readonly string[] } & UntrustedPlace;
  /** What is known about an image by its reference text; empty unless looked up on request or read from a lock file. */
  readonly imageFacts: (reference: string) => ImageFacts | undefined;
  /** Today as YYYY-MM-DD, for expiry dates; the host knows, the rules do not. Empty: nothing expires. */
  readonly today: string;
  readonly helm: {
    /** Also look at what charts do when features are on that are off. */
    readonly conditional: boolean;
  };
  readonly suppressions: {
    /** Honour the ignore marks of other tools. */
    readonly foreign: boolean;
    /** An ignore comment must say why. */
    readonly reasonRequired: boolean;
  };
}

/** Where workloads that run code nobody controls belong, as `kubectl` writes it. */
export interface UntrustedPlace {
  /** Of the nodes that are only for them: `key=value`. */
  readonly nodeLabel?: string;
  /** What keeps others off those: `key=value:NoSchedule`. */
  readonly nodeTaint?: string;
  /** One of low value. */
  readonly priorityClass?: string;
}

export const defaultContext: Context = {
  profile: 'restricted',
  kubernetes: newestKubernetes,
  rules: {},
  approvedRegistries: [],
  approvedBaseImages: [],
  untrusted: { all: false, labels: ['isolation=untrusted', 'bulkhead.dev/untrusted=true'] },
  imageFacts: () => undefined,
  today: '',
  helm: { conditional: false },
  suppressions: { foreign: true, reasonRequired: true },
};
