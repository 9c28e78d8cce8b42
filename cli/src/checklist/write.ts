import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { applyEdits } from '@bulkhead/rules';
import { checklistProfiles } from '@bulkhead/rules/catalog/index';
import { createChecklist, fileName, type Tier, tiers, updateChecklist } from '@bulkhead/rules/checklist/index';
import { readArguments } from '../args';
import { exitCode, Failure } from '../failure';
import { replaceFile } from '../files/write';
import type { Io } from '../io';
import { displayPath, reason } from '../sources';
import { findChecklists, readText } from './load';

export const initOptions = {
  component: { value: 'NAME', help: 'What the checklist is about; default the name of the folder' },
  profile: {
    value: 'NAME',
    choices: checklistProfiles.map(({ id }) => id),
    help: 'What is proposed; default standard',
  },
  tier: { value: 'TIER', choices: tiers, help: 'All items or only the core; default full' },
  include: { value: 'GLOB', many: true, help: 'Files of the component, relative to the folder; default all' },
} as const;

/** Writes a new checklist. An existing one is never touched. */
export function runInit(args: readonly string[], io: Io): number {
  const given = readArguments(args, initOptions);
  const [path = '.', more] = given.paths;
  if (more !== undefined) throw new Failure('"init" makes one checklist: give one folder.');
  const folder = resolve(io.cwd, path);
  const target = join(folder, fileName);
  const shown = displayPath(target, io.cwd);
  if (existsSync(target))
    throw new Failure(`${shown} is already there. "bulkhead checklist update" adds new items to it.`);
  const text = createChecklist({
    component: given.value('component') ?? (basename(folder) || 'component'),
    profile: (given.value('profile') ?? 'standard') as (typeof checklistProfiles)[number]['id'],
    tier: (given.value('tier') ?? 'full') as Tier,
    include: given.values('include'),
  });
  try {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) mkdirSync(folder, { recursive: true });
    writeFileSync(target, text, { flag: 'wx' });
  } catch (error) {
    throw new Failure(`${shown} ${reason(error)}.`);
  }
  io.stdout.write(`${shown}: written. Decide in the editor, or in the file.\n`);
  return exitCode.clean;
}

/** Adds what is new in the catalogue to the checklists. */
export function runUpdate(args: readonly string[], io: Io): number {
  const given = readArguments(args, {});
  for (const absolute of findChecklists(given.paths, io)) {
    const shown = displayPath(absolute, io.cwd);
    const text = readText(absolute, io);
    const result = updateChecklist(text);
    if ('refused' in result) throw new Failure(`${shown}: ${result.refused}`);
    if (result.edits.length === 0) {
      io.stdout.write(`${shown}: nothing is new.\n`);
      continue;
    }
    try {
      replaceFile(absolute, applyEdits(text, result.edits));
    } catch (error) {
      throw new Failure(`${shown} ${reason(error)}.`);
    }
    io.stdout.write(`${shown}: updated to the catalogue of this version.\n`);
  }
  return exitCode.clean;
}
