import { type Engine, findRule, positionAt } from '@bulkhead/rules';
import { itemsOfRule } from '@bulkhead/rules/catalog/index';
import {
  compareChecklists,
  comparisonText,
  createChecklist,
  isChecklistName,
  isOutdated,
  matrixOf,
  type Page,
  readChecklist,
  reportFormats,
  reportOf,
  viewOf,
} from '@bulkhead/rules/checklist/index';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Connection,
  Diagnostic,
  Hover,
  Position,
  Range,
} from 'vscode-languageserver';
import { carryOut } from './checklist/actions';
import { explainEvidence } from './checklist/explain';
import { lspCodeActions, lspCompletions, lspDiagnostics, lspHover, lspLenses, textEdits } from './checklist/language';
import { createChecklistStore, type OpenChecklist } from './checklist/store';
import type * as protocol from './checklistProtocol';
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
} from './checklistProtocol';
import { type Lines, linesOf, type PositionEncoding } from './convert';
import type { Documents } from './documents';
import type { Host } from './host';
import type { Settings } from './settings';

/** What the threat checklist needs from the rest of the server. */
export interface ChecklistNeeds {
  /** An engine of its own, so that evaluating the workspace never disturbs what is remembered of open documents. */
  readonly engine: Engine;
  readonly documents: Documents;
  readonly host: Host;
  readonly settingsFor: (uri: string) => Promise<Settings>;
  /** The folders of the workspace, as URIs without a trailing slash. */
  readonly folders: () => readonly string[];
  readonly encoding: () => PositionEncoding;
  /** Reports of other scanners (`bulkhead.checklist.sarif`), relative to the checklist. */
  readonly sarifFiles?: (uri: string) => Promise<readonly string[]>;
  /** The name decisions are signed with (`bulkhead.checklist.author`). */
  readonly author?: (uri: string) => Promise<string>;
  /** The client has the commands `bulkhead.checklist.*`. */
  readonly isOurClient: () => boolean;
  /** Diagnostics of a checklist are out of date. */
  readonly refreshDiagnostics?: () => void;
}

/** The checklist's part of each editor feature; the server asks it for files whose name says so. */
export interface ChecklistFeature {
  readonly isChecklist: (uri: string) => boolean;
  readonly touched: (uri: string) => void;
  readonly invalidate: (uris?: readonly string[]) => void;
  readonly diagnostics: (uri: string) => Promise<Diagnostic[]>;
  readonly codeActions: (uri: string, range: Range) => Promise<CodeAction[]>;
  readonly hover: (uri: string, position: Position) => Promise<Hover | null>;
  readonly completions: (uri: string, position: Position) => Promise<CompletionItem[]>;
  readonly lenses: (uri: string) => Promise<CodeLens[]>;
}

/** Answers the checklist's own requests and returns its part of the shared ones. */
export function registerChecklist(connection: Connection, needs: ChecklistNeeds): ChecklistFeature {
  const { documents, host } = needs;
  const author = async (uri: string) => (await needs.author?.(uri)) || 'unknown';
  const store = createChecklistStore({
    ...needs,
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

  const answer = <P extends protocol.ChecklistParams>(
    method: string,
    reply: (checklist: OpenChecklist, page: Page, params: P) => unknown,
  ) =>
    connection.onRequest(method, async (sent: unknown): Promise<unknown> => {
      const params = sent as P;
      const checklist = await store.get(params.uri);
      return checklist ? reply(checklist, checklist.page(), params) : null;
    });

  connection.onRequest(checklistView, async ({ grouping, filter }: protocol.ChecklistViewParams) =>
    (await store.all()).map((checklist) => componentView(checklist, grouping, filter)),
  );
  connection.onRequest(checklistCreate, (params: protocol.ChecklistCreateParams) => createChecklist(params));
  connection.onRequest(checklistItemsOfRule, ({ rule }: protocol.ChecklistItemsOfRuleParams) =>
    itemsOfRule(rule, findRule(rule)?.control).map(({ id }) => id),
  );
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
    return { edits: textEdits(result.edits, linesFor(page, uri)), ...(version === undefined ? {} : { version }) };
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
    itemDetails(page, linesFor(page, uri), id),
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
    isChecklist: isChecklistName,
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
  };
}

function itemDetails(page: Page, lines: Lines, id: string): protocol.ChecklistItemResult | null {
  const state = page.states.get(id);
  if (!state) return null;
  const { why, 'review-by': reviewBy, watch, date } = state.entry?.fields ?? {};
  const line = state.entry && positionAt(lines.starts, state.entry.key.start).line;
  return {
    id,
    question: state.question,
    proposed: state.proposed,
    decision: state.decision,
    implementation: state.implementation,
    stale: state.stale,
    watch: watch ?? [],
    explanation: explainEvidence(page, state),
    ...(why === undefined ? {} : { why }),
    ...(reviewBy === undefined ? {} : { reviewBy }),
    ...(date === undefined ? {} : { date }),
    ...(line === undefined ? {} : { line }),
  };
}
