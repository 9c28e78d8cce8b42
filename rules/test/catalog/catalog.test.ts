import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { boundaries, findItem, frameworks, items, itemsOfRule, strideThreats } from '../../src/catalog';
import { answeredBy } from '../../src/catalog/answeredBy';
import { joinRules, ownRules } from '../../src/catalog/join';
import { allRules as rules } from '../../src/rules.generated';

const existing = new Set(rules.map(({ id }) => id));

test('items have unique ids that work as keys in every YAML reader', () => {
  assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
  for (const { id } of items) {
    assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.doesNotMatch(id, /^(y|n|yes|no|on|off|true|false|null|x-.*)$/);
  }
});

test('each item asks a question and explains itself in whole sentences', () => {
  for (const { id, question, why, mode, manual } of items) {
    assert.match(question, /^Do you need to consider .+[^.]\?$/, id);
    assert.match(why, /^[A-Z].{50,}\.$/, id);
    assert.doesNotMatch(question + why, /[\n<>|]/, id);
    if (mode !== 'automatic') assert.ok(manual.length > 10, id);
  }
});

test('a rule proves the item that is its control, and is not listed there once more', () => {
  for (const { id, control } of rules) {
    assert.ok(findItem(control), `${id}: no item "${control}"`);
    assert.ok(!findItem(control)?.refutedBy.includes(id), `${control} lists ${id}, whose control it is`);
    assert.equal(itemsOfRule(id, control)[0]?.id, control);
  }
});

test('every rule an item counts on exists', () => {
  const own: readonly string[] = ownRules;
  for (const { id, refutedBy } of items)
    assert.deepEqual(
      refutedBy.filter((rule) => !existing.has(rule) && !own.includes(rule)),
      [],
      id,
    );
});

test('every automatic item is proved by rules, every mixed one refuted by some, and no manual one has any', () => {
  const joined = joinRules(items, rules);
  for (const { id, mode } of items) {
    const { proving = [], refuting = [] } = joined.get(id) ?? {};
    if (mode === 'manual') assert.deepEqual([...proving, ...refuting], [], id);
    if (mode === 'mixed') assert.notEqual(proving.length + refuting.length, 0, id);
    if (mode === 'automatic') assert.notEqual(proving.length, 0, id);
  }
});

test('references are well formed', () => {
  const shapes: Record<string, RegExp> = {
    'cis-docker': /^\d+(\.\d+)+$/,
    'cis-k8s': /^\d+(\.\d+)+$/,
    'cis-aks': /^\d+(\.\d+)+$/,
    'owasp-docker': /^RULE \d+$/,
    'owasp-k8s': /^K\d\d$/,
    'owasp-api': /^API\d+$/,
    'owasp-cicd': /^CICD-SEC-\d+$/,
    'owasp-ml': /^ML\d\d$/,
    'mitre-atlas': /^AML\.(T|M)\d{4}(\.\d{3})?$/,
    'mitre-attack': /^T\d{4}(\.\d{3})?$/,
    'ms-k8s-matrix': /^MS-(TA|M)\d{4}(\.\d{3})?$/,
  };
  for (const { id, refs } of items) {
    for (const { framework, ids } of refs) {
      assert.ok(framework in frameworks, `${id}: ${framework}`);
      assert.ok(ids.length > 0, `${id}: ${framework}`);
      const shape = shapes[framework];
      for (const ref of ids) assert.match(ref, shape ?? /^\S.*\S$/, `${id}: ${framework}`);
    }
  }
});

test('every boundary has items for every STRIDE letter', () => {
  for (const boundary of boundaries) {
    for (const { letter } of strideThreats) {
      const cell = items.filter((item) => item.boundaries.includes(boundary) && item.stride.includes(letter));
      assert.ok(cell.length > 0, `${boundary} ${letter}`);
    }
  }
});

test('the arbitrary-code profile never asks for less', () => {
  const rank = { optional: 0, recommended: 1, required: 2 };
  for (const { id, priority } of items) assert.ok(rank[priority['arbitrary-code']] >= rank[priority.standard], id);
});

test('templates and items name each other', () => {
  const folder = 'snippets/templates';
  const templates = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => [name.replace(/\.md$/, ''), readFileSync(`${folder}/${name}`, 'utf8')]),
  );
  for (const { id, templates: named } of items) {
    // The checklist itself is made by its own command.
    for (const template of named)
      assert.ok(template === 'x-checklist' || templates.has(template), `${id}: ${template}`);
  }
  for (const [name, text] of templates) {
    const controls = /^controls:\s*\[([^\]]*)\]/m.exec(text)?.[1] ?? '';
    for (const control of controls
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean)) {
      assert.ok(findItem(control), `${name}: ${control}`);
    }
  }
});

test('what other rules answer is answered by rules that exist', () => {
  for (const [name, ids] of Object.entries(answeredBy)) {
    assert.ok(!existing.has(name), `${name} is a rule now`);
    assert.deepEqual(
      ids.filter((id) => !existing.has(id)),
      [],
      name,
    );
  }
});
