import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule, Severity } from '@bulkhead/rules';
import { version } from '@bulkhead/server/version';
import { fingerprintName, fingerprints } from '../fingerprints';
import type { Range } from '../locate';
import { ruleHelp, ruleHint } from '../pages';
import type { Checked, Entry, Notice, ReportOptions } from '../result';
import { firstSentence } from '../words';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** GitHub sorts its alerts by this number, read as a CVSS score. */
const scores: Record<Severity, string> = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '0.5' };

/** SARIF 2.1.0, for code scanning and editors. */
export function sarifReport(checked: Checked, options: ReportOptions): string {
  const used = new Set(checked.entries.map((e) => e.rule));
  const rules = options.rules.filter((rule) => used.has(rule.id));
  const index = new Map(rules.map((rule, i) => [rule.id, i]));
  const print = fingerprints();
  const artifact = artifactsIn(options.cwd);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Bulkhead', semanticVersion: version, rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: !checked.notices.some((n) => n.kind === 'unreadable'),
            toolExecutionNotifications: checked.notices.map((n) => notification(n, artifact)),
          },
        ],
        results: checked.entries.map((entry) => result(entry, index.get(entry.rule), print(entry), artifact)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor(rule: Rule) {
  return {
    id: rule.id,
    name: rule.id.replace(/(^|-)([a-z0-9])/g, (_, __, c: string) => c.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: firstSentence(rule.why) },
    help: { text: ruleHint(rule), markdown: ruleHelp(rule) },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: ['security', rule.level, rule.layer, ...rule.stride.map((s) => `STRIDE-${s}`)],
      'security-severity': scores[rule.severity],
      control: rule.control,
      aliases: rule.aliases,
    },
  };
}

function result(entry: Entry, ruleIndex: number | undefined, fingerprint: string, artifact: Artifact) {
  const fix = entry.fix?.changes && entry.fix.changes.length > 0 ? entry.fix : undefined;
  return {
    ruleId: entry.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[entry.severity],
    message: { text: entry.message },
    locations: [location(artifact(entry.path), entry.range)],
    ...(entry.related.length > 0
      ? {
          relatedLocations: entry.related.map((r) => ({
            ...location(artifact(r.path), r.range),
            message: { text: r.message },
          })),
        }
      : {}),
    partialFingerprints: { [fingerprintName]: fingerprint },
    ...(fix ? { fixes: [fixOf(fix, artifact)] } : {}),
    properties: { severity: entry.severity, level: entry.level, control: entry.control },
  };
}

function fixOf(fix: NonNullable<Entry['fix']>, artifact: Artifact) {
  const changes = fix.changes ?? [];
  const paths = [...new Set(changes.map((c) => c.path))];
  return {
    description: { text: fix.title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path),
      replacements: changes
        .filter((c) => c.path === path)
        .map((c) => ({ deletedRegion: region(c.range), insertedContent: { text: c.text } })),
    })),
    properties: { safety: fix.safety },
  };
}

function notification(notice: Notice, artifact: Artifact) {
  const place = artifact(notice.path);
  return {
    level: notice.kind === 'unreadable' || notice.kind === 'rule-failed' ? 'error' : 'note',
    message: { text: `${notice.path} ${notice.message}`.trim() },
    descriptor: { id: notice.kind },
    ...(notice.path === ''
      ? {}
      : {
          locations: [notice.range ? location(place, notice.range) : { physicalLocation: { artifactLocation: place } }],
        }),
  };
}

function location(artifactLocation: ReturnType<Artifact>, range: Range) {
  return { physicalLocation: { artifactLocation, region: region(range) } };
}

type Artifact = (path: string) => { readonly uri: string; readonly uriBaseId?: string };

/** A path outside the working folder cannot be relative to the root of the sources. */
function artifactsIn(cwd: string): Artifact {
  return (path) => {
    if (path.startsWith('../') || /^([A-Za-z]:)?\//.test(path)) return { uri: pathToFileURL(resolve(cwd, path)).href };
    return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
  };
}

function region({ start, end }: Range) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
