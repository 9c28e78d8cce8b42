/** The messages of the threat checklist. Types and names only: the client reads this. */

import type { Filter } from '@bulkhead/rules/checklist/filter';
import type { Grouping } from '@bulkhead/rules/checklist/group';
import type { Matrix } from '@bulkhead/rules/checklist/matrix';
import type { View } from '@bulkhead/rules/checklist/nodes';
import type { ReportFormat, ReportScope } from '@bulkhead/rules/checklist/report/index';
import type { Decision, Implementation, ManualEvidence, Tier } from '@bulkhead/rules/checklist/types';
import type { TextEdit } from 'vscode-languageserver';

/** Server to client: what is shown is out of date. */
export const checklistChanged = 'bulkhead/checklist/changed';

/** Client to server: every checklist of the workspace as a tree. */
export const checklistView = 'bulkhead/checklist/view';

export interface ChecklistViewParams {
  readonly grouping: Grouping;
  readonly filter: Filter;
}

export interface ComponentView {
  readonly uri: string;
  readonly component: string;
  readonly profile: string;
  /** Why nothing may be changed. */
  readonly readOnly?: string;
  /** How many things are wrong with the file itself. */
  readonly problems: number;
  /** Files are still being checked. */
  readonly busy: boolean;
  /** The catalogue has items the file lacks, or has moved on. */
  readonly outdated: boolean;
  /** Which catalogue there is now, where the file was made for an earlier one. */
  readonly newer?: string;
  readonly view: View;
}

/** Client to server: STRIDE by trust boundary for one file. */
export const checklistMatrix = 'bulkhead/checklist/matrix';

export interface ChecklistParams {
  readonly uri: string;
}

export interface ChecklistMatrixResult {
  readonly component: string;
  readonly matrix: Matrix;
}

/** Client to server: the text edits that carry out an action. The server changes nothing by itself. */
export const checklistEdit = 'bulkhead/checklist/edit';

export type ChecklistAction =
  | {
      readonly kind: 'decide';
      readonly ids: readonly string[];
      readonly decision: Decision;
      readonly why?: string;
      readonly reviewBy?: string;
    }
  | { readonly kind: 'implement'; readonly ids: readonly string[]; readonly implementation: Implementation }
  | { readonly kind: 'confirm'; readonly ids: readonly string[]; readonly reviewBy?: string }
  | { readonly kind: 'startReview'; readonly ids: readonly string[] }
  | { readonly kind: 'acceptProposals'; readonly ids: readonly string[]; readonly why: string }
  | { readonly kind: 'addEvidence'; readonly ids: readonly string[]; readonly evidence: ManualEvidence }
  | {
      readonly kind: 'addOwnItem';
      readonly subject: string;
      readonly layer: string;
      readonly stride: readonly string[];
    }
  /** The text of a table; what it does not say, or says wrongly, stays as it is. */
  | { readonly kind: 'importCsv'; readonly text: string }
  | { readonly kind: 'updateCatalogue' };

export interface ChecklistEditParams extends ChecklistParams {
  readonly action: ChecklistAction;
  readonly by: string;
}

/** `notes` say what could not be taken. `version` is that of the open document the edits are for; without one the file is not open. */
export type ChecklistEditResult =
  | { readonly edits: readonly TextEdit[]; readonly version?: number; readonly notes?: readonly string[] }
  | { readonly refused: string };

/** Client to server: a report as text. */
export const checklistReport = 'bulkhead/checklist/report';

export interface ChecklistReportParams extends ChecklistParams {
  readonly format: ReportFormat;
  readonly scope: ReportScope;
  readonly filter?: Filter;
  /** The text of an earlier version, and what it is called. */
  readonly before?: { readonly text: string; readonly name: string };
  readonly commit?: string;
  readonly dirty?: boolean;
}

/** Client to server: what changed since an earlier text, as Markdown. */
export const checklistCompare = 'bulkhead/checklist/compare';

export interface ChecklistCompareParams extends ChecklistParams {
  readonly before: { readonly text: string; readonly name: string };
}

/** Client to server: the text of a new file. */
export const checklistCreate = 'bulkhead/checklist/create';

export interface ChecklistCreateParams {
  readonly component: string;
  readonly profile: 'standard' | 'arbitrary-code';
  readonly tier: Tier;
}

/** Client to server: one item in detail. */
export const checklistItem = 'bulkhead/checklist/item';

export interface ChecklistItemParams extends ChecklistParams {
  readonly id: string;
}

export interface ChecklistItemResult {
  readonly id: string;
  readonly question: string;
  readonly proposed: string;
  readonly decision: Decision;
  readonly implementation: Implementation;
  readonly why?: string;
  readonly reviewBy?: string;
  readonly stale: readonly string[];
  readonly watch: readonly string[];
  /** The day of the last sign-off. */
  readonly date?: string;
  /** When a review is usually due again. */
  readonly nextReview: string;
  /** Both texts of the block, when an unfinished merge left two. */
  readonly conflict?: { readonly ours: string; readonly theirs: string };
  /** Where the block stands. */
  readonly line?: number;
  /** Markdown: which rules ran on which files, and what they found. */
  readonly explanation: string;
}

/** Client to server: the items a rule speaks about, the best first. */
export const checklistItemsOfRule = 'bulkhead/checklist/itemsOfRule';

export interface ChecklistItemsOfRuleParams {
  readonly rule: string;
}
