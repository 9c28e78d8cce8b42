import { podSpec } from '../examples';
import { decisions, whose } from '../model/podSecurity';
import { isAbsent, keySpan } from '../model/value';
import { defineRule } from '../rule';

export const windowsGmsaInline = defineRule({
  id: 'windows-gmsa-inline',
  title: 'Windows credential spec written into the pod',
  control: 'secrets-not-in-manifests',
  level: 'restricted',
  severity: 'medium',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: ['CISK:5.4.1', 'CISA:4.5.1'],
  fixable: 'never', // The credential spec moves into an object of its own, which the cluster has to be prepared for.
  subject: 'container',
  why: 'The spec tells how to become the group-managed account; written into the pod, nothing checks who may use it.',
  remedy: 'Keep it in a GMSACredentialSpec resource and name that in gmsaCredentialSpecName.',

  *check(container) {
    for (const decision of decisions(container, 'windowsOptions', 'gmsaCredentialSpec')) {
      const where = keySpan(decision.value);
      if (isAbsent(decision.value) || !where) continue;
      yield { at: where, message: `${whose(container, decision)} carries its Windows credential spec itself.` };
    }
  },

  examples: [
    {
      bad: podSpec("securityContext:\n  windowsOptions:\n    «gmsaCredentialSpec»: '{}'\ncontainers:\n  - name: web"),
    },
  ],
  accepts: [
    podSpec('securityContext: { windowsOptions: { gmsaCredentialSpecName: web } }\ncontainers:\n  - name: web'),
  ],
});

export const german = {
  title: 'Windows-Credential-Spec im Pod',
  why: 'Die Spezifikation sagt, wie man zum gruppenverwalteten Konto wird; im Pod geschrieben, prüft nichts, wer sie verwenden darf.',
  remedy: 'In einer GMSACredentialSpec-Ressource halten und sie in gmsaCredentialSpecName nennen.',
  says: {
    '{0} carries its Windows credential spec itself.': '{0} trägt seine Windows-Credential-Spec selbst.',
  },
};
