/** A version of an API that Kubernetes has dropped, or has said it will. Numbers are minor versions of 1.x. */
export interface OldApi {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  readonly deprecated: number;
  readonly removed: number | undefined;
  /** What to write instead, and since when that exists; undefined when the kind is gone for good. */
  readonly next?: { readonly apiVersion: string; readonly since: number };
  /** Whether the same fields mean the same in the next version. */
  readonly sameFields?: boolean;
}

const apps = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];
const rbac = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];
const reviews = [
  'LocalSubjectAccessReview',
  'SelfSubjectAccessReview',
  'SelfSubjectRulesReview',
  'SubjectAccessReview',
];
const webhooks = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];
const flow = ['FlowSchema', 'PriorityLevelConfiguration'];
const policies = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];

const devices = ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'];

const v1 = (group: string, since: number) => ({ apiVersion: `${group}/v1`, since });

/** The deprecation guide of Kubernetes and the lifecycle marks of its source, through 1.37; alpha versions only where they were in wide use. */
const oldApis: readonly OldApi[] = [
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    deprecated: 8,
    removed: 16,
    next: v1('apps', 9),
    sameFields: true,
  },
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['NetworkPolicy'],
    deprecated: 9,
    removed: 16,
    next: v1('networking.k8s.io', 8),
    sameFields: true,
  },
  { apiVersion: 'extensions/v1beta1', kinds: ['PodSecurityPolicy'], deprecated: 11, removed: 16 },
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['Ingress'],
    deprecated: 14,
    removed: 22,
    next: v1('networking.k8s.io', 19),
  },
  { apiVersion: 'apps/v1beta1', kinds: apps, deprecated: 9, removed: 16, next: v1('apps', 9), sameFields: true },
  { apiVersion: 'apps/v1beta2', kinds: apps, deprecated: 9, removed: 16, next: v1('apps', 9), sameFields: true },
  { apiVersion: 'settings.k8s.io/v1alpha1', kinds: ['PodPreset'], deprecated: 20, removed: 20 },
  {
    apiVersion: 'batch/v2alpha1',
    kinds: ['CronJob'],
    deprecated: 8,
    removed: 21,
    next: v1('batch', 21),
    sameFields: true,
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1beta1',
    kinds: webhooks,
    deprecated: 16,
    removed: 22,
    next: v1('admissionregistration.k8s.io', 16),
  },
  {
    apiVersion: 'apiextensions.k8s.io/v1beta1',
    kinds: ['CustomResourceDefinition'],
    deprecated: 16,
    removed: 22,
    next: v1('apiextensions.k8s.io', 16),
  },
  {
    apiVersion: 'apiregistration.k8s.io/v1beta1',
    kinds: ['APIService'],
    deprecated: 19,
    removed: 22,
    next: v1('apiregistration.k8s.io', 10),
    sameFields: true,
  },
  {
    apiVersion: 'authentication.k8s.io/v1beta1',
    kinds: ['TokenReview'],
    deprecated: 19,
    removed: 22,
    next: v1('authentication.k8s.io', 6),
    sameFields: true,
  },
  {
    apiVersion: 'authorization.k8s.io/v1beta1',
    kinds: reviews,
    deprecated: 19,
    removed: 22,
    next: v1('authorization.k8s.io', 6),
  },
  {
    apiVersion: 'certificates.k8s.io/v1beta1',
    kinds: ['CertificateSigningRequest'],
    deprecated: 19,
    removed: 22,
    next: v1('certificates.k8s.io', 19),
  },
  {
    apiVersion: 'coordination.k8s.io/v1beta1',
    kinds: ['Lease'],
    deprecated: 19,
    removed: 22,
    next: v1('coordination.k8s.io', 14),
    sameFields: true,
  },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['Ingress'],
    deprecated: 19,
    removed: 22,
    next: v1('networking.k8s.io', 19),
  },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['IngressClass'],
    deprecated: 19,
    removed: 22,
    next: v1('networking.k8s.io', 19),
    sameFields: true,
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1beta1',
    kinds: rbac,
    deprecated: 17,
    removed: 22,
    next: v1('rbac.authorization.k8s.io', 8),
    sameFields: true,
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1alpha1',
    kinds: rbac,
    deprecated: 17,
    removed: 23,
    next: v1('rbac.authorization.k8s.io', 8),
  },
  {
    apiVersion: 'scheduling.k8s.io/v1beta1',
    kinds: ['PriorityClass'],
    deprecated: 14,
    removed: 22,
    next: v1('scheduling.k8s.io', 14),
    sameFields: true,
  },
  {
    apiVersion: 'storage.k8s.io/v1beta1',
    kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
    deprecated: 19,
    removed: 22,
    next: v1('storage.k8s.io', 18),
    sameFields: true,
  },
  {
    apiVersion: 'batch/v1beta1',
    kinds: ['CronJob'],
    deprecated: 21,
    removed: 25,
    next: v1('batch', 21),
    sameFields: true,
  },
  {
    apiVersion: 'discovery.k8s.io/v1beta1',
    kinds: ['EndpointSlice'],
    deprecated: 21,
    removed: 25,
    next: v1('discovery.k8s.io', 21),
  },
  { apiVersion: 'events.k8s.io/v1beta1', kinds: ['Event'], deprecated: 22, removed: 25, next: v1('events.k8s.io', 19) },
  {
    apiVersion: 'autoscaling/v2beta1',
    kinds: ['HorizontalPodAutoscaler'],
    deprecated: 22,
    removed: 25,
    next: { apiVersion: 'autoscaling/v2', since: 23 },
  },
  {
    apiVersion: 'policy/v1beta1',
    kinds: ['PodDisruptionBudget'],
    deprecated: 21,
    removed: 25,
    next: v1('policy', 21),
    sameFields: true,
  },
  { apiVersion: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], deprecated: 21, removed: 25 },
  {
    apiVersion: 'node.k8s.io/v1beta1',
    kinds: ['RuntimeClass'],
    deprecated: 22,
    removed: 25,
    next: v1('node.k8s.io', 20),
    sameFields: true,
  },
  {
    apiVersion: 'autoscaling/v2beta2',
    kinds: ['HorizontalPodAutoscaler'],
    deprecated: 23,
    removed: 26,
    next: { apiVersion: 'autoscaling/v2', since: 23 },
    sameFields: true,
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta1',
    kinds: flow,
    deprecated: 23,
    removed: 26,
    next: v1('flowcontrol.apiserver.k8s.io', 29),
  },
  {
    apiVersion: 'storage.k8s.io/v1beta1',
    kinds: ['CSIStorageCapacity'],
    deprecated: 24,
    removed: 27,
    next: v1('storage.k8s.io', 24),
    sameFields: true,
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2',
    kinds: flow,
    deprecated: 26,
    removed: 29,
    next: v1('flowcontrol.apiserver.k8s.io', 29),
  },
  {
    apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3',
    kinds: flow,
    deprecated: 29,
    removed: 32,
    next: v1('flowcontrol.apiserver.k8s.io', 29),
    sameFields: true,
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1beta1',
    kinds: policies,
    deprecated: 31,
    removed: 34,
    next: v1('admissionregistration.k8s.io', 30),
    sameFields: true,
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1beta1',
    kinds: ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
    deprecated: 37,
    removed: 40,
    next: v1('admissionregistration.k8s.io', 36),
    sameFields: true,
  },
  {
    apiVersion: 'networking.k8s.io/v1beta1',
    kinds: ['IPAddress', 'ServiceCIDR'],
    deprecated: 34,
    removed: 37,
    next: v1('networking.k8s.io', 33),
    sameFields: true,
  },
  {
    apiVersion: 'storage.k8s.io/v1beta1',
    kinds: ['VolumeAttributesClass'],
    deprecated: 34,
    removed: 37,
    next: v1('storage.k8s.io', 34),
    sameFields: true,
  },
  {
    apiVersion: 'resource.k8s.io/v1beta1',
    kinds: devices,
    deprecated: 35,
    removed: 38,
    next: v1('resource.k8s.io', 34),
  },
  {
    apiVersion: 'resource.k8s.io/v1beta2',
    kinds: devices,
    deprecated: 36,
    removed: 39,
    next: v1('resource.k8s.io', 34),
    sameFields: true,
  },
  { apiVersion: 'v1', kinds: ['ComponentStatus'], deprecated: 19, removed: undefined },
  { apiVersion: 'v1', kinds: ['Endpoints'], deprecated: 33, removed: undefined, next: v1('discovery.k8s.io', 21) },
];

const byName = new Map(oldApis.flatMap((api) => api.kinds.map((kind) => [`${api.apiVersion} ${kind}`, api] as const)));

/** The entry for this version of a kind, when it is or will be gone. */
export function findOldApi(apiVersion: string, kind: string): OldApi | undefined {
  return byName.get(`${apiVersion} ${kind}`);
}
