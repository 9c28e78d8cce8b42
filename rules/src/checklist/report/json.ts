import type { ItemState } from '../assess';
import type { ChecklistReport } from './model';

/** The report for programs. Fields are only ever added. */
export function jsonReport(report: ChecklistReport): string {
  const { checklist, counts, changes } = report;
  const data = {
    version: 1,
    component: checklist.component,
    profile: checklist.profile,
    catalogue: checklist.catalogue,
    tier: checklist.tier,
    facts: Object.fromEntries(report.facts),
    counts,
    items: report.states.map(itemData),
    ...(changes ? { changes: { since: changes.since, items: changes.list } } : {}),
    problems: checklist.problems.map(({ kind, message, id }) => ({
      kind,
      message,
      ...(id === undefined ? {} : { id }),
    })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function itemData(state: ItemState) {
  const {
    decision: _decision,
    implementation: _implementation,
    // Said by the state, in the words of the catalogue.
    question: _question,
    layer: _layer,
    stride: _stride,
    ...fields
  } = state.entry?.fields ?? {
    decision: state.decision,
    implementation: state.implementation,
  };
  return {
    id: state.id,
    question: state.question,
    layer: state.layer,
    boundaries: state.boundaries,
    stride: state.stride,
    responsibility: state.responsibility,
    origin: state.origin,
    proposed: state.proposed,
    decision: state.decision,
    implementation: state.implementation,
    verdict: state.evidence.verdict,
    stale: state.stale.length > 0,
    staleReasons: state.stale,
    findings: state.evidence.findings.map(({ rule, file, line, message, severity, tool }) => ({
      rule,
      file,
      ...(line === undefined ? {} : { line }),
      message,
      severity,
      ...(tool === undefined ? {} : { tool }),
    })),
    suppressed: state.evidence.suppressed.map(({ rule, file, line, reason }) => ({
      rule,
      file,
      ...(line === undefined ? {} : { line }),
      reason,
    })),
    unresolved: state.evidence.unresolved,
    files: state.evidence.files,
    ...fields,
  };
}
