import { rules, type Severity, severities } from '@bulkhead/rules';
import { type Given, type Options, readArguments } from '../args';
import { newEntries, readBaseline } from '../baseline';
import { checkFiles } from '../checkFiles';
import type { Command } from '../command';
import { exitCode, Failure } from '../failure';
import type { Io } from '../io';
import { progressOf } from '../progress';
import { type Format, formats, reports } from '../report';
import { unreadableText } from '../report/text';
import { type Checked, isAtLeast } from '../result';
import { checkingOptions, readSettings } from '../settings';
import { collectSources, type Sources } from '../sources';
import { stdinOption, stdinSource } from '../stdin';
import { usesColours } from '../style';
import { count } from '../words';

const options = {
  format: { value: 'FORMAT', choices: formats, help: 'How to report' },
  'fail-on': {
    value: 'LEVEL',
    choices: [...severities, 'never'],
    help: 'Exit with 1 from this severity on; default high',
  },
  baseline: { value: 'FILE', help: 'Leave out what this SARIF report of an earlier run has' },
  ...checkingOptions,
  ...stdinOption,
} satisfies Options;

/** Reports findings. Exits with 0 when clean, 1 when something is severe enough, 2 when it could not look at everything. */
export const check: Command = {
  usage: 'bulkhead check [options] [FILE | FOLDER | PATTERN | -]...',
  options,
  details: [
    'Without a path it checks the working folder. In folders it looks at Dockerfiles, Kubernetes YAML and JSON; it leaves',
    'out what a .gitignore names, node_modules and links. "-" reads standard input.',
    '',
    'Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong use or something could not be read.',
  ].join('\n'),

  async run(args, io) {
    const given = readArguments(args, options);
    const settings = readSettings(given, io);
    const failOn = readFailOn(given);
    const baseline = given.value('baseline');
    const known = baseline === undefined ? undefined : readBaseline(baseline, io.cwd);
    const report = await reports[(given.value('format') ?? 'text') as Format]();
    const sources = await sourcesOf(given, io, settings.honourGitignore);

    const progress = progressOf(io, sources.sources.length);
    const all = checkFiles(sources, {
      judge: settings.judge,
      cwd: io.cwd,
      together: settings.together,
      progress: progress.show,
    });
    progress.clear();
    const least = settings.leastSevere;
    const wanted = least ? all.entries.filter((e) => isAtLeast(e.severity, least)) : all.entries;
    const checked = { ...all, entries: known ? newEntries(wanted, known) : wanted };
    const before = wanted.length - checked.entries.length;
    if (before > 0) io.stderr.write(`bulkhead: ${count(before, 'finding')} of the baseline left out.\n`);

    io.stdout.write(report(checked, { failOn, rules, colours: usesColours(io.stdout, io.env), cwd: io.cwd }));
    return outcome(checked, failOn, io);
  },
};

async function sourcesOf(given: Given, io: Io, honourGitignore: boolean): Promise<Sources> {
  const paths = given.paths.filter((path) => path !== '-');
  const fromFiles = collectSources(given.paths.length === 0 ? ['.'] : paths, { cwd: io.cwd, honourGitignore });
  for (const pattern of fromFiles.unmatched) throw new Failure(`No file matches "${pattern}".`);
  if (paths.length === given.paths.length) {
    if (given.has('stdin-filename')) throw new Failure('--stdin-filename goes with "-", for standard input.');
    return fromFiles;
  }
  return { ...fromFiles, sources: [...fromFiles.sources, await stdinSource(given, io)] };
}

function readFailOn(given: Given): Severity | undefined {
  const value = given.value('fail-on') ?? 'high';
  return value === 'never' ? undefined : (value as Severity);
}

/** Says on standard error, for whatever format, what was asked for and could not be read. */
function outcome(checked: Checked, failOn: Severity | undefined, io: Io): number {
  const unreadable = checked.notices.filter((notice) => notice.kind === 'unreadable');
  for (const notice of unreadable) io.stderr.write(unreadableText(notice));
  if (unreadable.length > 0) return exitCode.failed;
  return checked.entries.some((e) => isAtLeast(e.severity, failOn)) ? exitCode.findings : exitCode.clean;
}
