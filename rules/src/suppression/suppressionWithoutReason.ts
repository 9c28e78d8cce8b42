import { podWith } from '../examples';
import { defineRule } from '../rule';

export const suppressionWithoutReason = defineRule({
  id: 'suppression-without-reason',
  title: 'Ignore comment without a reason',
  control: 'exceptions-expire',
  level: 'baseline',
  severity: 'low',
  stride: ['R'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: 'suppression',
  why: 'An exception nobody explained cannot be reviewed, and it outlives the reason it once had.',
  remedy: 'Write the reason after a colon: `# bulkhead-ignore rule-id: why this is acceptable here`.',

  *check({ comment, rules }, context) {
    if (!context.suppressions.reasonRequired || comment.reason !== '') return;
    const named = rules.map((rule) => rule.id).join(', ');
    yield { at: comment.span, message: `Nothing says why ${named} may be ignored here.` };
  },

  examples: [
    {
      bad: podWith('«# bulkhead-ignore privileged-container»\n- name: api\n  securityContext:\n    privileged: true'),
    },
  ],
  accepts: [
    podWith(
      '# bulkhead-ignore privileged-container: loads kernel modules\n- name: api\n  securityContext:\n    privileged: true',
    ),
    {
      text: podWith('# bulkhead-ignore privileged-container\n- name: api\n  securityContext:\n    privileged: true'),
      context: { suppressions: { foreign: true, reasonRequired: false } },
    },
    podWith(
      '- name: api\n  command:\n    - sh\n    - -c\n    - |\n      # bulkhead-ignore privileged-container\n      exec api',
    ),
  ],
});

export const german = {
  title: 'Ignore-Kommentar ohne Begründung',
  why: 'Eine nicht begründete Ausnahme lässt sich nicht prüfen und überlebt den Grund, den sie einmal hatte.',
  remedy:
    'Die Begründung hinter einen Doppelpunkt schreiben: `# bulkhead-ignore regel-id: warum das hier vertretbar ist`.',
  says: {
    'Nothing says why {0} may be ignored here.': 'Nichts sagt, warum {0} hier ignoriert werden darf.',
  },
};
