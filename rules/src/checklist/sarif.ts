import type { Rule } from '../rule';
import type { Evidence, EvidenceFinding, RuleEvidence, SuppressedFinding } from './evidence';

/** What could be read from a report of another scanner. */
export interface ImportedSarif {
  readonly evidence: Evidence;
  /** Rule ids of the report that none of our rules knows as an alias. */
  readonly unknown: readonly string[];
  /** Names of the tools. */
  readonly tools: readonly string[];
}

/**
 * Reads a SARIF report as evidence. A result counts for our rule that names the other tool's rule id as an alias. A
 * report proves nothing by its silence: we do not know what it looked at.
 */
export function importSarif(text: string, rules: readonly Pick<Rule, 'id' | 'aliases'>[]): ImportedSarif | undefined {
  const runs = list(record(parsed(text))['runs']);
  if (!runs) return undefined;
  const byAlias = new Map<string, string[]>();
  for (const { id, aliases } of rules) {
    for (const alias of [id, ...aliases]) {
      const key = aliasKey(alias);
      byAlias.set(key, [...(byAlias.get(key) ?? []), id]);
    }
  }
  const evidence = new Map<string, { findings: EvidenceFinding[]; suppressed: SuppressedFinding[] }>();
  const unknown = new Set<string>();
  const tools = new Set<string>();
  for (const run of runs.map(record)) {
    const driver = record(record(run['tool'])['driver']);
    const tool = string(driver['name']) ?? 'another scanner';
    tools.add(tool);
    for (const result of (list(run['results']) ?? []).map(record)) {
      const described = describedRule(result, driver);
      const id = string(result['ruleId']) ?? string(record(result['rule'])['id']) ?? string(described['id']);
      if (id === undefined || result['kind'] === 'pass' || result['kind'] === 'notApplicable') continue;
      const known = byAlias.get(aliasKey(id)) ?? byAlias.get(shortKey(id));
      if (!known) unknown.add(id);
      for (const rule of known ?? []) {
        const one = evidence.get(rule) ?? { findings: [], suppressed: [] };
        evidence.set(rule, one);
        const finding = findingOf(result, described, rule, tool);
        const reason = suppression(result);
        if (reason === undefined) one.findings.push(finding);
        else one.suppressed.push({ ...finding, reason });
      }
    }
  }
  const complete = [...evidence].map(([rule, one]): [string, RuleEvidence] => [
    rule,
    { files: [], unresolved: [], ...one },
  ]);
  return { evidence: new Map(complete), unknown: [...unknown].sort(), tools: [...tools].sort() };
}

/** Scanners write the same id with and without prefixes and zeros: `AVD-KSV-0012`, `KSV-0012` and `KSV012` are one. */
function aliasKey(id: string): string {
  return id
    .toUpperCase()
    .replace(/^AVD-/, '')
    .replace(/^(?:KICS|KL|KSC|KSE|PO|SCOUT):/, '')
    .replace(/^(DS|KSV)-?0*(\d+)$/, '$1$2');
}

/** Long ids that we only know by their beginning. */
function shortKey(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(id) ? id.slice(0, 8).toUpperCase() : '';
}

/** What the tool says of the rule of a result, when it says it. */
function describedRule(result: Record<string, unknown>, driver: Record<string, unknown>): Record<string, unknown> {
  const rules = list(driver['rules']) ?? [];
  const index = result['ruleIndex'] ?? record(result['rule'])['index'];
  if (typeof index === 'number') return record(rules[index]);
  return record(rules.find((rule) => record(rule)['id'] === result['ruleId']));
}

function findingOf(
  result: Record<string, unknown>,
  described: Record<string, unknown>,
  rule: string,
  tool: string,
): EvidenceFinding {
  const place = record(record((list(result['locations']) ?? [])[0])['physicalLocation']);
  const file = string(record(place['artifactLocation'])['uri']) ?? '';
  const line = record(place['region'])['startLine'];
  const levels: Record<string, EvidenceFinding['severity']> = { error: 'high', warning: 'medium', note: 'low' };
  return {
    rule,
    tool,
    file: decoded(file.replace(/^file:\/+/, '/').replace(/^\.\//, '')),
    message: string(record(result['message'])['text'])?.slice(0, 500) ?? rule,
    // A result without a level has the one of its rule.
    severity:
      levels[string(result['level']) ?? string(record(described['defaultConfiguration'])['level']) ?? 'warning'] ??
      'medium',
    ...(typeof line === 'number' ? { line } : {}),
  };
}

/** An address as a path; one that is no valid address is left as it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function suppression(result: Record<string, unknown>): string | undefined {
  const accepted = (list(result['suppressions']) ?? []).map(record).filter((each) => each['status'] !== 'rejected');
  return accepted.length === 0 ? undefined : (string(accepted[0]?.['justification']) ?? '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
