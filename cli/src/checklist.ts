import { nearest } from '@bulkhead/rules/text/nearest';
import { optionHelp } from './args';
import { checkOptions, runCheck } from './checklist/check';
import { importOptions, runImport } from './checklist/import';
import { compareOptions, reportOptions, runCompare, runReport } from './checklist/report';
import { initOptions, runInit, runUpdate } from './checklist/write';
import type { Command } from './command';
import { exitCode, Failure } from './failure';
import type { Io } from './io';

interface Subcommand {
  readonly usage: string;
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[], io: Io): number;
}

const subcommands: Readonly<Record<string, Subcommand>> = {
  init: {
    usage: 'init [options] [FOLDER]',
    summary: 'Make a checklist for a component',
    help: optionHelp(initOptions),
    run: runInit,
  },
  check: {
    usage: 'check [options] [FOLDER | FILE]...',
    summary: 'Hold decisions against the files; exit 1 when something does not fit',
    help: optionHelp(checkOptions),
    run: runCheck,
  },
  report: {
    usage: 'report [options] [FOLDER | FILE]...',
    summary: 'Write a report; Markdown and CSV also of several checklists',
    help: optionHelp(reportOptions),
    run: runReport,
  },
  compare: {
    usage: 'compare [options] [OLD NEW | FILE]',
    summary: 'List what was decided between two versions',
    help: optionHelp(compareOptions),
    run: runCompare,
  },
  import: {
    usage: 'import [options] FILE.csv [FOLDER | FILE]',
    summary: 'Take over decisions from a table, by the ids of the items',
    help: optionHelp(importOptions),
    run: runImport,
  },
  update: {
    usage: 'update [FOLDER | FILE]...',
    summary: 'Add the new items of the catalogue',
    help: '',
    run: runUpdate,
  },
};

/** Runs `bulkhead checklist ...`. Resolves to the exit code: 0 fine, 1 something does not fit, 2 wrong use. */
async function runChecklist(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name.startsWith('-')) return help(undefined, name, io);
  const subcommand = subcommands[name];
  if (!subcommand) {
    const meant = nearest(name, Object.keys(subcommands));
    throw new Failure(`There is no "checklist ${name}".${meant ? ` Did you mean "${meant}"?` : ''}`);
  }
  if (rest.includes('--help') || rest.includes('-h')) return help(subcommand, '--help', io);
  return subcommand.run(rest, io);
}

const usageWidth = Math.max(...Object.values(subcommands).map(({ usage }) => usage.length)) + 2;

/** How the command table knows it. */
export const checklist: Command = {
  usage: 'bulkhead checklist COMMAND [options]',
  details: Object.values(subcommands)
    .map(({ usage, summary }) => `  ${usage.padEnd(usageWidth)}${summary}`)
    .join('\n'),
  run: runChecklist,
};

function help(subcommand: Subcommand | undefined, asked: string | undefined, io: Io): number {
  const known = asked === undefined || asked === 'help' || asked === '--help' || asked === '-h';
  if (!known) throw new Failure(`There is no option ${asked}; a command comes first.`);
  const text = subcommand
    ? `${[`Usage: bulkhead checklist ${subcommand.usage}`, `${subcommand.summary}.`, subcommand.help].filter(Boolean).join('\n\n')}\n`
    : `Usage: ${checklist.usage}\n\n${checklist.details}\n`;
  (asked === undefined ? io.stderr : io.stdout).write(text);
  return asked === undefined ? exitCode.failed : exitCode.clean;
}
