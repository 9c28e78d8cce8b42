import { catalogue, findItem, items } from '../catalog';
import type { Span } from '../text/span';
import type { ItemState } from './assess';
import type { EvidenceFinding } from './evidence';
import { describeFilter, type Filter, filtered, isContradicted, isWanted, needsAttention } from './filter';
import { type Counts, countStates, type Grouping, groupStates } from './group';
import { counted, placeOf, referencesOf, stateIcon, statePhrase, stateSentence, threatsOf } from './phrases';

/** One line of the tree, as plain data: an editor only has to draw it. */
export interface ViewNode {
  /** Unique among its neighbours and stable from one evaluation to the next. */
  readonly id: string;
  readonly kind: 'group' | 'item' | 'finding' | 'suppressed' | 'file' | 'more' | 'evidence' | 'template' | 'reference';
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  /** Markdown, where there is more to say than the sentence. Words that came from files are escaped. */
  readonly tooltip?: string;
  /** A whole sentence. */
  readonly spoken: string;
  readonly children?: readonly ViewNode[];
  /** The item a line belongs to, or for a template or a reference what it is. */
  readonly item?: string;
  readonly target?: { readonly file: string; readonly line?: number; readonly span?: Span };
  /** The rule that says what is said. */
  readonly rule?: string;
  /** What can be done with the line, for menus. */
  readonly can: readonly string[];
}

export interface View {
  readonly nodes: readonly ViewNode[];
  /** All items, whatever the filter. */
  readonly counts: Counts;
  readonly shown: number;
  /** Required items that are refuted, stale or undecided. */
  readonly badge: number;
  /** What stands above the tree: the question, and what is left out. */
  readonly message: string;
  /** How far the checklist is, in a sentence. */
  readonly progress: string;
}

/** The tree of one checklist. */
export function viewOf(states: readonly ItemState[], grouping: Grouping, filter: Filter): View {
  const shown = [...filtered(states, filter)].sort((a, b) => rankOf(a) - rankOf(b));
  const isNew = ({ origin }: ItemState) => origin === 'new';
  const listed = groupStates(
    shown.filter((state) => !isNew(state)),
    grouping,
  );
  const words = describeFilter(filter);
  return {
    nodes: [
      ...listed.map((group) => groupNode(group.id, group.title, group.states, group.counts)),
      ...newNodes(shown.filter(isNew)),
    ],
    counts: countStates(states),
    shown: shown.length,
    badge: states.filter(needsAttention).length,
    message: words === '' ? 'Do you need to consider ...?' : `Do you need to consider ...? Filter: ${words}.`,
    progress: progress(states),
  };
}

function progress(states: readonly ItemState[]): string {
  const { decided, total } = countStates(states);
  const waiting = states.filter(needsAttention).length;
  return `${decided} of ${total} decided; waiting for attention: ${waiting}.`;
}

/** Items that belong together stand together in the catalogue; those of the team come last. */
function rankOf({ item }: ItemState): number {
  return item ? (ranks.get(item.id) ?? 0) : ranks.size;
}

const ranks = new Map(items.map(({ id }, i) => [id, i]));

function groupNode(id: string, title: string, states: readonly ItemState[], counts: Counts): ViewNode {
  // A narrow view cuts the end off, so the first fact is only the figures; the sentence is in the tooltip.
  const facts = [`${counts.decided}/${counts.total}`];
  if (counts.contradicted > 0) facts.push(`${counts.contradicted} done but refuted`);
  if (counts.refuted > counts.contradicted) facts.push(`${counts.refuted - counts.contradicted} refuted`);
  if (counts.stale > 0) facts.push(`${counts.stale} stale`);
  const icon = counts.contradicted > 0 ? 'error' : counts.stale > 0 ? 'history' : 'list-unordered';
  const spoken = `${title}. ${counts.decided} of ${counted(counts.total, 'item')} decided${facts.length > 1 ? `, ${facts.slice(1).join(', ')}` : ''}.`;
  return {
    id: `group/${id}`,
    kind: 'group',
    label: title,
    description: facts.join(', '),
    icon,
    spoken,
    children: states.map(itemNode),
    can: ['acceptProposals', 'addOwnItem', 'startReview'],
  };
}

/** What the file does not have yet stands together, however the rest is cut. */
function newNodes(states: readonly ItemState[]): ViewNode[] {
  if (states.length === 0) return [];
  const spoken = `New in catalogue ${catalogue.version}. ${states.length} not in the file yet.`;
  return [
    {
      id: 'group/(new)',
      kind: 'group',
      label: `New in catalogue ${catalogue.version}`,
      description: `${states.length} not in the file yet`,
      icon: 'sparkle',
      spoken,
      children: states.map(itemNode),
      can: ['updateCatalogue', 'acceptProposals'],
    },
  ];
}

const drawn = new WeakMap<ItemState, ViewNode>();

/** One item with everything below it, drawn once however often the tree is cut anew. */
function itemNode(state: ItemState): ViewNode {
  const known = drawn.get(state);
  if (known) return known;
  const node: ViewNode = {
    id: `item/${state.id}`,
    kind: 'item',
    label: state.subject,
    description: statePhrase(state),
    icon: stateIcon(state),
    tooltip: tooltipOf(state),
    spoken: stateSentence(state),
    children: [...evidenceNodes(state), ...linkNodes(state)],
    item: state.id,
    can: abilities(state),
  };
  drawn.set(state, node);
  return node;
}

function abilities(state: ItemState): string[] {
  if (state.entry?.conflicted) return ['compareBoth', 'openDecision', 'explain'];
  const can = ['decide', 'addEvidence', 'explain'];
  if (state.entry) can.push('openDecision');
  if (isWanted(state)) can.push(state.implementation === 'done' ? 'reopen' : 'markDone');
  if (state.stale.length > 0) can.push('confirm');
  if (state.decision === 'undecided') can.push('acceptProposals');
  if (isContradicted(state)) can.push('contradicted');
  return can;
}

/** More files in which nothing was found are only counted. */
const mostFiles = 20;

function evidenceNodes(state: ItemState): ViewNode[] {
  const { findings, suppressed, files } = state.evidence;
  const nodes = findings.map((finding, i) => findingNode(finding, `finding/${i}`));
  suppressed.forEach((finding, i) => {
    const node = findingNode(finding, `suppressed/${i}`);
    const why = finding.reason === '' ? 'suppressed without a reason' : `suppressed: "${finding.reason}"`;
    nodes.push({ ...node, kind: 'suppressed', icon: 'eye-closed', description: why });
  });
  const loud = new Set(findings.map(({ file }) => file));
  const silent = files.filter((file) => !loud.has(file));
  for (const file of silent.slice(0, mostFiles)) {
    nodes.push({
      id: `file/${file}`,
      kind: 'file',
      label: file,
      description: 'checked, nothing found',
      icon: 'info',
      spoken: `${file} was checked and nothing was found.`,
      target: { file },
      can: ['open'],
    });
  }
  if (silent.length > mostFiles) {
    const more = silent.length - mostFiles;
    const label = `and ${more} more files`;
    nodes.push({ id: 'files', kind: 'more', label, icon: 'info', spoken: `Nothing in ${more} more files.`, can: [] });
  }
  state.entry?.fields.evidence?.forEach(({ note, ref, date }, i) => {
    nodes.push({
      id: `evidence/${i}`,
      kind: 'evidence',
      label: note,
      description: [ref, date].filter(Boolean).join(' - '),
      icon: 'note',
      spoken: `Evidence: ${note}${date === undefined ? '' : `, seen on ${date}`}.`,
      item: state.id,
      can: ref === undefined ? ['openDecision'] : ['openReference', 'openDecision'],
      ...(ref === undefined ? {} : { target: { file: ref } }),
    });
  });
  return nodes;
}

function findingNode(finding: EvidenceFinding, id: string): ViewNode {
  const { file, line, message, rule, tool, span } = finding;
  // Some scanners name no file.
  const place = file === '' ? (tool ?? rule) : placeOf(finding);
  return {
    id,
    kind: 'finding',
    label: place,
    description: tool === undefined ? message : `${tool}: ${message}`,
    icon: 'error',
    tooltip: `${escapeMarkdown(message)}\n\n\`${rule}\``,
    // Lines of their own: what the rule says has its words in other languages.
    spoken: `${message}\n${place}.`,
    rule,
    ...(file === ''
      ? { can: [] }
      : {
          target: { file, ...(line === undefined ? {} : { line }), ...(span === undefined ? {} : { span }) },
          can: ['open'],
        }),
  };
}

function linkNodes(state: ItemState): ViewNode[] {
  const item = findItem(state.id);
  if (!item) return [];
  const nodes = item.templates.map(
    (template): ViewNode => ({
      id: `template/${template}`,
      kind: 'template',
      label: `Insert template: ${template}`,
      icon: 'add',
      spoken: `Insert the hardened template ${template}.`,
      item: template,
      can: ['insertTemplate'],
    }),
  );
  if (item.refs.length > 0) {
    const text = referencesOf(item).join(' - ');
    nodes.push({
      id: `references`,
      kind: 'reference',
      label: text,
      icon: 'references',
      spoken: `References: ${text}.`,
      item: state.id,
      can: ['openReference'],
    });
  }
  return nodes;
}

function tooltipOf(state: ItemState): string {
  const lines = [`**${escapeMarkdown(state.question)}**`, escapeMarkdown(state.why)];
  const fields = state.entry?.fields;
  lines.push(escapeMarkdown(capital(statePhrase(state))));
  const who = [fields?.by, fields?.date].filter(Boolean).join(', ');
  if (who !== '') lines.push(escapeMarkdown(`Decided by ${who}.`));
  if (fields?.why !== undefined) lines.push(escapeMarkdown(`Reason: "${fields.why}"`));
  if (state.stride.length > 0) lines.push(`Threats: ${threatsOf(state.stride)}`);
  if (state.item?.manual) lines.push(`To show by people: ${escapeMarkdown(state.item.manual)}`);
  lines.push(`\`${state.id}\``);
  return lines.filter(Boolean).join('\n\n');
}

/** Words of a file must not become links, pictures or HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#+!|>~$]/g, '\\$&')
    .replace(/\s+/g, ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
