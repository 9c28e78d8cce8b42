// The windows the suite runs in, and what is special about each. `e2e/suite/tests/index.ts` has the tests of each.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const trust = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

export const windows = {
  /** One folder, and all that a person does in it. */
  main: {},
  /** Two folders with settings files of their own. */
  folders: {
    open: (temporary) => {
      const bank = join(temporary, 'bank');
      mkdirSync(bank);
      writeFileSync(
        join(bank, 'pod.yaml'),
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  hostNetwork: true\n  hostPID: true\n',
      );
      writeFileSync(join(bank, '.bulkhead.yaml'), 'rules:\n  host-network: off\n');
      const workspace = join(temporary, 'two.code-workspace');
      writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'shop' }, { path: 'bank' }] }));
      return { workspace };
    },
  },
  /** A folder that nobody has said they trust. */
  restricted: { settings: trust },
  /** Nothing is open: how fast is the start? Only on request, because it measures and judges nothing. */
  speed: {},
  /** Like vscode.dev: no server runs anything, the files are on no disk, and the workbench keeps to its policy. */
  virtual: { serverless: true, open: () => ({ folder: 'memfs:/shop' }) },
};

/** Which of them a host has. The oldest editor is asked only whether everything works at all. */
export function windowsOf(host) {
  return { node: ['main', 'folders', 'restricted'], web: ['main', 'folders', 'virtual'], oldest: ['main'] }[host];
}

/** The sample project, where tests may change it. */
export function copyOfSample(temporary) {
  const folder = join(temporary, 'shop');
  cpSync('testFixture/shop', folder, { recursive: true });
  return folder;
}
