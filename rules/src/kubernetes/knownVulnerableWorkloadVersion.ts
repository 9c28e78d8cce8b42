import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { podWith } from '../examples';
import { imageOf, type PodImage } from '../model/podImages';
import { defineRule, type Fix } from '../rule';

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
  ...[{ below: '1.13.8' }, { from: '1.14.0', below: '1.14.4' }].map((range) => ({
    ...range,
    image: /(^|\/)ingress-nginx\/controller$/,
    name: 'ingress-nginx',
    says: 'whoever writes an Ingress reads its Secrets (CVE-2026-3288)',
  })),
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
    image: /^kyverno\/kyverno$/,
    name: 'Kyverno',
    from: '1.8.3',
    below: '1.8.5',
    says: 'a registry in the middle gets unsigned images past the check of signatures (CVE-2022-47633)',
  },
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
    says: 'files of the server can be read by anybody (CVE-2023-6909)',
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

function holeIn(path: string, version: readonly number[]): Known | undefined {
  return known.find(
    (entry) =>
      entry.image.test(path) &&
      isBelow(version, entry.below) &&
      (entry.from === undefined || !isBelow(version, entry.from)),
  );
}

/** The first version without a known hole, when it is of the same major version; a digest says by itself what runs. */
function mend({ reference, value }: PodImage): Fix | undefined {
  const { text, path, tag, digest } = reference;
  const written = /^v?(\d+)\.\d+(\.\d+)?/.exec(tag?.text ?? '');
  if (!tag || !written || digest) return undefined;
  let version = written[0].replace('v', '');
  for (let hole = holeIn(path, versionOf(version) ?? []); hole; hole = holeIn(path, versionOf(version) ?? []))
    version = hole.below;
  if (version.split('.')[0] !== written[1]) return undefined;
  const prefix = tag.text.startsWith('v') ? 'v' : '';
  const mended = `${text.slice(0, -tag.text.length)}${prefix}${version}${tag.text.slice(written[0].length)}`;
  return asFix(setValue(value, mended), { title: `Use ${mended}`, safety: 'review' });
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
  fixable: 'sometimes',
  subject: 'container',
  why: 'The hole is published and so are the tools that use it; what runs this version waits to be found.',
  remedy: 'Use the version that mends it, or a newer one.',

  *check(container) {
    const image = imageOf(container);
    const version = image?.reference.tag && versionOf(image.reference.tag.text);
    if (!image || !version) return;
    const found = holeIn(image.reference.path, version);
    if (!found) return;
    yield {
      at: image.span,
      message: `Container "${container.name}" runs a ${found.name} with a known hole, mended in ${found.below}: ${found.says}.`,
      fix: () => mend(image),
    };
  },

  examples: [
    {
      bad: podWith('- name: controller\n  image: «registry.k8s.io/ingress-nginx/controller:v1.9.0»'),
      good: podWith('- name: controller\n  image: registry.k8s.io/ingress-nginx/controller:v1.13.8'),
    },
    {
      bad: podWith('- name: controller\n  image: «registry.k8s.io/ingress-nginx/controller:v1.14.1» # ours'),
      good: podWith('- name: controller\n  image: registry.k8s.io/ingress-nginx/controller:v1.14.4 # ours'),
    },
    {
      bad: podWith('- name: head\n  image: «rayproject/ray:2.8.0-py310-gpu»'),
      good: podWith('- name: head\n  image: rayproject/ray:2.8.1-py310-gpu'),
    },
    { bad: podWith('- name: argo\n  image: «argoproj/argocd:v1.8.7»') },
  ],
  accepts: [
    podWith('- name: controller\n  image: registry.k8s.io/ingress-nginx/controller:v1.13.8'),
    podWith('- name: controller\n  image: registry.k8s.io/ingress-nginx/controller:v1.15.0'),
    podWith('- name: controller\n  image: registry.k8s.io/ingress-nginx/controller:main'),
  ],
});

export const german = {
  title: 'Komponente mit bekannter Lücke',
  why: 'Die Lücke ist veröffentlicht, die Werkzeuge dazu auch; was in dieser Version läuft, wartet darauf, gefunden zu werden.',
  remedy: 'Die Version nehmen, die sie schließt, oder eine neuere.',
  says: {
    'a registry in the middle gets unsigned images past the check of signatures (CVE-2022-47633)':
      'eine Registry auf dem Weg bringt unsignierte Images an der Signaturprüfung vorbei (CVE-2022-47633)',
    'unauthenticated takeover through its admission webhook (CVE-2025-1974)':
      'Übernahme ohne Anmeldung über seinen Admission-Webhook (CVE-2025-1974)',
    'whoever writes an Ingress reads its Secrets (CVE-2026-3288)':
      'wer ein Ingress schreibt, liest seine Secrets (CVE-2026-3288)',
    'Use {0}': '{0} verwenden',
    'Argo CD': 'Argo CD',
    'secrets of other applications can be read (CVE-2022-24348)':
      'Geheimnisse anderer Anwendungen sind lesbar (CVE-2022-24348)',
    'files of the server can be read by anybody (CVE-2021-43798)':
      'Dateien des Servers sind für jeden lesbar (CVE-2021-43798)',
    'NVIDIA Container Toolkit': 'NVIDIA Container Toolkit',
    'a crafted image escapes to the node (CVE-2025-23266)':
      'ein präpariertes Image bricht auf den Node aus (CVE-2025-23266)',
    'files of the head node can be read by anybody (CVE-2023-6021)':
      'Dateien des Head-Nodes sind für jeden lesbar (CVE-2023-6021)',
    'files of the server can be read by anybody (CVE-2023-6909)':
      'Dateien des Servers sind für jeden lesbar (CVE-2023-6909)',
    'who may manage users may become administrator (CVE-2024-41942)':
      'wer Benutzer verwalten darf, kann Administrator werden (CVE-2024-41942)',
    'Container "{0}" runs a {1} with a known hole, mended in {2}: {3}.':
      'Container „{0}“ führt {1} mit einer bekannten Lücke aus, geschlossen in {2}: {3}.',
  },
};
