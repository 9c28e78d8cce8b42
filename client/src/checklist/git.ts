import * as vscode from 'vscode';

/** The little of the built-in Git extension that is used here. */
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  readonly state: { readonly HEAD?: { readonly commit?: string }; readonly workingTreeChanges: readonly unknown[] };
  show(reference: string, path: string): Promise<string>;
  getConfig(key: string): Promise<string>;
  log(options: { readonly maxEntries: number; readonly path?: string }): Promise<readonly GitCommit[]>;
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

/** The text a file had at a commit, branch or tag, or at the end of a day. */
export async function textAt(uri: vscode.Uri, reference: string): Promise<string | undefined> {
  const repository = await repositoryOf(uri);
  const commit = /^\d{4}-\d\d-\d\d$/.test(reference) ? await lastCommitOf(reference, repository) : reference;
  return commit === undefined ? undefined : repository?.show(commit, uri.fsPath).catch(() => undefined);
}

/** The newest of the last commits that is no newer than a day. */
async function lastCommitOf(day: string, repository: GitRepository | undefined): Promise<string | undefined> {
  const commits = (await repository?.log({ maxEntries: mostCommits }).catch(() => [])) ?? [];
  return commits.find(({ commitDate }) => (commitDate?.toISOString().slice(0, 10) ?? '') <= day)?.hash;
}

/** The commit of the work tree, and whether something is not committed. */
export async function headOf(uri: vscode.Uri): Promise<{ commit: string; dirty: boolean } | undefined> {
  const state = (await repositoryOf(uri))?.state;
  const commit = state?.HEAD?.commit?.slice(0, 12);
  return commit === undefined || !state ? undefined : { commit, dirty: state.workingTreeChanges.length > 0 };
}

/** More commits than this are not searched for a day. */
const mostCommits = 500;

/** Nor more commits of a checklist for a sign-off: each is read. */
const mostVersions = 50;

/**
 * The commit with which a decision was signed: the first of those, back from now, in which the block of the item bears
 * the same day. A sign-off that is not committed yet saw what the last commit of its day holds.
 */
export async function commitOfSignOff(
  checklist: vscode.Uri,
  { id, date }: { readonly id: string; readonly date?: string },
): Promise<string | undefined> {
  if (date === undefined) return undefined;
  const repository = await repositoryOf(checklist);
  const path = checklist.fsPath;
  const commits = (await repository?.log({ maxEntries: mostVersions, path }).catch(() => [])) ?? [];
  let found: string | undefined;
  for (const { hash } of commits) {
    const text = await repository?.show(hash, path).catch(() => undefined);
    if (!text || !blockOf(text, id).includes(date)) break;
    found = hash;
  }
  return found ?? lastCommitOf(date, repository);
}

/** The lines below an id, as far as they are indented more. */
function blockOf(text: string, id: string): string {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim() === `${id}:`);
  const indent = (line: string) => line.length - line.trimStart().length;
  const end = lines.findIndex(
    (line, i) => i > start && line.trim() !== '' && indent(line) <= indent(lines[start] ?? ''),
  );
  return start < 0 ? '' : lines.slice(start + 1, end < 0 ? undefined : end).join('\n');
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
