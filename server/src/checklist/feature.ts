import { itemsOfRule } from '@bulkhead/rules/catalog/index';
import {
  catalogueReference,
  compareChecklists,
  comparisonText,
  createChecklist,
  type Entry,
  isOlder,
  isOutdated,
  matrixOf,
  nextReview,
  type Page,
  readChecklist,
  reportFormats,
  reportOf,
  viewOf,
} from '@bulkhead/rules/checklist/index';
import { withCharts } from '@bulkhead/rules/engine/whole';
import { positionAt } from '@bulkhead/rules/text/lines';
import type { Span } from '@bulkhead/rules/text/span';
import type { Connection, Hover } from 'vscode-languageserver';
import type { LoadedChecklist, LoadedNeeds } from '../checklist';
import type * as protocol from '../checklistProtocol';
import {
  checklistChanged,
  checklistCompare,
  checklistCreate,
  checklistEdit,
  checklistItem,
  checklistItemsOfRule,
  checklistMatrix,
  checklistReport,
  checklistView,
} from '../checklistProtocol';
import { type Lines, linesOf } from '../convert';
import type { Language } from '../language';
import { carryOut } from './actions';
import { explainEvidence } from './explain';
import { lspCodeActions, lspCompletions, lspDiagnostics, lspHover, lspLenses, textEdits } from './language';
import { createChecklistStore, type OpenChecklist } from './store';

/** The checklist at work: answers to its own requests, and its part of the shared ones. */
export function createChecklistFeature(connection: Connection, needs: LoadedNeeds): LoadedChecklist {
  const { documents, host } = needs;
  const author = async (uri: string) => (await needs.author?.(uri)) || 'unknown';
  const store = createChecklistStore({
    ...needs,
    engine: withCharts(needs.engine),
    sarifFiles: needs.sarifFiles ?? (async () => []),
    onChanged: () => {
      // A client that has gone in the meantime needs no news.
      if (needs.isOurClient()) connection.sendNotification(checklistChanged).catch(() => {});
      needs.refreshDiagnostics?.();
    },
  });
  const linesFor = (page: Page, uri: string): Lines => {
    const open = documents.get(uri);
    return open && open.text === page.text ? open : linesOf(page.text, needs.encoding());
  };

  const answers = new Map<string, (params: unknown) => unknown>();
  const answer = <P extends protocol.ChecklistParams>(
    method: string,
    reply: (checklist: OpenChecklist, page: Page, params: P) => unknown,
  ) =>
    answers.set(method, async (sent) => {
      const params = sent as P;
      const checklist = await store.get(params.uri);
      return checklist ? reply(checklist, checklist.page(), params) : null;
    });

  answers.set(checklistView, async (params) => {
    const { grouping, filter } = params as protocol.ChecklistViewParams;
    return (await store.all()).map((checklist) => componentView(checklist, grouping, filter));
  });
  answers.set(checklistCreate, (params) => createChecklist(params as protocol.ChecklistCreateParams));
  answers.set(checklistItemsOfRule, (params) => {
    const { rule } = params as protocol.ChecklistItemsOfRuleParams;
    return itemsOfRule(rule, needs.controlOf(rule)).map(({ id }) => id);
  });
  answer(
    checklistMatrix,
    (_, page): protocol.ChecklistMatrixResult => ({
      component: page.checklist.component,
      matrix: matrixOf([...page.states.values()]),
    }),
  );
  answer(checklistEdit, (_, page, { uri, action, by }: protocol.ChecklistEditParams): protocol.ChecklistEditResult => {
    const result = carryOut(page, action, { by, date: host.today() });
    if ('refused' in result) return result;
    const version = documents.get(uri)?.version;
    return {
      edits: textEdits(result.edits, linesFor(page, uri)),
      ...(version === undefined ? {} : { version }),
      ...(result.notes === undefined ? {} : { notes: result.notes }),
    };
  });
  answer(checklistReport, (_, page, params: protocol.ChecklistReportParams) => {
    const { format, scope, filter, before, commit, dirty } = params;
    const report = reportOf(page.checklist, [...page.states.values()], {
      scope,
      ...(filter === undefined ? {} : { filter }),
      ...(before === undefined ? {} : { before: { checklist: readChecklist(before.text), name: before.name } }),
      ...(commit === undefined ? {} : { commit, dirty: dirty ?? false }),
    });
    return reportFormats[format].write(report);
  });
  answer(checklistCompare, (_, page, { before }: protocol.ChecklistCompareParams) =>
    comparisonText(compareChecklists(readChecklist(before.text), page.checklist), before.name),
  );
  answer(checklistItem, (_, page, { uri, id }: protocol.ChecklistItemParams) =>
    itemDetails(page, linesFor(page, uri), id, { today: host.today(), tell: needs.language().tell }),
  );

  const asked = async <R>(
    uri: string,
    nothing: R,
    reply: (page: Page, lines: Lines, checklist: OpenChecklist) => R | Promise<R>,
  ): Promise<R> => {
    const checklist = await store.glance(uri);
    const page = checklist?.page();
    return checklist && page ? reply(page, linesFor(page, uri), checklist) : nothing;
  };

  return {
    answer: (method, params) => answers.get(method)?.(params) ?? null,
    touched: store.touched,
    invalidate: store.invalidate,
    diagnostics: (uri) => asked(uri, [], (page, lines) => lspDiagnostics(page, lines)),
    codeActions: (uri, range) =>
      asked(uri, [], async (page, lines) =>
        lspCodeActions(page, lines, uri, range, { by: await author(uri), date: host.today() }),
      ),
    hover: (uri, position) => asked(uri, null as Hover | null, (page, lines) => lspHover(page, lines, position)),
    completions: (uri, position) =>
      asked(uri, [], (page, lines, { files }) =>
        lspCompletions(page, lines, position, { today: host.today(), files: files.map(({ path }) => path) }),
      ),
    lenses: (uri) => asked(uri, [], (page, lines) => lspLenses(page, lines, uri, { commands: needs.isOurClient() })),
  };
}

function componentView(
  checklist: OpenChecklist,
  grouping: protocol.ChecklistViewParams['grouping'],
  filter: protocol.ChecklistViewParams['filter'],
): protocol.ComponentView {
  const page = checklist.page();
  const { component, profile, readOnly, problems } = page.checklist;
  return {
    uri: checklist.uri,
    component,
    profile,
    problems: problems.length,
    busy: checklist.busy,
    outdated: isOutdated(page.checklist),
    view: viewOf([...page.states.values()], grouping, filter),
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(isOlder(page.checklist) ? { newer: catalogueReference() } : {}),
  };
}

function itemDetails(
  page: Page,
  lines: Lines,
  id: string,
  { today, tell }: { readonly today: string; readonly tell: Language['tell'] },
): protocol.ChecklistItemResult | null {
  const state = page.states.get(id);
  if (!state) return null;
  const { why, 'review-by': reviewBy, watch, date } = state.entry?.fields ?? {};
  const conflict = state.entry && conflictOf(page, state.entry);
  const line = state.entry && positionAt(lines.starts, state.entry.key.start).line;
  return {
    id,
    question: state.question,
    proposed: state.proposed,
    decision: state.decision,
    implementation: state.implementation,
    stale: state.stale,
    watch: watch ?? [],
    nextReview: nextReview(today),
    explanation: explainEvidence(page, state, tell),
    ...(conflict === undefined ? {} : { conflict }),
    ...(why === undefined ? {} : { why }),
    ...(reviewBy === undefined ? {} : { reviewBy }),
    ...(date === undefined ? {} : { date }),
    ...(line === undefined ? {} : { line }),
  };
}

/** What the two sides of an unfinished merge say about an entry. */
function conflictOf({ checklist, text }: Page, { block }: Entry): protocol.ChecklistItemResult['conflict'] {
  const found = checklist.conflicts.find(({ span }) => span.start < block.end && block.start < span.end);
  if (!found) return undefined;
  const side = ({ start, end }: Span) => text.slice(start, end);
  return { ours: side(found.ours), theirs: side(found.theirs) };
}
