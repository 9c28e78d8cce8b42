import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configFileName, startingConfig } from '@bulkhead/rules';
import { type Options, readArguments } from '../args';
import type { Command } from '../command';
import { exitCode, Failure } from '../failure';
import { reason } from '../sources';

const options = {
  force: { help: 'Write over a file that is there' },
} satisfies Options;

/** Writes a settings file to start from. */
export const init: Command = {
  usage: 'bulkhead init [options] [FOLDER]',
  options,
  details: `Writes ${configFileName}, in which every setting is explained.`,

  async run(args, io) {
    const given = readArguments(args, options);
    const [folder = '.', more] = given.paths;
    if (more !== undefined) throw new Failure('Name one folder.');
    const path = join(resolve(io.cwd, folder), configFileName);
    if (existsSync(path) && !given.has('force'))
      throw new Failure(`${join(folder, configFileName)} is there already; --force writes over it.`);
    try {
      writeFileSync(path, startingConfig());
    } catch (error) {
      throw new Failure(`${join(folder, configFileName)} cannot be written: it ${reason(error)}.`);
    }
    io.stdout.write(`Wrote ${join(folder, configFileName)}.\n`);
    return exitCode.clean;
  },
};
