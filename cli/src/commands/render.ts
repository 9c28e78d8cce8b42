import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runThrough } from '@bulkhead/helm';
import { annotated, createEngine } from '@bulkhead/rules';
import { type Options, readArguments } from '../args';
import type { Command } from '../command';
import { exitCode, Failure } from '../failure';
import { readChart } from '../files/charts';
import { checkingOptions, readSettings } from '../settings';
import { valuesFromSets } from '../setValues';
import { displayPath } from '../sources';

const options = {
  values: {
    ...checkingOptions.values,
    help: 'A values file to lay over values.yaml; may be repeated, the last one wins',
  },
  set: { value: 'KEY=VALUE', many: true, help: 'A value to lay over all files, as with Helm: a.b=1,c=text,d={x,y}' },
  annotate: { help: 'Show the findings as comments above their lines' },
  config: checkingOptions.config,
  'no-config': checkingOptions['no-config'],
  profile: checkingOptions.profile,
  'kubernetes-version': checkingOptions['kubernetes-version'],
} satisfies Options;

/** No file of a chart can be called that. */
const setFile = '../--set';

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
    const { context, overlays = [], overlaysOnly } = readSettings(given, io).judge(join(absolute, 'values.yaml'));
    // Settings list what to check; what to print is said here.
    const files = overlaysOnly ? overlays : [];
    const input = readChart({ absolute, path: displayPath(absolute, io.cwd), only: undefined, overlays: files });
    const sets = valuesFromSets(given.values('set'));
    const overlay = [...files, ...(sets === undefined ? [] : [setFile])].join(',');
    const all = new Map([...input.files, ...(sets === undefined ? [] : [[setFile, sets] as const])]);
    const stacked = { ...input, files: all, overlays: overlay === '' ? [] : [overlay] };
    const manifest = runThrough(createEngine().manifestInSteps(stacked, context, overlay === '' ? undefined : overlay));
    io.stdout.write(given.has('annotate') ? annotated(manifest) : manifest.text);
    for (const problem of manifest.problems) io.stderr.write(`${problem}\n`);
    return manifest.problems.length > 0 ? exitCode.failed : exitCode.clean;
  },
};
