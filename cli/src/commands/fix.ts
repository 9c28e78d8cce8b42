import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createEngine } from '@bulkhead/rules';
import { type Given, type Options, readArguments } from '../args';
import { guarded, ruleFailed } from '../checkFiles';
import type { Command } from '../command';
import { unifiedDiff } from '../diff';
import { exitCode, Failure } from '../failure';
import { partCharts } from '../files/charts';
import { replaceFile } from '../files/write';
import { mendAcross } from '../fixAcross';
import { fixChart } from '../fixChart';
import { type Fixer, fixFile, type Mended } from '../fixFile';
import type { Io } from '../io';
import { progressOf } from '../progress';
import { noticeText, unreadableText } from '../report/text';
import type { Notice } from '../result';
import { checkingOptions, readSettings, type Settings } from '../settings';
import { collectSources, reason, type Source } from '../sources';
import { stdinOption, stdinSource } from '../stdin';
import { type Style, styleOf, usesColours } from '../style';
import { count } from '../words';

const options = {
  'dry-run': { help: 'Print the changes as a diff and write nothing; exit with 1 when there are any' },
  review: { help: 'Also apply fixes that a person should look at' },
  ...checkingOptions,
  ...stdinOption,
} satisfies Options;

/** Applies fixes until nothing more applies. */
export const fix: Command = {
  usage: 'bulkhead fix [options] FILE | FOLDER | PATTERN | -...',
  options,
  details: [
    'Without --review only safe fixes are applied: the program behaves the same, or stricter exactly as intended.',
    'With "-" the fixed text goes to standard output.',
    '',
    'Exit codes: 0 done, 1 --dry-run would change something, 2 wrong use or something could not be read or written.',
  ].join('\n'),

  async run(args, io) {
    const given = readArguments(args, options);
    const settings = readSettings(given, io);
    if (given.paths.length === 0) throw new Failure('Name the files or folders to fix; "." is the working folder.');
    return given.paths.includes('-') ? await fixStdin(given, settings, io) : fixFiles(given, settings, io);
  },
};

function fixFiles(given: Given, settings: Settings, io: Io): number {
  const { sources, unreadable, unmatched } = collectSources(given.paths, { cwd: io.cwd, ...settings });
  for (const pattern of unmatched) throw new Failure(`No file matches "${pattern}".`);
  const notices: Notice[] = unreadable.map((u) => ({ ...u, kind: 'unreadable' as const }));
  const fixer = fixerOf(given, settings, notices);
  const style = styleOf(usesColours(io.stdout, io.env));
  const progress = progressOf(io, sources.length);
  const dryRun = given.has('dry-run');
  let files = 0;
  let applied = 0;
  let waiting = 0;
  const { charts, rest } = partCharts(sources, { cwd: io.cwd, judge: settings.judge });
  const settle = ({ source, fixed }: Mended) => {
    notices.push(...fixed.notices);
    waiting += fixed.waiting;
    if (fixed.after === fixed.before) return;
    if (dryRun) {
      progress.clear();
      io.stdout.write(coloured(diffOf({ source, fixed }), style));
    } else {
      const failure = write(source, fixed.after);
      if (failure) return void notices.push(failure);
    }
    files++;
    applied += fixed.applied;
  };
  const mended: Mended[] = [];
  for (const [i, source] of rest.entries()) {
    progress.show(i);
    guarded(source.path, notices, () => mended.push({ source, fixed: fixFile(source, fixer) }));
  }
  guarded('', notices, () => {
    const across = fixer.together ? mendAcross(mended, fixer, io.cwd) : { mended, waiting: 0 };
    waiting += across.waiting;
    for (const one of across.mended) settle(one);
  });
  for (const [i, chart] of charts.entries()) {
    progress.show(rest.length + i);
    guarded(chart.path, notices, () => {
      const fixed = fixChart(chart, fixer);
      waiting += fixed.waiting;
      for (const one of fixed.files) settle(one);
    });
  }
  progress.clear();
  tell(notices, io);
  const done = `${count(applied, 'fix', 'fixes')} in ${count(files, 'file')}`;
  const more = waiting === 0 ? '' : `; --review applies ${waiting} more`;
  // The diff must stay a diff when it goes to a file.
  if (dryRun) io.stderr.write(`${done} would be applied${more}.\n`);
  else if (applied > 0) io.stdout.write(`Applied ${done}${more}.\n`);
  else io.stdout.write(`Nothing to fix${waiting === 0 ? '' : ` without a look${more}`}.\n`);
  if (notices.some((notice) => notice.kind === 'unreadable')) return exitCode.failed;
  return dryRun && files > 0 ? exitCode.findings : exitCode.clean;
}

async function fixStdin(given: Given, settings: Settings, io: Io): Promise<number> {
  if (given.paths.length > 1) throw new Failure('"-" is standard input and goes with no other path.');
  const notices: Notice[] = [];
  const source = await stdinSource(given, io);
  const fixer = fixerOf(given, settings, notices);
  const alone = fixFile(source, fixer);
  const across = fixer.together ? mendAcross([{ source, fixed: alone }], fixer, io.cwd).mended : [];
  const { before, after, notices: more } = across.find((one) => one.source === source)?.fixed ?? alone;
  // Whoever takes our output for the file must not get an empty or damaged one.
  const refused = more.find((notice) => !['unsettled', 'not-ours'].includes(notice.kind));
  if (refused) throw new Failure(`Standard input ${refused.message}`);
  tell([...notices, ...more], io);
  const dryRun = given.has('dry-run');
  io.stdout.write(dryRun ? unifiedDiff(source.path, before, after) : after);
  return dryRun && before !== after ? exitCode.findings : exitCode.clean;
}

function fixerOf(given: Given, settings: Settings, notices: Notice[]): Fixer {
  const engine = createEngine({ onRuleFailed: (rule, error) => notices.push(ruleFailed(rule, error)) });
  return {
    engine,
    judge: settings.judge,
    safety: given.has('review') ? 'review' : 'safe',
    leastSevere: settings.leastSevere,
    together: settings.together,
  };
}

function diffOf({ source, fixed }: Mended): string {
  const diff = unifiedDiff(source.path, fixed.before, fixed.after);
  return fixed.isNew ? diff.replace(/^--- .*/, '--- /dev/null') : diff;
}

function write({ path, absolute }: Source, text: string): Notice | undefined {
  try {
    if (!existsSync(absolute)) {
      writeFileSync(absolute, text, { flag: 'wx' });
      return undefined;
    }
    if (!statSync(absolute).isFile()) return { path, kind: 'unreadable', message: 'is no file that can be written' };
    replaceFile(absolute, text);
    return undefined;
  } catch (error) {
    return { path, kind: 'unreadable', message: `was not changed: it ${reason(error)}` };
  }
}

function coloured(diff: string, style: Style): string {
  return diff.replace(/^[+-].*$/gm, (line) => (line.startsWith('+') ? style.added(line) : style.removed(line)));
}

function tell(notices: readonly Notice[], io: Io): void {
  const style = styleOf(usesColours(io.stderr, io.env));
  for (const notice of notices) {
    if (notice.kind === 'unreadable') io.stderr.write(unreadableText(notice));
    else io.stderr.write(`${noticeText(notice, style)}\n`);
  }
}
