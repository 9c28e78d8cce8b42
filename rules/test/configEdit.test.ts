import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleOffEdit } from '../src/config/edit';
import { readConfig } from '../src/config/read';
import { startingConfig } from '../src/config/schema';
import { applyEdits } from '../src/text/edits';

function switchedOff(text: string): string {
  const edit = ruleOffEdit(text, 'host-network');
  assert.ok(edit, text);
  const after = applyEdits(text, [edit]);
  assert.equal(readConfig(after).config.rules?.['host-network'], 'off', after);
  assert.deepEqual(readConfig(after).problems, []);
  return after;
}

test('a rule is switched off by the smallest change, in the style of the file', () => {
  assert.equal(switchedOff(''), 'rules:\n  host-network: off\n');
  assert.equal(switchedOff('# only words'), '# only words\nrules:\n  host-network: off\n');
  assert.equal(switchedOff('profile: all\n'), 'profile: all\nrules:\n  host-network: off\n');
  assert.equal(
    switchedOff('profile: all\r\n# end\r\n').replaceAll('\r\n', '|'),
    'profile: all|rules:|  host-network: off|# end|',
  );
  assert.equal(
    switchedOff('rules:\n  sudo-in-build: low # old\nprofile: all\n'),
    'rules:\n  sudo-in-build: low # old\n  host-network: off\nprofile: all\n',
  );
  assert.equal(switchedOff('rules:\n  host-network: high # loud\n'), 'rules:\n  host-network: off # loud\n');
  assert.equal(switchedOff('rules: {sudo-in-build: low}\n'), 'rules: {sudo-in-build: low, host-network: off}\n');
  assert.equal(switchedOff('rules:\n'), 'rules:\n  host-network: off\n');
});

test('the starting file takes it too, and keeps every line', () => {
  const lines = startingConfig().split('\n');
  const after = new Set(switchedOff(startingConfig()).split('\n'));
  assert.deepEqual(
    lines.filter((line) => !after.has(line)),
    [],
  );
});

test('what is off already, broken or no map is left alone', () => {
  for (const text of ['rules: {host-network: off}', '- a', 'rules: [', 'a: 1\n---\nb: [', 'rules: &r {a: low}\nx: *r'])
    assert.doesNotThrow(() => ruleOffEdit(text, 'host-network'), text);
  assert.equal(ruleOffEdit('rules: {host-network: off}', 'host-network'), undefined);
  assert.equal(ruleOffEdit('- a', 'host-network'), undefined);
  assert.equal(ruleOffEdit('rules: [', 'host-network'), undefined);
});
