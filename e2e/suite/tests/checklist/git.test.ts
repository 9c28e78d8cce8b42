import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, fileUri, findingOf, open, when } from '../editor';
import { ok } from '../expect';
import { look } from '../look';
import { block, chosen, list, path, replace, run, until, withChecklist } from './list';

/** As much of the built-in extension as tells when it knows the folder. */
interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): { readonly onDidOpenRepository: vscode.Event<unknown>; getRepository(uri: vscode.Uri): unknown };
}

function git(...args: string[]): void {
  const who = ['-c', 'user.name=suite', '-c', 'user.email=suite@example.invalid'];
  execFileSync('git', [...who, ...args], { cwd: dirname(list().fsPath), stdio: 'pipe' });
}

async function enable(on: boolean | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('git').update('enabled', on, vscode.ConfigurationTarget.Workspace);
}

describe('the threat checklist in a Git repository', () => {
  withChecklist();
  after(async () => {
    await closeAll();
    await enable(undefined);
    await vscode.workspace.fs.delete(fileUri('.git'), { recursive: true });
  });

  it('shows what changed since the commit with the sign-off', async () => {
    const { document } = await open(path);
    await until(document, /implementation: done/, () => run('markDone', chosen()));
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'Sign off');
    await enable(true);
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    ok(extension, 'the built-in extension');
    const { exports } = extension.isActive ? extension : { exports: await extension.activate() };
    await when(exports.onDidChangeEnablement, () => exports.enabled || undefined);
    const api = exports.getAPI(1);
    await when(api.onDidOpenRepository, () => api.getRepository(list()) ?? undefined);
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
});
