import { type Bare, bare, List, type Methods, Struct, type Value } from '../value/value';

/** The API versions `helm template` believes in without a cluster. */
const API_VERSIONS = `v1 admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1
 admissionregistration.k8s.io/v1beta1 internal.apiserver.k8s.io/v1alpha1 apps/v1 apps/v1beta1 apps/v1beta2
 authentication.k8s.io/v1 authentication.k8s.io/v1alpha1 authentication.k8s.io/v1beta1 authorization.k8s.io/v1
 authorization.k8s.io/v1beta1 autoscaling/v1 autoscaling/v2 autoscaling/v2beta1 autoscaling/v2beta2 batch/v1
 batch/v1beta1 certificates.k8s.io/v1 certificates.k8s.io/v1beta1 certificates.k8s.io/v1alpha1
 coordination.k8s.io/v1alpha2 coordination.k8s.io/v1beta1 coordination.k8s.io/v1 discovery.k8s.io/v1
 discovery.k8s.io/v1beta1 events.k8s.io/v1 events.k8s.io/v1beta1 extensions/v1beta1
 flowcontrol.apiserver.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2
 flowcontrol.apiserver.k8s.io/v1beta3 networking.k8s.io/v1 networking.k8s.io/v1beta1 node.k8s.io/v1
 node.k8s.io/v1alpha1 node.k8s.io/v1beta1 policy/v1 policy/v1beta1 rbac.authorization.k8s.io/v1
 rbac.authorization.k8s.io/v1beta1 rbac.authorization.k8s.io/v1alpha1 resource.k8s.io/v1 resource.k8s.io/v1beta2
 resource.k8s.io/v1beta1 resource.k8s.io/v1alpha3 scheduling.k8s.io/v1alpha1 scheduling.k8s.io/v1beta1
 scheduling.k8s.io/v1 storage.k8s.io/v1beta1 storage.k8s.io/v1 storage.k8s.io/v1alpha1 storagemigration.k8s.io/v1beta1
 apiextensions.k8s.io/v1beta1 apiextensions.k8s.io/v1`.split(/\s+/);

/** What Helm 4.1 renders for when nobody says otherwise. */
export const DEFAULT_KUBERNETES_VERSION = 'v1.35.0';
const HELM_VERSION = 'v4.1.4';

/** `.Capabilities` for a Kubernetes version. */
export function capabilities(kubernetesVersion: string, extra: readonly string[]): Struct {
  const version = kubernetesVersion.startsWith('v') ? kubernetesVersion : `v${kubernetesVersion}`;
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  const known = [...API_VERSIONS, ...extra];
  const versions = new List(known);
  versions.methods = new Map([['Has', ([name = null]: readonly Bare[]): Value => known.includes(String(bare(name)))]]);
  const text: Methods = new Map([
    ['GitVersion', () => version],
    ['String', () => version],
  ]);
  const kube = new Map<string, Value>([
    ['Version', version],
    ['Major', major],
    ['Minor', minor],
  ]);
  const helm = new Map<string, Value>([
    ['Version', HELM_VERSION],
    ['GitCommit', ''],
    ['GitTreeState', 'clean'],
    ['GoVersion', 'go1.25'],
  ]);
  return new Struct(
    '*common.Capabilities',
    new Map<string, Value>([
      ['APIVersions', versions],
      ['KubeVersion', new Struct('common.KubeVersion', kube, text, version)],
      ['HelmVersion', new Struct('common.BuildInfo', helm)],
    ]),
  );
}
