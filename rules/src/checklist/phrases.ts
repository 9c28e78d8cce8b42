import { frameworks, type Item, itemLayers, strideThreats } from '../catalog';
import type { Stride } from '../rule';
import type { ItemState, StaleReason } from './assess';
import type { EvidenceFinding } from './evidence';
import type { Decision, Implementation, Verdict } from './types';

/** How each decision is said. */
export const decisionWords: Readonly<Record<Decision, string>> = {
  undecided: 'undecided',
  'open-question': 'open question',
  required: 'required',
  recommended: 'recommended',
  rejected: 'rejected',
  'not-applicable': 'not applicable',
};

const implementationWords: Readonly<Record<Implementation, string>> = {
  none: 'not done',
  partial: 'partly done',
  done: 'done',
};

/** Why a sign-off is stale, in words. */
export const staleWords: Readonly<Record<StaleReason, string>> = {
  'review-begun': 'a review has begun',
  'files-changed': 'watched files changed',
  'item-changed': 'the item was re-worded',
  'review-due': 'the review date has passed',
};

/** "k8s/api.yaml:12", or only the file. */
export function placeOf({ file, line }: Pick<EvidenceFinding, 'file' | 'line'>): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** "2 findings", "1 file". */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** What the files say, in a few words. */
export function verdictPhrase({ evidence, entry, pending }: ItemState): string {
  if (pending) return 'not checked yet';
  const words: Record<Verdict, string> = {
    refuted: `refuted by ${counted(evidence.findings.length, 'finding')}`,
    suppressed: `${counted(evidence.suppressed.length, 'finding')} suppressed`,
    supported: `supported by ${counted(evidence.files.length, 'file')}`,
    unresolved: `unresolved in ${counted(evidence.unresolved.length, 'file')}`,
    'no-subject': 'nothing to check',
    manual: entry?.fields.evidence?.length ? 'proven by people' : 'needs proof by people',
  };
  return words[evidence.verdict];
}

/** The whole state in one phrase: "required - done - refuted by 2 findings - stale". */
export function statePhrase(state: ItemState): string {
  return stateParts(state).join(' - ');
}

/** The same as one or more whole sentences, for those who hear it. */
export function stateSentence(state: ItemState): string {
  const layer = layerTitle(state.layer);
  const parts = stateParts(state).join(', ');
  return `${layer}. ${state.subject}. ${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

function stateParts(state: ItemState): string[] {
  const parts: string[] = [];
  if (state.decision === 'undecided') parts.push(`undecided, proposed: ${state.proposed}`);
  else parts.push(decisionWords[state.decision]);
  const wanted = state.decision === 'required' || state.decision === 'recommended';
  if (wanted) parts.push(implementationWords[state.implementation]);
  const { verdict } = state.evidence;
  if (state.pending || (verdict !== 'manual' && verdict !== 'no-subject')) parts.push(verdictPhrase(state));
  else if (state.decision === 'undecided' || (wanted && state.implementation === 'none'))
    parts.push(verdictPhrase(state));
  if (state.stale.length > 0) parts.push(`stale: ${state.stale.map((reason) => staleWords[reason]).join(', ')}`);
  const reviewBy = state.entry?.fields['review-by'];
  if (reviewBy !== undefined && !state.stale.includes('review-due')) parts.push(`review by ${reviewBy}`);
  if (state.origin === 'new') parts.push('new in the catalogue');
  if (state.origin === 'removed') parts.push('no longer in the catalogue');
  if (state.entry?.conflicted) parts.push('unfinished merge');
  if (state.duplicate) parts.push('decided twice');
  return parts;
}

/** Each kind of threat with what it attacks. */
const threatWords: Readonly<Record<Stride, string>> = {
  S: 'spoofing (authenticity)',
  T: 'tampering (integrity)',
  R: 'repudiation (non-repudiation)',
  I: 'information disclosure (confidentiality)',
  D: 'denial of service (availability)',
  E: 'elevation of privilege (authorization)',
};

/** Threats in words; all of them unless some are named. */
export function threatsOf(letters: readonly Stride[] = strideThreats.map(({ letter }) => letter)): string {
  return letters.map((letter) => threatWords[letter]).join(', ');
}

/** The places of public standards that an item refers to: "CIS Docker Benchmark 5.4, 5.5". */
export function referencesOf({ refs }: Pick<Item, 'refs'>): string[] {
  return refs.map(({ framework, ids }) => `${frameworks[framework].title} ${ids.join(', ')}`);
}

/** The same in Markdown, with links to the standards. */
export function referenceLinks({ refs }: Pick<Item, 'refs'>): string[] {
  return refs.map(({ framework, ids }) => {
    const { title, page } = frameworks[framework];
    return `[${title}](${page}) ${ids.join(', ')}`;
  });
}

/** What a layer is called. */
export function layerTitle(id: string): string {
  return itemLayers.find((layer) => layer.id === id)?.title ?? id;
}

/**
 * The picture of a state: a different shape for each, so that colour is never needed. Names are those of the icon set
 * every editor of this family has.
 */
export function stateIcon(state: ItemState): string {
  if (state.entry?.conflicted || state.duplicate) return 'git-merge';
  const { verdict } = state.evidence;
  const wanted = state.decision === 'required' || state.decision === 'recommended';
  if (verdict === 'refuted' && wanted) return 'error';
  if (state.stale.length > 0) return 'history';
  if (wanted && state.implementation === 'done') {
    if (verdict === 'unresolved' || verdict === 'suppressed') return 'warning';
    return verdict === 'supported' ? 'pass-filled' : 'pass';
  }
  // Not wanted yet, so nobody is contradicted; but there is something to see before the decision.
  if (verdict === 'refuted' && state.decision === 'undecided') return 'issues';
  const icons: Record<Decision, string> = {
    undecided: 'circle-large-outline',
    'open-question': 'question',
    required: 'circle-large-filled',
    recommended: 'circle-outline',
    rejected: 'circle-slash',
    'not-applicable': 'dash',
  };
  return icons[state.decision];
}
