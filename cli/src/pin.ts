import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { applyEdits, fileKind, lineStarts, positionAt } from '@bulkhead/rules';
import { chartProbe } from '@bulkhead/rules/images/chartProbe';
import { lockFileName, writeLock } from '@bulkhead/rules/images/index';
import { createNodeClient } from '@bulkhead/server/registry/nodeClient';
import { type FileToPin, type PinOutcome, pinFiles } from '@bulkhead/server/registry/pinFiles';
import { type Given, type Options, readArguments } from './args';
import type { Command } from './command';
import { exitCode, Failure } from './failure';
import { partCharts, readChart } from './files/charts';
import { readSource, sourceFile } from './files/read';
import { replaceFile } from './files/write';
import type { Io } from './io';
import { notPinned } from './pinCheck';
import { readLockFile, updateLock } from './pinLock';
import { collectSources, reason } from './sources';
import { count, oneLine } from './words';

const options = {
  refresh: { help: 'Also look up images that have a digest, and replace digests their tag no longer stands for' },
  check: { help: 'Change nothing; exit with 1 when an image is not pinned. Alone it needs no network' },
  lock: { help: `Record name, tag, digest, date and facts of every image in ${lockFileName}` },
  'plain-http': { value: 'HOST', many: true, help: 'Ask this registry without encryption; this machine always may' },
  'no-gitignore': { help: 'Also look at files that git ignores' },
} satisfies Options;

/** `bulkhead pin`: writes the digest behind every image reference. */
export const pin: Command = {
  usage: 'bulkhead pin [options] [FILE | FOLDER | PATTERN]...',
  options,
  details: [
    'Asks each registry what a tag stands for now and writes that digest behind it; name, tag and everything around stay.',
    `Tags that ${lockFileName} records are not asked for, so that pinning works without a network.`,
    'Credentials are taken from docker’s configuration, and only when a registry insists.',
    '',
    'Exit codes: 0 everything is pinned, 1 something is not, 2 wrong use or something could not be read or written.',
  ].join('\n'),
  run: runPin,
};

/** One file to pin and where it is. */
export interface PinSource extends FileToPin {
  readonly absolute: string;
  readonly byteOrderMark: string;
}

/** Runs `bulkhead pin` and resolves to its exit code. */
export async function runPin(args: readonly string[], io: Io): Promise<number> {
  const given = readArguments(args, options);
  const { files, failed } = readFiles(given, io);
  const lockFile = join(io.cwd, lockFileName);
  const lock = readLockFile(io.cwd);
  const client = createNodeClient({
    env: io.env,
    plainHttpHosts: given.values('plain-http'),
    mayRunHelpers: () => true,
    onCredentials: (what) => io.stderr.write(`Using ${what}.\n`),
  });
  try {
    const mode = given.has('refresh') ? 'refresh' : 'pin';
    const signal = new AbortController().signal;
    if (given.has('check') && mode === 'pin') {
      const problems = notPinned(files, lock);
      for (const { path, line, message } of problems) io.stdout.write(`${path}:${line}: ${message}\n`);
      io.stderr.write(
        `${problems.length === 0 ? 'No image is left to pin' : `${count(problems.length, 'image')} not pinned`}.\n`,
      );
      return failed ? exitCode.failed : problems.length > 0 ? exitCode.findings : exitCode.clean;
    }
    const outcome = await pinFiles(files, client, { mode, signal, lock });
    const dryRun = given.has('check');
    const wrote = dryRun || writeFiles(files, outcome, io);
    tell(files, outcome, io, dryRun);
    if (given.has('lock') && !dryRun) {
      const today = io.today();
      const next = await updateLock(lock, files, outcome, { client, signal, today });
      writeFileSync(lockFile, writeLock(next));
    }
    if (failed || !wrote) return exitCode.failed;
    const isOpen = outcome.unpinned.some(({ use }) => use.image !== undefined);
    return isOpen || (dryRun && outcome.edits.size > 0) ? exitCode.findings : exitCode.clean;
  } finally {
    client.close();
  }
}

function readFiles(given: Given, io: Io): { files: PinSource[]; failed: boolean } {
  const paths = given.paths.length > 0 ? given.paths : ['.'];
  if (paths.includes('-')) throw new Failure('"pin" changes files; it does not read standard input.');
  const honourGitignore = !given.has('no-gitignore');
  const { sources, unreadable, unmatched } = collectSources(paths, { cwd: io.cwd, honourGitignore });
  for (const pattern of unmatched) throw new Failure(`No file matches "${pattern}".`);
  for (const { path, message } of unreadable) io.stderr.write(`${path} ${message}\n`);
  const { charts, rest } = partCharts(sources, { cwd: io.cwd });
  const files = rest.flatMap((source): PinSource[] => {
    const content = readSource(source);
    if (content.state !== 'text' || !content.exact) return [];
    const { path, text, kind = fileKind(path, text) } = sourceFile(source, content.text);
    return [{ path, text, kind, absolute: source.absolute, byteOrderMark: content.byteOrderMark }];
  });
  const values = charts.flatMap((source): PinSource[] => {
    const { files: inside } = readChart(source);
    const probe = chartProbe(inside);
    return [...inside].flatMap(([name, text]): PinSource[] => {
      const path = source.path === '' ? name : `${source.path}/${name}`;
      const isAsked = source.only?.has(path) ?? true;
      if (!isAsked || typeof text !== 'string' || !/^values[^/]*\.ya?ml$/.test(name)) return [];
      const byteOrderMark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
      const own = text.slice(byteOrderMark.length);
      return [{ path, text: own, kind: 'helm-values', probe, absolute: join(source.absolute, name), byteOrderMark }];
    });
  });
  return { files: [...files, ...values], failed: unreadable.length > 0 };
}

function writeFiles(files: readonly PinSource[], outcome: PinOutcome, io: Io): boolean {
  let good = true;
  for (const file of files) {
    const edits = outcome.edits.get(file.path);
    if (!edits) continue;
    try {
      replaceFile(file.absolute, file.byteOrderMark + applyEdits(file.text, edits));
    } catch (error) {
      io.stderr.write(`${file.path} was not changed: it ${reason(error)}\n`);
      good = false;
    }
  }
  return good;
}

function tell(files: readonly PinSource[], outcome: PinOutcome, io: Io, dryRun: boolean): void {
  const lines = new Map(files.map((file) => [file.path, lineStarts(file.text)]));
  const place = (path: string, offset: number): string =>
    `${path}:${positionAt(lines.get(path) ?? [0], offset).line + 1}`;
  for (const { path, use, digest, changed } of outcome.pinned) {
    if (changed) io.stdout.write(`${place(path, use.span.start)}: ${oneLine(use.written)} -> ${digest}\n`);
  }
  for (const { path, use, message } of outcome.unpinned)
    io.stderr.write(`${place(path, use.span.start)}: ${message}\n`);
  const changed = outcome.pinned.filter((one) => one.changed).length;
  const same = outcome.pinned.length - changed + outcome.settled;
  const verb = dryRun ? 'would be pinned' : 'pinned';
  const parts = [
    `${count(changed, 'image')} in ${count(outcome.edits.size, 'file')} ${verb}`,
    ...(same > 0 ? [`${same} pinned already`] : []),
    ...(outcome.unpinned.length > 0 ? [`${outcome.unpinned.length} not pinned`] : []),
  ];
  io.stderr.write(`${parts.join(', ')}.\n`);
}
