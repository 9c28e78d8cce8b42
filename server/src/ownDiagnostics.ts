import type { Diagnostic } from 'vscode-languageserver';
import type { ChecklistFeature } from './checklist';
import { configDiagnostics, isConfigFile } from './configFile';
import type { Documents } from './documents';
import { type Language, toldIn } from './language';

/** Diagnostics of the files that are ours, checklists and settings: no rule judges them. */
export interface OwnDiagnostics {
  readonly has: (uri: string) => boolean;
  readonly of: (uri: string) => Promise<Diagnostic[]>;
}

export function createOwnDiagnostics(needs: {
  readonly checklist: Pick<ChecklistFeature, 'isChecklist' | 'diagnostics'>;
  readonly documents: Documents;
  readonly language: () => Language;
}): OwnDiagnostics {
  const { checklist, documents } = needs;
  const find = async (uri: string): Promise<Diagnostic[]> => {
    if (checklist.isChecklist(uri)) return checklist.diagnostics(uri);
    const document = documents.get(uri);
    return document ? configDiagnostics(document) : [];
  };
  return {
    has: (uri) => checklist.isChecklist(uri) || isConfigFile(uri),
    of: async (uri) => toldIn(needs.language(), await find(uri)),
  };
}
