import * as vscode from 'vscode';

/** The little of the built-in Git extension that is used here. */
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  readonly state: { readonly HEAD?: { readonly commit?: string }; readonly workingTreeChanges: readonly unknown[] };
  show(reference: string, path: string): Promise<string>;
  getConfig(key: string): Promise<string>;
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly GitCommit[]>;
}

interface GitCommit {
  readonly hash: string;
  readonly commitDate?: Date;
}

/** The name Git signs with; undefined without Git, for example in a browser. */
export async function gitUserName(uri: vscode.Uri): Promise<string | undefined> {
  const repository = await repositoryOf(uri);
  const name = await repository?.getConfig('user.name').catch(() => '');
  return name?.trim() || undefined;
}

/** The text a file had at a commit, branch or tag. */
export async function textAt(uri: vscode.Uri, reference: string): Promise<string | undefined> {
  const repository = await repositoryOf(uri);
  return repository?.show(reference, uri.fsPath).catch(() => undefined);
}

/** The commit of the work tree, and whether something is not committed. */
export async function headOf(uri: vscode.Uri): Promise<{ commit: string; dirty: boolean } | undefined> {
  const state = (await repositoryOf(uri))?.state;
  const commit = state?.HEAD?.commit?.slice(0, 12);
  return commit === undefined || !state ? undefined : { commit, dirty: state.workingTreeChanges.length > 0 };
}

/** A file as it was at the end of a day. */
export async function commitBefore(uri: vscode.Uri, day: string): Promise<{ hash: string; text: string } | undefined> {
  const repository = await repositoryOf(uri);
  const entries = (await repository?.log({ maxEntries: 100, path: uri.fsPath }).catch(() => [])) ?? [];
  const entry = entries.find(({ commitDate }) => (commitDate?.toISOString().slice(0, 10) ?? '') <= day);
  const text = entry && (await repository?.show(entry.hash, uri.fsPath).catch(() => undefined));
  return entry && text !== undefined ? { hash: entry.hash, text } : undefined;
}

async function repositoryOf(uri: vscode.Uri): Promise<GitRepository | undefined> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  if (!extension) return undefined;
  try {
    const exports = extension.isActive ? extension.exports : await extension.activate();
    return exports.getAPI(1).getRepository(uri) ?? undefined;
  } catch {
    return undefined; // Git is switched off, or not installed.
  }
}
