import { podWith } from '../examples';
import { repeatedKeys } from '../model/repeatedKeys';
import { at, items, plain, spanOf, type Value } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule, type Problem } from '../rule';
import { span } from '../text/span';

function* keysTwice({ document, node }: Value): Iterable<Problem> {
  for (const { range, value } of repeatedKeys(node)) {
    const [start, end] = range ?? [0, 0];
    yield {
      at: span(document.start + start, document.start + end),
      message: `The key ${String(value)} stands twice in one map; only the last one counts.`,
    };
  }
}

function* repeatedNames(list: Value, describe: (name: string) => string): Iterable<Problem> {
  const seen = new Set<string>();
  for (const item of items(list)) {
    const name = plain(at(item, 'name'));
    const where = spanOf(at(item, 'name'));
    if (typeof name !== 'string' || !where) continue;
    if (seen.has(name)) yield { at: where, message: describe(name) };
    seen.add(name);
  }
}

export const duplicateEnvOrKey = defineRule({
  id: 'duplicate-env-or-key',
  title: 'Key or name stands twice',
  control: 'config-scan-ci',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'runtime',
  aliases: ['KL:duplicate-env-var', 'KSC:environment-variable-key-duplication', 'C-0295'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'The last one wins without a word: a hardened setting above is undone below, and a review that reads from the top does not see it.',
  remedy: 'Keep one of them.',

  *check(object) {
    yield* keysTwice(object.root);
    for (const pod of readPods(object)) {
      yield* repeatedNames(
        at(pod.spec, 'containers'),
        (name) => `Two containers of ${pod.title} are called "${name}".`,
      );
      for (const container of pod.containers) {
        yield* repeatedNames(
          at(container.value, 'env'),
          (name) => `Container "${container.name}" sets the variable ${name} twice; only the last one counts.`,
        );
      }
    }
  },

  examples: [
    {
      bad: podWith('- name: api\n  securityContext:\n    privileged: false\n    «privileged»: true'),
    },
    {
      bad: podWith(
        '- name: api\n  env:\n    - { name: A, value: "1" }\n    - { name: «A», value: "2" }\n- name: «api»',
      ),
    },
  ],
  accepts: [podWith('- name: api\n  env:\n    - { name: A, value: "1" }\n    - { name: B, value: "2" }')],
});

export const german = {
  title: 'Schlüssel oder Name steht doppelt',
  why: 'Der letzte gewinnt ohne ein Wort: Eine gehärtete Einstellung oben wird unten aufgehoben, und wer von oben liest, sieht es nicht.',
  remedy: 'Einen davon behalten.',
  says: {
    'The key {0} stands twice in one map; only the last one counts.':
      'Der Schlüssel {0} steht zweimal in einer Map; nur der letzte zählt.',
    'Two containers of {0} are called "{1}".': 'Zwei Container von {0} heißen „{1}“.',
    'Container "{0}" sets the variable {1} twice; only the last one counts.':
      'Container „{0}“ setzt die Variable {1} zweimal; nur die letzte zählt.',
  },
};
