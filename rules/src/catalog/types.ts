import type { Stride } from '../rule';

/** Where a control belongs, as people see it. Rules use the shorter list of `rule.ts`. */
export const itemLayers = [
  { id: 'architecture', title: 'Architecture' },
  { id: 'image', title: 'Image' },
  { id: 'registry', title: 'Registry' },
  { id: 'supply-chain', title: 'Build & supply chain' },
  { id: 'runtime', title: 'Runtime' },
  { id: 'host', title: 'Host/node' },
  { id: 'network', title: 'Network' },
  { id: 'secrets', title: 'Secrets & config' },
  { id: 'administration', title: 'Administration (AuthN/Z)' },
  { id: 'monitoring', title: 'Monitoring & audit' },
  { id: 'process', title: 'Process/updates' },
  { id: 'model', title: 'AI model specifics' },
] as const;
export type ItemLayer = (typeof itemLayers)[number]['id'];

/** The trust boundaries of a model platform: where the two sides of a threat meet. */
export const boundaries = [
  'docker client',
  'docker host',
  'registry',
  'k8s control plane',
  'k8s data plane',
  'model container',
  'sidecar API',
  'storage',
] as const;
export type Boundary = (typeof boundaries)[number];

/** STRIDE in its usual order, with the property each threat attacks. */
export const strideThreats = [
  { letter: 'S', name: 'Spoofing', property: 'Authenticity' },
  { letter: 'T', name: 'Tampering', property: 'Integrity' },
  { letter: 'R', name: 'Repudiation', property: 'Non-repudiation' },
  { letter: 'I', name: 'Information disclosure', property: 'Confidentiality' },
  { letter: 'D', name: 'Denial of service', property: 'Availability' },
  { letter: 'E', name: 'Elevation of privilege', property: 'Authorization' },
] as const satisfies readonly { letter: Stride; name: string; property: string }[];

/** How much a control is asked for when nobody has decided yet. */
export const priorities = ['required', 'recommended', 'optional'] as const;
export type Priority = (typeof priorities)[number];

/** What kind of component is looked at; each proposes its own priorities. */
export const checklistProfiles = [
  { id: 'standard', description: 'Model container whose code the team wrote or reviewed.' },
  { id: 'arbitrary-code', description: 'Model container that must be assumed to run code nobody reviewed.' },
] as const;
export type ChecklistProfile = (typeof checklistProfiles)[number]['id'];

/** Who has to do it. */
export const responsibilities = ['platform', 'model-author', 'shared'] as const;
export type Responsibility = (typeof responsibilities)[number];

/**
 * How an item can be answered: `automatic` items are supported or refuted by rules, `mixed` ones only refuted (silence
 * is not enough), `manual` ones need people.
 */
export type EvidenceMode = 'automatic' | 'mixed' | 'manual';

/** Public standards the items refer to. Only their numbers and section titles are used, never their text; `page` is where it is. */
export const frameworks = {
  'cis-docker': {
    title: 'CIS Docker Benchmark',
    version: '1.6.0 (numbering as in docker-bench-security)',
    page: 'https://www.cisecurity.org/benchmark/docker',
  },
  'cis-k8s': {
    title: 'CIS Kubernetes Benchmark',
    version:
      '1.11 (numbering as in kube-bench cis-1.11; 1.10 uses 5.7.x for 5.6.x, 1.12 drops one entry of 5.2, so 5.2.12/5.2.13 become 5.2.11/5.2.12)',
    page: 'https://www.cisecurity.org/benchmark/kubernetes',
  },
  'cis-aks': {
    title: 'CIS AKS Benchmark',
    version:
      '1.8 (numbering as in kube-bench aks-1.8; 5.6.1/5.6.2 as in kubescape cis-aks-t1.8.0, the two tools disagree on 5.1.2/5.1.3 and 4.6/4.7)',
    page: 'https://www.cisecurity.org/benchmark/kubernetes',
  },
  'owasp-docker': {
    title: 'OWASP Docker Security Cheat Sheet',
    version: 'rules 0-13',
    page: 'https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html',
  },
  'owasp-k8s': {
    title: 'OWASP Kubernetes Top Ten',
    version: '2025 (numbers differ from 2022)',
    page: 'https://owasp.org/www-project-kubernetes-top-ten/',
  },
  'owasp-api': {
    title: 'OWASP API Security Top 10',
    version: '2023',
    page: 'https://owasp.org/API-Security/editions/2023/en/0x11-t10/',
  },
  'owasp-cicd': {
    title: 'OWASP Top 10 CI/CD Security Risks',
    version: '2022',
    page: 'https://owasp.org/www-project-top-10-ci-cd-security-risks/',
  },
  'owasp-ml': {
    title: 'OWASP Machine Learning Security Top Ten',
    version: '2023',
    page: 'https://owasp.org/www-project-machine-learning-security-top-10/',
  },
  'mitre-atlas': { title: 'MITRE ATLAS', version: '5.6.0', page: 'https://atlas.mitre.org/' },
  'mitre-attack': {
    title: 'MITRE ATT&CK',
    version: 'Enterprise, Containers matrix and neighbours',
    page: 'https://attack.mitre.org/matrices/enterprise/containers/',
  },
  'ms-k8s-matrix': {
    title: 'Microsoft threat matrix for Kubernetes',
    version: 'techniques MS-TA, mitigations MS-M',
    page: 'https://microsoft.github.io/Threat-Matrix-for-Kubernetes/',
  },
  'nsa-cisa': {
    title: 'NSA/CISA Kubernetes Hardening Guidance',
    version: '1.2, by section title',
    page: 'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
  },
  'k8s-checklist': {
    title: 'Kubernetes security checklist',
    version: 'by section',
    page: 'https://kubernetes.io/docs/concepts/security/security-checklist/',
  },
  'k8s-app-checklist': {
    title: 'Kubernetes application security checklist',
    version: 'by section',
    page: 'https://kubernetes.io/docs/concepts/security/application-security-checklist/',
  },
  slsa: { title: 'SLSA', version: '1.0, build track', page: 'https://slsa.dev/spec/v1.0/levels' },
} as const satisfies Record<string, { readonly title: string; readonly version: string; readonly page: string }>;
export type Framework = keyof typeof frameworks;

/** An item as it is written down: what follows from the rest is left out. */
export interface ItemData {
  readonly id: string;
  /** The X of "Do you need to consider X?". */
  readonly subject: string;
  /** Only where the subject cannot simply start in lower case. */
  readonly question?: string;
  readonly why: string;
  readonly layer: ItemLayer;
  /** The first one is where the item is listed. */
  readonly boundaries: readonly [Boundary, ...Boundary[]];
  /** Letters of `strideThreats`. */
  readonly stride: string;
  /** For `standard` and for `arbitrary-code`. */
  readonly priority: readonly [Priority, Priority];
  readonly responsibility: Responsibility;
  /** `system`: answered once for the whole platform. Otherwise for each component. */
  readonly scope?: 'system';
  readonly mode: EvidenceMode;
  /** Only files that speak of this system have something for the rules of the item. */
  readonly os?: 'windows';
  /**
   * Rules of other items whose findings refute this one too; their silence proves nothing here. The rules whose `control`
   * this item is say so themselves.
   */
  readonly refutedBy?: readonly string[];
  /** What people have to show, when files are not enough. */
  readonly manual?: string;
  readonly refs: Readonly<Partial<Record<Framework, readonly string[]>>>;
  /** Hardened templates that answer the item. */
  readonly templates?: readonly string[];
  readonly tags?: readonly string[];
}

/** An item of the catalogue, complete. */
export interface Item {
  readonly id: string;
  readonly subject: string;
  readonly question: string;
  readonly why: string;
  readonly layer: ItemLayer;
  readonly boundaries: readonly Boundary[];
  readonly stride: readonly Stride[];
  readonly priority: Readonly<Record<ChecklistProfile, Priority>>;
  readonly responsibility: Responsibility;
  readonly scope: 'component' | 'system';
  readonly mode: EvidenceMode;
  readonly os?: 'windows';
  readonly refutedBy: readonly string[];
  readonly manual: string;
  readonly refs: readonly { readonly framework: Framework; readonly ids: readonly string[] }[];
  readonly templates: readonly string[];
  readonly tags: readonly string[];
}
