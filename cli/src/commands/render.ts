import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createEngine, renderManifest } from '@bulkhead/rules';
import { type Options, readArguments } from '../args';
import type { Command } from '../command';
import { exitCode, Failure } from '../failure';
import { readChart } from '../files/charts';
import { checkingOptions, readSettings } from '../settings';

const options = {
  values: { value: 'FILE', many: true, short: 'f', help: 'A values file to lay over values.yaml; the last one wins' },
  annotate: { help: 'Show the findings as comments above their lines' },
  config: checkingOptions.config,
  'no-config': checkingOptions['no-config'],
  profile: checkingOptions.profile,
} satisfies Options;

/** Renders a chart, without Helm and without a cluster. */
export const render: Command = {
  usage: 'bulkhead render [options] CHART',
  options,
  details:
    'What only a cluster could tell, such as `lookup`, counts as absent. Exit code 2 when something did not render.',
  async run(args, io) {
    const given = readArguments(args, options);
    const [folder, ...more] = given.paths;
    if (folder === undefined || more.length > 0) throw new Failure('Name one chart, by its folder.');
    const absolute = resolve(io.cwd, folder);
    if (!existsSync(join(absolute, 'Chart.yaml'))) throw new Failure(`There is no Chart.yaml in "${folder}".`);
    const values = given.values('values').map((file) => ({ file, text: textOf(resolve(io.cwd, file), file) }));
    const { context } = readSettings(given, io).judge(join(absolute, 'values.yaml'));
    const input = readChart({ absolute, path: folder.replace(/[/\\]+$/, ''), only: undefined });
    const annotateWith = given.has('annotate') ? { annotateWith: createEngine() } : {};
    const { text, problems } = renderManifest(input, context, { values, ...annotateWith });
    io.stdout.write(text);
    for (const problem of problems) io.stderr.write(`${problem}\n`);
    return problems.length > 0 ? exitCode.failed : exitCode.clean;
  },
};

function textOf(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Failure(`The values file "${shown}" cannot be read.`);
  }
}
