import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { Failure } from '../failure';

/** The text a file had at a commit, branch or tag, or at the end of a day. */
export function textAt(reference: string, absolute: string): string {
  if (reference.startsWith('-') || reference.includes(':')) throw new Failure(`"${reference}" is no commit.`);
  const folder = dirname(absolute);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(reference);
  const commit = isDay ? lastCommitOf(reference, folder) : reference;
  const result = commit ? git(folder, ['show', `${commit}:./${basename(absolute)}`]) : undefined;
  if (result === undefined) throw new Failure(`Git has no ${basename(absolute)} at "${reference}".`);
  return result;
}

function lastCommitOf(day: string, folder: string): string | undefined {
  return git(folder, ['rev-list', '-1', `--before=${day}T23:59:59Z`, 'HEAD'])?.trim();
}

/** The commit of the folder a file is in, and whether something in it is not committed. */
export function commitOf(absolute: string): { readonly commit: string; readonly dirty: boolean } | undefined {
  const folder = dirname(absolute);
  const commit = git(folder, ['rev-parse', '--short=12', 'HEAD'])?.trim();
  if (!commit) return undefined;
  return { commit, dirty: (git(folder, ['status', '--porcelain', '--', '.']) ?? '').trim() !== '' };
}

/** The name decisions are signed with, as Git knows the person. */
export function authorName(folder: string): string | undefined {
  return git(folder, ['config', 'user.name'])?.trim() || undefined;
}

function git(folder: string, args: readonly string[]): string | undefined {
  const run = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 1 << 24 });
  return run.status === 0 ? run.stdout : undefined;
}
