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
