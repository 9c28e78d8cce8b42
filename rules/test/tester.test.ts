import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setField } from '../src/edit/fixes';
import { podWith } from '../src/examples';
import { at, keySpan, readBoolean, spanOf } from '../src/model/value';
import type { Container } from '../src/model/workload';
import { defineRule, type Fix, type Problem, type Rule } from '../src/rule';
import { complaintsAbout } from './ruleTester';

/** A rule that keeps its promises; each test below breaks one of them. */
function sample(changes: Partial<Rule<'container'>> = {}): Rule {
  return defineRule<'container'>({
    id: 'sample-rule',
    title: 'Sample',
    control: 'no-privileged',
    level: 'baseline',
    severity: 'high',
    stride: ['E'],
    layer: 'runtime',
    aliases: [],
    references: [],
    fixable: 'sometimes',
    subject: 'container',
    why: 'Only here to show what the tester finds.',
    remedy: 'Nothing needs to be done.',
    check: (container) => privileged(container, (c) => setFalse(c)),
    examples: [
      {
        bad: podWith('- name: api # public\n  securityContext:\n    privileged: «true» # legacy'),
        good: podWith('- name: api # public\n  securityContext:\n    privileged: false # legacy'),
      },
    ],
    accepts: [podWith('- name: api')],
    ...changes,
  });
}

function* privileged(container: Container, fix: (container: Container) => Fix | undefined): Iterable<Problem> {
  const setting = readBoolean(at(container.value, 'securityContext', 'privileged'));
  if (setting.state !== 'literal' || !setting.value) return;
  yield { at: setting.span, message: `Container "${container.name}" is privileged.`, fix: () => fix(container) };
}

function setFalse(container: Container): Fix | undefined {
  return setField(container.value, ['securityContext', 'privileged'], false, {
    title: 'Turn it off',
    safety: 'review',
  });
}

function edit(
  container: Container,
  make: (from: number, to: number) => { start: number; end: number; text: string },
): Fix | undefined {
  const value = at(container.value, 'securityContext', 'privileged');
  const key = keySpan(value);
  const span = spanOf(value);
  if (!key || !span) return undefined;
  const { start, end, text } = make(key.start, span.end);
  return { title: 'Turn it off', safety: 'review', edits: [{ span: { start, end }, text }] };
}

function assertComplains(rule: Rule, about: RegExp): void {
  const complaints = complaintsAbout(rule);
  assert.ok(
    complaints.some((c) => about.test(c)),
    `no complaint about ${about} in:\n${complaints.join('\n')}`,
  );
}

test('a sound rule has no complaints', () => assert.deepEqual(complaintsAbout(sample()), []));

test('a fix with the wrong indentation is found', () => {
  const rule = sample({
    check: (container) =>
      privileged(container, (c) =>
        edit(c, (from, to) => ({ start: from, end: to, text: 'privileged: false\n   user: 1' })),
      ),
  });
  assertComplains(rule, /the fixed text is|no longer parses/);
});

test('a fix that loses a comment is found', () => {
  const rule = sample({
    check: (container) =>
      privileged(container, (c) =>
        edit(c, (from, to) => ({ start: from, end: to + ' # legacy'.length, text: 'privileged: false' })),
      ),
    examples: [
      {
        bad: podWith('- name: api\n  securityContext:\n    privileged: «true» # legacy'),
        good: podWith('- name: api\n  securityContext:\n    privileged: false'),
      },
    ],
  });
  assertComplains(rule, /lost the comment/);
});

test('a line feed in a CRLF file is found', () => {
  const rule = sample({
    check: (container) =>
      privileged(container, (c) =>
        edit(c, (from, to) => ({ start: from, end: to, text: 'privileged: false\n    runAsUser: 1' })),
      ),
    examples: [
      {
        bad: podWith('- name: api\n  securityContext:\n    privileged: «true»'),
        good: podWith('- name: api\n  securityContext:\n    privileged: false\n    runAsUser: 1'),
      },
    ],
  });
  assertComplains(rule, /CRLF line endings: changed the line endings/);
});

test('a wrong span is found', () => {
  const rule = sample({
    *check(container) {
      for (const problem of privileged(container, setFalse)) yield { ...problem, at: container.nameSpan };
    },
  });
  assertComplains(rule, /underlines "api"/);
});

test('a crash on an empty object is found', () => {
  const rule = sample({
    *check(container) {
      const context = container.value.pair as unknown as { value: { items: unknown[] } };
      if (container.value.kind === 'map' && container.name === '#1') void context.value.items.length;
      yield* privileged(container, setFalse);
    },
  });
  assertComplains(rule, /sample-rule throws/);
});

test('an untrue fixability is found, both ways', () => {
  assertComplains(sample({ fixable: 'never' }), /offers a fix although fixable is "never"/);
  assertComplains(
    sample({ fixable: 'always', check: (c) => privileged(c, () => undefined) }),
    /offers no fix although/,
  );
});

test('a fix that brings another finding is found', () => {
  const other = sample({
    id: 'other-rule',
    fixable: 'never',
    *check(container) {
      const user = at(container.value, 'securityContext', 'runAsUser');
      const span = spanOf(user);
      if (span) yield { at: span, message: 'There is a user.' };
    },
  });
  const rule = sample({
    check: (container) =>
      privileged(container, (c) => edit(c, (from, to) => ({ start: from, end: to, text: 'runAsUser: 1' }))),
  });
  const complaints = complaintsAbout(rule, [rule, other]);
  assert.ok(
    complaints.some((c) => /other-rule came with the fix/.test(c)),
    complaints.join('\n'),
  );
});

test('a fix that never ends is found', () => {
  const rule = sample({
    check: (container) =>
      privileged(container, (c) => edit(c, (from) => ({ start: from, end: from, text: 'a: b\n        ' }))),
  });
  assertComplains(rule, /do not settle/);
});

test('an example that is not reported, and an accepted text that is, are found', () => {
  assertComplains(sample({ *check() {} }), /underlines nothing/);
  assertComplains(
    sample({ accepts: [podWith('- name: api\n  securityContext: { privileged: true }')] }),
    /is reported/,
  );
});
