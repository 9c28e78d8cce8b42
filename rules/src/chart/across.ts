import type { RenderedTemplate, Steps } from '@bulkhead/helm';
import type { RunRules } from '../engine/run';
import { checkPart } from '../engine/workspace';
import { asJudgedAcross, documentsOf, type JudgedFinding, type Judgements } from './judged';
import type { RenderedScenario } from './render';

/**
 * What the rules that look across objects say about all that a chart renders in a scenario. They are told that it is a
 * part: policies, budgets and roles may come from elsewhere.
 */
export function* judgeAcross(
  { named, templates }: RenderedScenario,
  known: Judgements,
  run: RunRules,
): Steps<readonly JudgedFinding[]> {
  const before = known.across.get(named.overlay);
  if (before && isSame(before.templates, templates)) return before.judged;
  const parts = templates.map((rendered) => ({
    file: { path: rendered.name, text: rendered.text },
    documents: documentsOf(rendered, known),
    rendered,
  }));
  const byName = new Map(parts.map((part) => [part.rendered.name, part]));
  const findings = yield* checkPart(parts, run);
  const judged = findings.flatMap((finding): JudgedFinding[] => {
    const part = byName.get(finding.file);
    const document = part?.documents.filter(({ start }) => start <= finding.span.start).at(-1);
    return part && document ? asJudgedAcross(finding, part.rendered, document) : [];
  });
  known.across.set(named.overlay, { templates, judged });
  return judged;
}

function isSame(a: readonly RenderedTemplate[], b: readonly RenderedTemplate[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
