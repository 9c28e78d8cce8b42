import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { type Context, type Profile, profiles, type Rule, rules, type Severity, severities } from '@bulkhead/rules';
import { readKubernetesVersion } from '@bulkhead/rules/config/read';
import { factsFromLock } from '@bulkhead/rules/images/index';
import { nearest } from '@bulkhead/rules/text/nearest';
import type { Given, Options } from './args';
import { type ConfigChoice, type Judge, judgeWith } from './configs';
import { Failure } from './failure';
import { patchFinder } from './files/patches';
import { findRules, ruleWords } from './findRules';
import type { Io } from './io';
import { readLockFile } from './pinLock';

/** Options of every command that checks files. */
export const checkingOptions = {
  profile: {
    value: 'NAME',
    choices: Object.keys(profiles),
    help: 'How strict to be; default restricted',
  },
  severity: { value: 'LEVEL', choices: severities, help: 'Leave out what is less severe' },
  only: { value: 'RULE', many: true, help: 'Only this rule, by its id or an alias; may be repeated' },
  'kubernetes-version': { value: '1.N', help: 'The version manifests are for; default the newest known' },
  values: {
    value: 'FILE',
    many: true,
    short: 'f',
    help: 'Render charts with this file over values.yaml, and no other way; the last one wins',
  },
  conditional: { help: 'Also look at what charts do when features are on that are off by default' },
  config: { value: 'FILE', help: 'Read settings from this file, not from .bulkhead.yaml files' },
  'no-config': { help: 'Read no settings files' },
  'no-cross-file': { help: 'Judge each file by itself, silent on what another may hold' },
  'no-gitignore': { help: 'Also look at files that git ignores' },
} as const satisfies Options;

/** What the options and settings files come to. */
export interface Settings {
  readonly judge: Judge;
  readonly leastSevere: Severity | undefined;
  readonly together: boolean;
  readonly honourGitignore: boolean;
}

/** Reads the options in `checkingOptions`. */
export function readSettings(given: Given, io: Io): Settings {
  const only = given.values('only').flatMap((value) => value.split(','));
  // Whoever names a rule wants it, whatever its level.
  const profile = (given.value('profile') ?? (only.length > 0 ? 'all' : undefined)) as Profile | undefined;
  const kubernetes = kubernetesMinor(given.value('kubernetes-version'));
  const context: Partial<Context> = {
    today: io.today(),
    imageFacts: factsFromLock(readLockFile(io.cwd)),
    ...(profile === undefined ? {} : { profile }),
    ...(kubernetes === undefined ? {} : { kubernetes }),
    ...(given.has('conditional') ? { helm: { conditional: true } } : {}),
    ...(only.length > 0 ? { rules: allOffBut(only.flatMap(ruleNamed)) } : {}),
  };
  return {
    judge: withPatches(withValues(given, io.cwd, judgeWith(configChoice(given), io.cwd, context))),
    leastSevere: given.value('severity') as Severity | undefined,
    together: !given.has('no-cross-file'),
    honourGitignore: !given.has('no-gitignore'),
  };
}

/** Values that are named on the command line take the place of those in settings files. */
function withValues(given: Given, cwd: string, judge: Judge): Judge {
  const files = given.values('values').map((file) => resolve(cwd, file));
  if (files.length === 0) return judge;
  for (const file of files) if (!existsSync(file)) throw new Failure(`There is no values file "${file}".`);
  return (absolute) => {
    const local = files.map((file) => relative(dirname(absolute), file).split(sep).join('/'));
    return { ...judge(absolute), overlays: [local.join(',')], overlaysOnly: true };
  };
}

function withPatches(judge: Judge): Judge {
  const isPatch = patchFinder();
  return (absolute) => ({ ...judge(absolute), patch: isPatch(absolute) });
}

function configChoice(given: Given): ConfigChoice {
  const path = given.value('config');
  if (path !== undefined && given.has('no-config')) throw new Failure('--config and --no-config exclude each other.');
  if (given.has('no-config')) return { type: 'none' };
  return path === undefined ? { type: 'nearest' } : { type: 'only', path };
}

/** Rules that look at what the others found must know that those are off, so all stay with the engine. */
function allOffBut(wanted: readonly Rule[]): Context['rules'] {
  return Object.fromEntries(rules.filter((rule) => !wanted.includes(rule)).map((rule) => [rule.id, 'off'] as const));
}

function kubernetesMinor(version: string | undefined): number | undefined {
  if (version === undefined) return undefined;
  const minor = readKubernetesVersion(version);
  if (minor === undefined) throw new Failure(`"${version}" is no version of Kubernetes; write it like 1.31.`);
  return minor;
}

/** The rules a person means by a word. Throws a `Failure` that names the nearest when there are none. */
export function ruleNamed(word: string): readonly Rule[] {
  const found = findRules(word);
  if (found.length > 0) return found;
  const meant = nearest(word.toLowerCase(), ruleWords());
  throw new Failure(`No rule has the id or alias "${word}".${meant ? ` Did you mean "${meant}"?` : ''}`);
}
