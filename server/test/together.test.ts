import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServerEngine } from '../src/engine';
import { readSettings } from '../src/settings';
import { createTogether } from '../src/together';
import { onHostNetwork } from './manifests';

test('each folder of a workspace is a project of its own, and a file belongs to the innermost', async () => {
  const all = ['file:///a/one.yaml', 'file:///a/b/two.yaml', 'file:///c/three.yaml'];
  const together = createTogether({
    engine: createServerEngine(),
    host: { setTimer: () => () => {}, now: () => 0, log: () => {} },
    files: {
      folders: () => ['file:///a', 'file:///a/b', 'file:///c'],
      ofChart: async () => [],
      bytes: async () => undefined,
      below: async (folder) => all.filter((uri) => uri.startsWith(`${folder}/`)),
      text: async () => onHostNetwork,
      setFolders: () => {},
      changeFolders: () => {},
      knows: () => false,
      changed: () => {},
    },
    charts: { rootOf: async () => undefined, of: async () => undefined },
    settingsFor: async (uri) => readSettings({ kubernetesVersion: uri.startsWith('file:///c') ? '1.25' : '1.30' }, ''),
    onChanged: () => {},
  });
  const projects = await together.projects();
  assert.deepEqual(
    projects.map(({ sources, context }) => `${context.kubernetes} ${sources.map(({ path }) => path)}`),
    ['30 file:///a/b/two.yaml', '30 file:///a/one.yaml', '25 file:///c/three.yaml'],
  );
});
