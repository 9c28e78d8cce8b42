import { podWith } from '../examples';
import { imageOf } from '../model/podImages';
import { defineRule } from '../rule';

interface Known {
  /** The path of the image, as a client resolves it. */
  readonly image: RegExp;
  readonly name: string;
  readonly below: string;
  readonly from?: string;
  readonly says: string;
}

/** Components with a hole that lets others take over the cluster or break out; mended in the version named by `below`. */
const known: readonly Known[] = [
  {
    image: /(^|\/)ingress-nginx\/controller$/,
    name: 'ingress-nginx',
    below: '1.11.5',
    says: 'unauthenticated takeover through its admission webhook (CVE-2025-1974)',
  },
  {
    image: /(^|\/)ingress-nginx\/controller$/,
    name: 'ingress-nginx',
    from: '1.12.0',
    below: '1.12.1',
    says: 'unauthenticated takeover through its admission webhook (CVE-2025-1974)',
  },
  {
    image: /^argoproj\/argocd$/,
    name: 'Argo CD',
    below: '2.1.9',
    says: 'secrets of other applications can be read (CVE-2022-24348)',
  },
  {
    image: /^argoproj\/argocd$/,
    name: 'Argo CD',
    from: '2.2.0',
    below: '2.2.4',
    says: 'secrets of other applications can be read (CVE-2022-24348)',
  },
  ...['8.0.7', '8.1.8', '8.2.7', '8.3.1'].map((below) => ({
    image: /^grafana\/grafana(-enterprise)?$/,
    name: 'Grafana',
    from: below.replace(/\d+$/, '0'),
    below,
    says: 'files of the server can be read by anybody (CVE-2021-43798)',
  })),
  {
    image: /nvidia\/k8s\/container-toolkit$/,
    name: 'NVIDIA Container Toolkit',
    below: '1.17.8',
    says: 'a crafted image escapes to the node (CVE-2025-23266)',
  },
  {
    image: /^rayproject\/ray$/,
    name: 'Ray',
    below: '2.8.1',
    says: 'files of the head node can be read by anybody (CVE-2023-6021)',
  },
  {
    image: /mlflow\/mlflow$/,
    name: 'MLflow',
    below: '2.9.2',
    says: 'files of the server can be read and written by anybody (CVE-2023-6909)',
  },
  ...[{ below: '4.1.6' }, { from: '5.0.0', below: '5.1.0' }].map((range) => ({
    ...range,
    image: /^jupyterhub\/jupyterhub$/,
    name: 'JupyterHub',
    says: 'who may manage users may become administrator (CVE-2024-41942)',
  })),
];

/** The version a tag begins with; tags that name none are no version. */
function versionOf(tag: string): number[] | undefined {
  const parts = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(tag);
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)] : undefined;
}

function isBelow(version: readonly number[], other: string): boolean {
  const wanted = versionOf(other) ?? [];
  const at = version.findIndex((part, i) => part !== wanted[i]);
  return at >= 0 && (version[at] ?? 0) < (wanted[at] ?? 0);
}

export const knownVulnerableWorkloadVersion = defineRule({
  id: 'known-vulnerable-workload-version',
  title: 'Component with a known way in',
  control: 'vulnerability-handling',
  level: 'baseline',
  severity: 'medium',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: ['C-0081', 'C-0090', 'C-0091'],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'The hole is published and so are the tools that use it; what runs this version waits to be found.',
  remedy: 'Use the version that mends it, or a newer one.',

  *check(container) {
    const image = imageOf(container);
    const version = image?.reference.tag && versionOf(image.reference.tag.text);
    if (!image || !version) return;
    const found = known.find(
      (entry) =>
        entry.image.test(image.reference.path) &&
        isBelow(version, entry.below) &&
        (entry.from === undefined || !isBelow(version, entry.from)),
    );
    if (!found) return;
    yield {
      at: image.span,
      message: `Container "${container.name}" runs a ${found.name} with a known hole, mended in ${found.below}: ${found.says}.`,
    };
  },

  examples: [
    { bad: podWith('- name: controller\n  image: «registry.k8s.io/ingress-nginx/controller:v1.9.0»') },
    { bad: podWith('- name: controller\n  image: «registry.k8s.io/ingress-nginx/controller:v1.12.0»') },
  ],
  accepts: [
    podWith('- name: controller\n  image: registry.k8s.io/ingress-nginx/controller:v1.11.5'),
    podWith('- name: controller\n  image: registry.k8s.io/ingress-nginx/controller:v1.13.0'),
    podWith('- name: controller\n  image: registry.k8s.io/ingress-nginx/controller:main'),
  ],
});
