import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectOf, objectSpec } from '../examples';
import { findOldApi } from '../model/apiVersions';
import { describe, placeOf } from '../model/object';
import { at } from '../model/value';
import { defineRule } from '../rule';

/** What the targeted version of Kubernetes has dropped counts in full, what it will drop counts little. */
export const deprecatedApiVersion = defineRule({
  id: 'deprecated-api-version',
  title: 'Removed or deprecated API version',
  control: 'kubernetes-version',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'administration',
  aliases: [
    'KICS:94b76ea5',
    'KSV-0107',
    'KL:no-extensions-v1beta',
    'KSC:stable-version',
    'C-0068',
    'KL:no-extensions-v1beta',
  ],
  references: [],
  fixable: 'sometimes', // Not where the next version has other fields.
  subject: 'object',
  why: 'A cluster that no longer knows the version refuses the object: the policy, role or budget in it is not there, and nobody misses it until it is needed.',
  remedy: 'Move to the version that replaced it; where fields changed, follow the deprecation guide of Kubernetes.',

  *check(object, context) {
    const old = findOldApi(object.apiVersion, object.kind);
    if (!old || context.kubernetes < old.deprecated) return;
    const gone = old.removed !== undefined && context.kubernetes >= old.removed;
    const next = old.next && context.kubernetes >= old.next.since ? old.next.apiVersion : undefined;
    const version = at(object.root, 'apiVersion');
    const instead = next ? `; ${next} replaces it` : '';
    const when =
      old.removed === undefined
        ? 'is deprecated'
        : `${gone ? 'is gone since' : 'will go with'} Kubernetes 1.${old.removed}`;
    yield {
      at: placeOf(version),
      message: `${describe(object)} uses ${object.apiVersion}, which ${when}${instead}.`,
      ...(gone ? {} : { severity: 'low' as const }),
      fix: () =>
        next && old.sameFields ? asFix(setValue(version, next), { title: `Use ${next}`, safety: 'review' }) : undefined,
    };
  },

  examples: [
    {
      bad: objectSpec(
        'policy/v1beta1',
        'PodDisruptionBudget',
        'maxUnavailable: 1\nselector:\n  matchLabels:\n    app: shop',
      ).replace('policy/v1beta1', '«policy/v1beta1»'),
      good: objectSpec(
        'policy/v1',
        'PodDisruptionBudget',
        'maxUnavailable: 1\nselector:\n  matchLabels:\n    app: shop',
      ),
    },
    { bad: objectOf('«policy/v1beta1»', 'PodSecurityPolicy', 'spec: {}') },
    { bad: objectOf('«networking.k8s.io/v1beta1»', 'Ingress', 'spec: {}') },
  ],
  accepts: [
    objectOf('policy/v1', 'PodDisruptionBudget', 'spec: {}'),
    { text: objectOf('batch/v1beta1', 'CronJob', 'spec: {}'), context: { kubernetes: 20 } },
    { text: objectOf('{{ .Values.api }}', 'Ingress', 'spec: {}') },
  ],
});

export const german = {
  title: 'Entfernte oder veraltete API-Version',
  why: 'Ein Cluster, der die Version nicht mehr kennt, lehnt das Objekt ab: Die Policy, Rolle oder das Budget darin fehlt, und niemand vermisst es, bis es gebraucht wird.',
  remedy:
    'Auf die Version wechseln, die sie ersetzt hat; wo sich Felder geändert haben, hilft die Migrationsanleitung von Kubernetes.',
  says: {
    '; {0} replaces it': '; {0} ersetzt sie',
    'is deprecated': 'veraltet ist',
    '{0} Kubernetes 1.{1}': '{0} Kubernetes 1.{1}',
    'is gone since': 'fehlt seit',
    'will go with': 'entfällt mit',
    '{0} uses {1}, which {2}{3}.': '{0} verwendet {1}, was {2}{3}.',
    'Use {0}': '{0} verwenden',
  },
};
