import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectOf, objectSpec } from '../examples';
import { describe, placeOf } from '../model/object';
import { at, items, plain } from '../model/value';
import { defineRule } from '../rule';

export const admissionWebhookFailsOpen = defineRule({
  id: 'admission-webhook-fails-open',
  title: 'Security webhook fails open',
  control: 'admission-policy',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'When the policy engine does not answer, or only counts, everything is admitted, also what an attacker sends after stopping it.',
  remedy:
    'Let it fail closed (Fail, Enforce, deny), with the namespaces of the cluster itself left out so that the cluster can start.',

  *check(object) {
    if (/^(Validating|Mutating)WebhookConfiguration$/.test(object.kind)) {
      for (const webhook of items(at(object.root, 'webhooks'))) {
        const policy = at(webhook, 'failurePolicy');
        if (plain(policy) !== 'Ignore') continue;
        const name = plain(at(webhook, 'name'));
        yield {
          at: placeOf(policy),
          message: `${describe(object)} lets everything through while "${typeof name === 'string' ? name : 'its webhook'}" does not answer.`,
          fix: () =>
            asFix(setValue(policy, 'Fail'), { title: 'Refuse while the webhook does not answer', safety: 'review' }),
        };
      }
    }
    for (const { group, kind, path, weak, strict } of engines) {
      const setting = at(object.root, ...path);
      const value = plain(setting);
      if (!object.group.endsWith(group) || !kind.test(object.kind) || typeof value !== 'string' || !weak.test(value))
        continue;
      yield {
        at: placeOf(setting),
        message: `${describe(object)} only reports what breaks it ("${value}") and lets it through.`,
        fix: () => asFix(setValue(setting, strict), { title: 'Refuse what breaks the policy', safety: 'review' }),
      };
    }
    if (object.kind === 'ValidatingAdmissionPolicyBinding') {
      const actions = at(object.root, 'spec', 'validationActions');
      const names = items(actions).map((item) => plain(item));
      if (names.length > 0 && !names.includes('Deny') && !names.includes(undefined))
        yield {
          at: placeOf(actions),
          message: `${describe(object)} only reports what breaks the policy and lets it through.`,
        };
    }
  },

  examples: [
    {
      bad: objectOf(
        'admissionregistration.k8s.io/v1',
        'ValidatingWebhookConfiguration',
        'webhooks:\n  - name: policy.shop.example\n    failurePolicy: «Ignore»',
      ),
      good: objectOf(
        'admissionregistration.k8s.io/v1',
        'ValidatingWebhookConfiguration',
        'webhooks:\n  - name: policy.shop.example\n    failurePolicy: Fail',
      ),
    },
    {
      bad: objectSpec('kyverno.io/v1', 'ClusterPolicy', 'validationFailureAction: «Audit»\nrules: []'),
      good: objectSpec('kyverno.io/v1', 'ClusterPolicy', 'validationFailureAction: Enforce\nrules: []'),
    },
    {
      bad: objectSpec(
        'admissionregistration.k8s.io/v1',
        'ValidatingAdmissionPolicyBinding',
        'validationActions: «[Warn, Audit]»',
      ),
    },
  ],
  accepts: [
    objectOf('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'webhooks:\n  - name: a'),
    objectSpec('constraints.gatekeeper.sh/v1beta1', 'K8sRequiredLabels', 'enforcementAction: deny'),
    objectSpec(
      'admissionregistration.k8s.io/v1',
      'ValidatingAdmissionPolicyBinding',
      'validationActions: [Deny, Audit]',
    ),
  ],
});

/** Policy engines that can be told to look only. */
const engines = [
  {
    group: 'kyverno.io',
    kind: /^(Cluster)?Policy$/,
    path: ['spec', 'validationFailureAction'],
    weak: /^audit$/i,
    strict: 'Enforce',
  },
  {
    group: 'constraints.gatekeeper.sh',
    kind: /./,
    path: ['spec', 'enforcementAction'],
    weak: /^(dryrun|warn)$/,
    strict: 'deny',
  },
] as const;

export const german = {
  title: 'Sicherheits-Webhook lässt im Zweifel durch',
  why: 'Antwortet die Policy-Engine nicht oder zählt sie nur mit, wird alles zugelassen, auch was ein Angreifer schickt, nachdem er sie angehalten hat.',
  remedy:
    'Auf Ablehnen stellen (Fail, Enforce, deny) und die Namespaces des Clusters selbst ausnehmen, damit der Cluster starten kann.',
  says: {
    '{0} lets everything through while "{1}" does not answer.': '{0} lässt alles durch, solange „{1}“ nicht antwortet.',
    'its webhook': 'sein Webhook',
    'Refuse while the webhook does not answer': 'Ablehnen, solange der Webhook nicht antwortet',
    '{0} only reports what breaks it ("{1}") and lets it through.':
      '{0} meldet nur, was dagegen verstößt („{1}“), und lässt es durch.',
    'Refuse what breaks the policy': 'Ablehnen, was gegen die Policy verstößt',
    '{0} only reports what breaks the policy and lets it through.':
      '{0} meldet nur, was gegen die Policy verstößt, und lässt es durch.',
  },
};
