import { objectOf, objectSpec } from '../examples';
import type { KubernetesObject } from '../model/object';
import { at, entries, items } from '../model/value';
import { defineRule } from '../rule';

/** Only where the settings of a cluster are kept: namespaces beside admission policies. The check itself may stand in another repository. */
export const imageSignaturePolicyAbsent = defineRule({
  id: 'image-signature-policy-absent',
  title: 'No policy that verifies image signatures',
  control: 'image-signature',
  level: 'advice',
  severity: 'info',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: ['C-0236', 'C-0237', 'C-0289'],
  references: ['CISK:5.5.1', 'CISD:4.5', 'SCOUT:attestations', 'OWASP:D13'],
  fixable: 'never', // Whose signatures count is for the owner of the cluster to say.
  subject: 'workspace',
  why: 'Whoever may push to the registry decides what runs: without a signature that is checked at admission, nobody sees that an image did not come from the pipeline.',
  remedy:
    'Verify signatures at admission: verifyImages of Kyverno, a ClusterImagePolicy of Sigstore, Ratify with Gatekeeper or Azure Policy; or name the other repository in an ignore comment.',

  *check(workspace) {
    if (!workspace.whole) return;
    const objects = workspace.objects.map((placed) => placed.object);
    const namespace = workspace.objects.find(({ object }) => object.kind === 'Namespace' && object.group === '');
    if (!namespace || !objects.some(isAdmissionPolicy) || objects.some(verifiesImages)) return;
    yield {
      at: namespace.object.nameSpan,
      file: namespace.file,
      message: 'Admission policies for this cluster are kept here, and none verifies the signature of an image.',
    };
  },

  examples: [
    {
      bad: objectOf('v1', 'Namespace', '  labels: {}').replace('name: shop', 'name: «shop»'),
      files: {
        'policy.yaml': objectSpec('kyverno.io/v1', 'ClusterPolicy', 'rules:\n  - name: labels\n    validate: {}'),
      },
    },
  ],
  accepts: [
    objectOf('v1', 'Namespace', '  labels: {}'),
    {
      text: objectOf('v1', 'Namespace', '  labels: {}'),
      files: {
        'policy.yaml': objectSpec('kyverno.io/v1', 'ClusterPolicy', 'rules:\n  - name: signed\n    verifyImages: []'),
      },
    },
    {
      text: objectOf('v1', 'Namespace', '  labels: {}'),
      files: {
        'policy.yaml': objectSpec('kyverno.io/v1', 'ClusterPolicy', 'rules: []'),
        'signed.yaml': objectSpec('policy.sigstore.dev/v1beta1', 'ClusterImagePolicy', 'images: []'),
      },
    },
  ],
});

const policyGroups = /(^|\.)(kyverno\.io|gatekeeper\.sh|policies\.kubewarden\.io|ratify\.deislabs\.io)$/;
const signing =
  /ratif|notation|notary|signature|signed|cosign|imageintegrity|^(Cluster)?ImagePolicy$|^ImageValidatingPolicy$/i;

function isAdmissionPolicy({ group, kind }: KubernetesObject): boolean {
  return policyGroups.test(group) || /^(Validating|Mutating)AdmissionPolicy$/.test(kind);
}

function verifiesImages({ group, kind, name, root }: KubernetesObject): boolean {
  if (group === 'policy.sigstore.dev' || signing.test(kind) || (policyGroups.test(group) && signing.test(name ?? '')))
    return true;
  const rules = at(root, 'spec', 'rules');
  if (group.endsWith('kyverno.io') && rules.kind !== 'list' && rules.kind !== 'absent') return true;
  return items(rules).some((rule) => entries(rule).some((entry) => entry.key === 'verifyImages'));
}

export const german = {
  title: 'Keine Policy, die Signaturen von Images prüft',
  why: 'Wer in die Registry schreiben darf, entscheidet, was läuft: Ohne Signatur, die bei der Zulassung geprüft wird, sieht niemand, dass ein Image nicht aus der Pipeline kam.',
  remedy:
    'Signaturen bei der Zulassung prüfen: verifyImages von Kyverno, eine ClusterImagePolicy von Sigstore, Ratify mit Gatekeeper oder Azure Policy; oder das andere Repository in einem Ignorierkommentar nennen.',
  says: {
    'Admission policies for this cluster are kept here, and none verifies the signature of an image.':
      'Hier liegen Zulassungsregeln für diesen Cluster, und keine prüft die Signatur eines Images.',
  },
};
