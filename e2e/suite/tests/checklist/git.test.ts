import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, fileUri, findingOf, open, when } from '../editor';
import { ok } from '../expect';
import { harness, look } from '../look';
import { block, chosen, list, path, replace, run, until, withChecklist } from './list';

/** As much of the built-in extension as tells when it knows the folder. */
interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): { readonly onDidOpenRepository: vscode.Event<unknown>; getRepository(uri: vscode.Uri): unknown };
}

function git(args: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const who = ['-c', 'user.name=suite', '-c', 'user.email=suite@example.invalid'];
  const where = { cwd: dirname(list().fsPath), env: { ...process.env, ...env } };
  execFileSync('git', [...who, ...args], { ...where, stdio: 'pipe' });
}

async function enable(on: boolean | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('git').update('enabled', on, vscode.ConfigurationTarget.Workspace);
}

describe('the threat checklist in a Git repository', () => {
  withChecklist();
  before(async () => {
    git(['init', '-q']);
    await enable(true);
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    ok(extension, 'the built-in extension');
    const { exports } = extension.isActive ? extension : { exports: await extension.activate() };
    await when(exports.onDidChangeEnablement, () => exports.enabled || undefined);
    const api = exports.getAPI(1);
    await when(api.onDidOpenRepository, () => api.getRepository(list()) ?? undefined);
  });
  after(async () => {
    await closeAll();
    await enable(undefined);
    await vscode.workspace.fs.delete(fileUri('.git'), { recursive: true });
  });

  it('shows what changed since the commit with the sign-off', async () => {
    const { document } = await open(path);
    await until(document, /implementation: done/, () => run('markDone', chosen()));
    git(['add', '.']);
    git(['commit', '-q', '-m', 'Sign off']);
    const manifest = await vscode.workspace.openTextDocument(fileUri('k8s/recommender.yaml'));
    await replace(manifest, 'privileged: true', 'privileged: false');
    await findingOf(list(), 'checklist-stale');
    const sealed = block(document);
    const confirmed = run('confirm', chosen());
    await look('checklist-diff');
    await confirmed;
    ok(block(document) !== sealed, 'sealed again');
    await replace(manifest, 'privileged: false', 'privileged: true');
    await manifest.save();
  });

  it('is compared with a day', async () => {
    if (!harness()) return;
    git(['add', '.']);
    git(['commit', '-q', '--allow-empty', '-m', 'Before anything is decided']);
    const { document } = await open(path);
    await until(document, /implementation: done/, () => run('markDone', chosen()));
    // Whoever compares with the last commit sees no change.
    git(['commit', '-q', '-a', '-m', 'Sign off'], { GIT_COMMITTER_DATE: '2099-01-01T12:00:00Z' });
    void run('compare', { uri: list().toString() });
    await look('checklist-compared');
  });
});
