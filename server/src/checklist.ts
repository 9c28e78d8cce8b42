import { type FileEngine, findFacts } from '@bulkhead/rules';
import { isChecklistName } from '@bulkhead/rules/checklist/component';
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
import {
  checklistCompare,
  checklistCreate,
  checklistEdit,
  checklistItem,
  checklistItemsOfRule,
  checklistMatrix,
  checklistReport,
  checklistView,
} from './checklistProtocol';
import type { PositionEncoding } from './convert';
import type { Documents } from './documents';
import type { ServerEngine } from './engine';
import type { Host } from './host';
import { type Language, toldIn } from './language';
import type { Settings } from './settings';
import type { WorkspaceFiles } from './workspaceFiles';

/** What the threat checklist needs from the rest of the server. */
export interface ChecklistNeeds {
  /** An engine of its own, so that evaluating the workspace never disturbs what is remembered of open documents. */
  readonly engine: Pick<ServerEngine, 'forAll'>;
  readonly documents: Documents;
  readonly files: Pick<WorkspaceFiles, 'text'>;
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
  readonly language: () => Language;
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

/** What the part that is loaded later needs besides. */
export interface LoadedNeeds extends Omit<ChecklistNeeds, 'engine'> {
  readonly engine: FileEngine;
  /** The control a rule names. */
  readonly controlOf: (rule: string) => string | undefined;
}

/** The part that is loaded when the first checklist is met: the catalogue is large, and most files are none. */
export interface LoadedChecklist extends Omit<ChecklistFeature, 'isChecklist'> {
  readonly answer: (method: string, params: unknown) => unknown;
}

const methods = [
  checklistView,
  checklistMatrix,
  checklistEdit,
  checklistReport,
  checklistCompare,
  checklistCreate,
  checklistItem,
  checklistItemsOfRule,
];

/** Files keep their language: a report must read the same whoever makes it. */
const writesFile = new Set([checklistReport, checklistCompare, checklistCreate]);

/** Answers the checklist's own requests and returns its part of the shared ones. */
export function registerChecklist(connection: Connection, needs: ChecklistNeeds): ChecklistFeature {
  let loading: Promise<LoadedChecklist> | undefined;
  const load = async (): Promise<LoadedChecklist> => {
    const [{ createChecklistFeature }, engine] = await Promise.all([
      import('./checklist/feature'),
      needs.engine.forAll(),
    ]);
    return createChecklistFeature(connection, { ...needs, engine, controlOf: (rule) => findFacts(rule)?.control });
  };
  const loaded = (): Promise<LoadedChecklist> => {
    loading ??= load();
    return loading;
  };
  for (const method of methods) {
    connection.onRequest(method, async (params: unknown): Promise<unknown> => {
      const answer = await (await loaded()).answer(method, params);
      return writesFile.has(method) ? answer : toldIn(needs.language(), answer);
    });
  }
  return {
    isChecklist: isChecklistName,
    touched: (uri) => void loading?.then((feature) => feature.touched(uri)),
    invalidate: (uris) => void loading?.then((feature) => feature.invalidate(uris)),
    diagnostics: async (uri) => (await loaded()).diagnostics(uri),
    codeActions: async (uri, range) => (await loaded()).codeActions(uri, range),
    hover: async (uri, position) => (await loaded()).hover(uri, position),
    completions: async (uri, position) => (await loaded()).completions(uri, position),
    lenses: async (uri) => (await loaded()).lenses(uri),
  };
}
