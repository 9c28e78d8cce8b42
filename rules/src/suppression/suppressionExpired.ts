import { defaultContext } from '../context';
import { podWith } from '../examples';
import { defineRule } from '../rule';

export const suppressionExpired = defineRule({
  id: 'suppression-expired',
  title: 'Ignore comment whose date has passed',
  control: 'exceptions-expire',
  level: 'baseline',
  severity: 'medium',
  stride: ['R'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'always',
  subject: 'suppression',
  why: 'The exception was granted until a date. After it the danger is the same and nobody has agreed to it any more.',
  remedy: 'Repair the finding, or look at it again and write a new date.',

  *check({ comment, expired, text }) {
    const { until, untilSpan } = comment;
    if (!expired || !until || !untilSpan) return;
    const gap = /[ \t]*$/.exec(text.slice(0, untilSpan.start))?.[0].length ?? 0;
    const names = comment.rules.map((rule) => rule.id).join(', ');
    yield {
      at: untilSpan,
      message: `The exception for ${names} ended on ${until}; the findings are shown again.`,
      fix: () => ({
        title: 'Keep the exception without a date',
        safety: 'review',
        edits: [{ span: { start: untilSpan.start - gap, end: untilSpan.end }, text: '' }],
      }),
    };
  },

  examples: [
    {
      bad: podWith(
        '# bulkhead-ignore privileged-container: migration «(until 2026-01-31)»\n- name: api\n  image: shop/api:1.4',
      ),
      good: podWith('# bulkhead-ignore privileged-container: migration\n- name: api\n  image: shop/api:1.4'),
      context: { today: '2026-02-01' },
    },
  ],
  accepts: [
    {
      text: podWith('# bulkhead-ignore privileged-container: migration (until 2026-01-31)\n- name: api'),
      context: { today: '2026-01-31', suppressions: defaultContext.suppressions },
    },
  ],
});

export const german = {
  title: 'Ignore-Kommentar, dessen Datum vorbei ist',
  why: 'Die Ausnahme galt bis zu einem Datum. Danach ist die Gefahr dieselbe, und niemand hat ihr mehr zugestimmt.',
  remedy: 'Den Befund beheben oder ihn neu ansehen und ein neues Datum schreiben.',
  says: {
    'The exception for {0} ended on {1}; the findings are shown again.':
      'Die Ausnahme für {0} endete am {1}; die Befunde erscheinen wieder.',
    'Keep the exception without a date': 'Die Ausnahme ohne Datum behalten',
  },
};
