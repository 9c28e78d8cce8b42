import {
  type Context,
  defaultContext,
  type Profile,
  profiles,
  type Rule,
  rules,
  type Severity,
  severities,
} from '@bulkhead/rules';
import type { Given, Options } from './args';
import { Failure, nearest } from './failure';
import { findRules, ruleWords } from './findRules';

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
  config: { value: 'FILE', help: 'Read settings from this file' },
  'no-config': { help: 'Read no settings file' },
  'no-cross-file': { help: 'Judge each file by itself' },
  'no-gitignore': { help: 'Also look at files that git ignores' },
} as const satisfies Options;

/** What the options and settings come to. */
export interface Settings {
  readonly context: Context;
  readonly leastSevere: Severity | undefined;
  readonly together: boolean;
  readonly honourGitignore: boolean;
}

/** Reads the options in `checkingOptions`. */
export function readSettings(given: Given, today: string): Settings {
  if (given.has('config') && given.has('no-config')) throw new Failure('--config and --no-config exclude each other.');
  if (given.has('config')) throw new Failure('This version reads no settings file yet; give options instead.');
  const only = given.values('only').flatMap((value) => value.split(','));
  return {
    context: {
      ...defaultContext,
      // Whoever names a rule wants it, whatever its level.
      profile: (given.value('profile') ?? (only.length > 0 ? 'all' : defaultContext.profile)) as Profile,
      rules: only.length > 0 ? allOffBut(only.flatMap(ruleNamed)) : defaultContext.rules,
      today,
      kubernetes: kubernetesMinor(given.value('kubernetes-version')) ?? defaultContext.kubernetes,
    },
    leastSevere: given.value('severity') as Severity | undefined,
    together: !given.has('no-cross-file'),
    honourGitignore: !given.has('no-gitignore'),
  };
}

/** Rules that look at what the others found must know that those are off, so all stay with the engine. */
function allOffBut(wanted: readonly Rule[]): Context['rules'] {
  return Object.fromEntries(rules.filter((rule) => !wanted.includes(rule)).map((rule) => [rule.id, 'off'] as const));
}

/** `1.30`, `v1.30` and `1.30.2` all mean the minor version 30. */
function kubernetesMinor(version: string | undefined): number | undefined {
  if (version === undefined) return undefined;
  const minor = /^v?1\.(\d{1,3})(\.\d+)?([-+].*)?$/.exec(version)?.[1];
  if (minor === undefined) throw new Failure(`"${version}" is no version of Kubernetes; write it like 1.31.`);
  return Number(minor);
}

/** The rules a person means by a word. Throws a `Failure` that names the nearest when there are none. */
export function ruleNamed(word: string): readonly Rule[] {
  const found = findRules(word);
  if (found.length > 0) return found;
  const meant = nearest(word.toLowerCase(), ruleWords());
  throw new Failure(`No rule has the id or alias "${word}".${meant ? ` Did you mean "${meant}"?` : ''}`);
}
