import { podWith } from '../examples';
import { defineRule, type Fix } from '../rule';
import type { Suppression } from '../suppress/apply';
import { lineStart, nextLine } from '../text/lines';

export const suppressionUnused = defineRule({
  id: 'suppression-unused',
  title: 'Ignore comment that silences nothing',
  control: 'exceptions-expire',
  level: 'advice',
  severity: 'info',
  stride: ['R'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'always',
  subject: 'suppression',
  why: 'An exception that is no longer needed will silence the next real finding on the same line.',
  remedy: 'Delete the rule from the comment, or the comment.',

  *check(suppression: Suppression) {
    if (suppression.expired) return;
    for (const rule of suppression.rules) {
      const message = !rule.known
        ? `There is no rule "${rule.id}", so nothing is ignored.`
        : rule.ran && !rule.used
          ? `Nothing here breaks ${rule.id} any more.`
          : undefined;
      if (message) yield { at: rule.span, message, fix: () => without(suppression, rule.id) };
    }
  },

  examples: [
    {
      bad: podWith('# bulkhead-ignore «no-such-rule»: typing error\n- name: api\n  image: shop/api:1.4'),
      good: podWith('- name: api\n  image: shop/api:1.4'),
    },
    {
      bad: podWith('- name: api # bulkhead-ignore «privileged-container»: was the debugger\n  image: shop/api:1.4'),
      good: podWith('- name: api\n  image: shop/api:1.4'),
    },
    {
      bad: podWith(
        '# bulkhead-ignore no-such, privileged-container: debugger\n- name: api\n  securityContext:\n    privileged: true',
      ).replace('no-such', '«no-such»'),
      good: podWith(
        '# bulkhead-ignore privileged-container: debugger\n- name: api\n  securityContext:\n    privileged: true',
      ),
    },
  ],
  accepts: [
    podWith('# bulkhead-ignore privileged-container: debugger\n- name: api\n  securityContext:\n    privileged: true'),
  ],
});

/** Takes the rule out of the comment, or the whole comment when it names no other. */
function without({ comment, text }: Suppression, id: string): Fix {
  const title = `Stop ignoring ${id}`;
  const index = comment.rules.findIndex((rule) => rule.id === id);
  const own = comment.rules[index]?.span ?? comment.span;
  const next = comment.rules[index + 1];
  const before = comment.rules[index - 1];
  if (next) return { title, safety: 'safe', edits: [{ span: { start: own.start, end: next.span.start }, text: '' }] };
  if (before) return { title, safety: 'safe', edits: [{ span: { start: before.span.end, end: own.end }, text: '' }] };
  const line = lineStart(text, comment.span.start);
  if (text.slice(line, comment.span.start).replace('\uFEFF', '').trim() === '') {
    const start = text.startsWith('\uFEFF', line) ? line + 1 : line;
    return { title, safety: 'safe', edits: [{ span: { start, end: nextLine(text, comment.span.end) }, text: '' }] };
  }
  const gap = /[ \t]*$/.exec(text.slice(line, comment.span.start))?.[0].length ?? 0;
  return {
    title,
    safety: 'safe',
    edits: [{ span: { start: comment.span.start - gap, end: comment.span.end }, text: '' }],
  };
}

export const german = {
  title: 'Ignore-Kommentar, der nichts unterdrückt',
  why: 'Eine nicht mehr nötige Ausnahme unterdrückt den nächsten echten Befund in derselben Zeile.',
  remedy: 'Die Regel aus dem Kommentar löschen oder den Kommentar.',
  says: {
    'There is no rule "{0}", so nothing is ignored.': 'Eine Regel „{0}“ gibt es nicht, es wird also nichts ignoriert.',
    'Nothing here breaks {0} any more.': 'Nichts hier verstößt mehr gegen {0}.',
    'Stop ignoring {0}': '{0} nicht mehr ignorieren',
  },
};
