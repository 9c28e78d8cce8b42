import type { Context } from '../context';
import { deploymentSpec } from '../examples';
import type { KubernetesObject } from '../model/object';
import { at, plain, spanOf } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

/** Kinds that live in no namespace, and files that are no objects of the cluster. */
const clusterWide =
  /^(Namespace|Node|PersistentVolume|StorageClass|ClusterRole|ClusterRoleBinding|CustomResourceDefinition|PriorityClass|RuntimeClass|IngressClass|GatewayClass|APIService|CSIDriver|CSINode|VolumeAttachment|VolumeSnapshotClass|CertificateSigningRequest|ComponentStatus|FlowSchema|PriorityLevelConfiguration|TokenReview|.*WebhookConfiguration|ValidatingAdmissionPolicy.*|MutatingAdmissionPolicy.*|DeviceClass|ResourceSlice|PodSecurityPolicy|SelfSubject.*|SubjectAccessReview)$/;
/** So do custom kinds that say so: ClusterServingRuntime, ClusterTrainingRuntime, ... */
const saysClusterWide = /^Cluster(?=[A-Z])/;
/** The kinds of the core group that live in a namespace. */
const core =
  /^(Pod|Service|ConfigMap|Secret|ServiceAccount|PersistentVolumeClaim|ReplicationController|Event|Endpoints|PodTemplate|LimitRange|ResourceQuota)$/;
const builtIn =
  /^(apps|batch|extensions|policy|autoscaling|(networking|rbac\.authorization|coordination|discovery|events|storage)\.k8s\.io)$/;

/** Most manifests leave the namespace to whoever applies them; only a thorough look mentions it. */
function isThorough(context: Context): boolean {
  return context.profile === 'all' || context.rules['default-namespace-used'] !== undefined;
}

/** Every namespace has these, the default one too. */
function isAlwaysThere({ kind, name }: KubernetesObject): boolean {
  return (kind === 'ServiceAccount' && name === 'default') || (kind === 'Service' && name === 'kubernetes');
}

export const defaultNamespaceUsed = defineRule({
  id: 'default-namespace-used',
  title: 'Object in the default namespace',
  control: 'namespace-per-tenant',
  level: 'baseline',
  severity: 'low',
  stride: ['E'],
  layer: 'administration',
  aliases: ['CKV_K8S_21', 'KSV-0110', 'KICS:611ab018', 'KL:use-namespace', 'C-0061', 'C-0212'],
  references: ['CISK:5.6.4', 'CISK:5.6.1', 'CISA:4.6.3', 'CISA:4.6.1'],
  fixable: 'never',
  subject: 'object',
  why: 'What has no namespace of its own shares quotas, network rules and rights with everything else nobody sorted.',
  remedy: 'Give each application, or tenant, a namespace and name it in the manifest.',

  *check(object, context) {
    const isKnown = object.group === '' ? core.test(object.kind) : builtIn.test(object.group);
    const isForAll = clusterWide.test(object.kind) || (!isKnown && saysClusterWide.test(object.kind));
    if (isForAll || !(isKnown || readPods(object).length > 0)) return;
    const value = at(object.root, 'metadata', 'namespace');
    if (value.kind === 'unknown' || object.name === undefined || isAlwaysThere(object)) return;
    const namespace = plain(value);
    const where = spanOf(value);
    if (namespace === 'default' && where) {
      yield { at: where, message: `${object.kind} "${object.name}" lives in the default namespace.` };
    } else if (
      isThorough(context) &&
      object.kind !== 'ServiceAccount' &&
      (value.kind === 'absent' || value.kind === 'null')
    ) {
      // An account goes where its workload goes, and that one is reported.
      yield {
        at: object.nameSpan,
        severity: 'info',
        message: `${object.kind} "${object.name}" names no namespace; applied as it is, it lands in the default one.`,
      };
    }
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: api').replace('name: shop\n', 'name: shop\n  namespace: «default»\n'),
    },
    { bad: deploymentSpec('containers:\n  - name: api').replace('name: shop\n', 'name: «shop»\n') },
  ],
  accepts: [
    { text: deploymentSpec('containers:\n  - name: api'), context: { profile: 'restricted', rules: {} } },
    deploymentSpec('containers:\n  - name: api').replace('name: shop\n', 'name: shop\n  namespace: shop\n'),
    deploymentSpec('containers:\n  - name: api').replace(
      'name: shop\n',
      'name: shop\n  namespace: {{ .Release.Namespace }}\n',
    ),
    'apiVersion: serving.kserve.io/v1alpha1\nkind: ClusterServingRuntime\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: api\n',
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata:\n  name: shop\n',
  ],
});

export const german = {
  title: 'Objekt im Default-Namespace',
  why: 'Was keinen eigenen Namespace hat, teilt Quotas, Netzregeln und Rechte mit allem anderen, was niemand einsortiert hat.',
  remedy: 'Jeder Anwendung oder jedem Mandanten einen Namespace geben und ihn im Manifest nennen.',
  says: {
    '{0} "{1}" lives in the default namespace.': '{0} „{1}“ lebt im Default-Namespace.',
    '{0} "{1}" names no namespace; applied as it is, it lands in the default one.':
      '{0} „{1}“ nennt keinen Namespace; so angewendet, landet es im Default-Namespace.',
  },
};
