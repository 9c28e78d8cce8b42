import type { ItemState } from '../assess';
import { layerTitle, statePhrase } from '../phrases';
import { sha256 } from '../sha256';
import type { ChecklistReport } from './model';

/**
 * The report as a Threat Composer file: each item becomes a threat (why it matters) and a mitigation (what was decided),
 * linked to each other. Ids are made from the item ids, so the same checklist always gives the same file.
 */
export function threatComposerReport(report: ChecklistReport): string {
  const threats = report.states.map((state, i) => ({
    id: uuid('threat', state.id),
    numericId: i + 1,
    displayOrder: i + 1,
    statement: cut(state.why === '' ? state.question : state.why, 1400),
    status: threatStatus(state),
    metadata: [
      ...(state.stride.length > 0 ? [{ key: 'STRIDE', value: [...state.stride] }] : []),
      { key: 'Priority', value: priorityOf(state) },
      { key: 'Comments', value: cut(`${state.id}: ${statePhrase(state)}`, 1000) },
    ],
    tags: tagsOf(state),
  }));
  const mitigations = report.states.map((state, i) => ({
    id: uuid('mitigation', state.id),
    numericId: i + 1,
    displayOrder: i + 1,
    content: cut(`${state.question} ${statePhrase(state)}`, 1000),
    status: mitigationStatus(state),
    metadata: [{ key: 'Comments', value: cut(commentOf(state), 1000) }],
    tags: tagsOf(state),
  }));
  const mitigationLinks = report.states.map(({ id }) => ({
    mitigationId: uuid('mitigation', id),
    linkedId: uuid('threat', id),
  }));
  const data = {
    schema: 1,
    applicationInfo: {
      name: cut(report.component, 200),
      description: cut(report.facts.map(([name, value]) => `${name}: ${value}`).join('\n'), 100_000),
    },
    architecture: {},
    dataflow: {},
    assumptions: [],
    mitigations,
    assumptionLinks: [],
    mitigationLinks,
    threats,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function threatStatus(state: ItemState): string {
  if (state.decision === 'not-applicable') return 'threatResolvedNotUseful';
  return state.implementation === 'done' && state.evidence.verdict !== 'refuted'
    ? 'threatResolved'
    : 'threatIdentified';
}

function mitigationStatus(state: ItemState): string {
  if (state.decision === 'rejected' || state.decision === 'not-applicable') return 'mitigationResolvedWillNotAction';
  if (state.implementation === 'done') return 'mitigationResolved';
  return state.implementation === 'partial' ? 'mitigationInProgress' : 'mitigationIdentified';
}

function priorityOf(state: ItemState): string {
  const wanted = state.decision === 'undecided' ? state.proposed : state.decision;
  if (wanted === 'required') return 'High';
  return wanted === 'recommended' || wanted === 'open-question' ? 'Medium' : 'Low';
}

function commentOf(state: ItemState): string {
  const fields = state.entry?.fields;
  const parts = [fields?.why, fields?.by, fields?.date, fields?.ticket].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'No comment.';
}

function tagsOf(state: ItemState): string[] {
  return [layerTitle(state.layer), ...state.tags].filter((tag) => tag !== '' && tag.length <= 30);
}

/** A UUID in the form of version 8, which is free for one's own use. */
function uuid(kind: string, id: string): string {
  const h = sha256(`${kind}/${id}`);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 3)}...`;
}
