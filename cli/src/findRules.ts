import { type Rule, rules } from '@bulkhead/rules';
import { answeredBy } from '@bulkhead/rules/catalog/answeredBy';

/**
 * Rules by id, or by the id another tool gives the same defect, which several may share. People write foreign ids as their
 * tool prints them: `KSV001`, `AVD-KSV-0001`, `run-as-non-root`, a long KICS id.
 */
export function findRules(word: string): readonly Rule[] {
  const exact = rules.filter((rule) => rule.id === word.toLowerCase());
  if (exact.length > 0) return exact;
  const answering = Object.hasOwn(answeredBy, word.toLowerCase()) ? answeredBy[word.toLowerCase()] : undefined;
  if (answering) return rules.filter((rule) => answering.includes(rule.id));
  const wanted = plain(word);
  const named = rules.filter((rule) => rule.aliases.some((alias) => plain(alias) === wanted));
  if (named.length > 0) return named;
  return rules.filter((rule) => rule.aliases.some((alias) => isUnprefixed(wanted, plain(alias))));
}

/** Every word that names a rule. */
export function ruleWords(): readonly string[] {
  return [...rules.flatMap((rule) => [rule.id, ...rule.aliases]), ...Object.keys(answeredBy)];
}

function plain(alias: string): string {
  return alias
    .toLowerCase()
    .replace(/^avd-/, '')
    .replace(/^(ksv|ds)-?0*(\d+)$/, '$1-$2');
}

function isUnprefixed(wanted: string, alias: string): boolean {
  const name = alias.slice(alias.indexOf(':') + 1);
  if (name === alias) return false;
  return name === wanted || (alias.startsWith('kics:') && wanted.startsWith(`${name}-`));
}
