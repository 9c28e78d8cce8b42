import { configFileName } from '@bulkhead/rules';
import { ruleOffEdit } from '@bulkhead/rules/config/edit';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { linesOf, type PositionEncoding, toRange } from './convert';
import type { Documents } from './documents';
import type { EditStyle } from './edits';
import type { Judge } from './judge';
import type { WorkspaceFiles } from './workspaceFiles';

export interface RuleOffNeeds {
  readonly judge: Pick<Judge, 'configsOf'>;
  readonly files: Pick<WorkspaceFiles, 'text' | 'folders'>;
  readonly documents: Documents;
  readonly encoding: () => PositionEncoding;
  readonly edits: () => EditStyle;
}

/** The edit that switches a rule off for a document: in the nearest settings file, else in a new one in its workspace folder. */
export async function ruleOff(uri: string, rule: string, needs: RuleOffNeeds): Promise<WorkspaceEdit | undefined> {
  const nearest = (await needs.judge.configsOf(uri)).at(-1);
  const folder = needs.files.folders().find((one) => uri.startsWith(`${one}/`));
  const target = nearest ?? (folder === undefined ? undefined : `${folder}/${configFileName}`);
  if (target === undefined) return undefined;
  const text = nearest === undefined ? '' : ((await needs.files.text(target)) ?? '');
  const edit = ruleOffEdit(text, rule);
  if (!edit) return undefined;
  const { documentChanges, create } = needs.edits();
  const edits = [{ range: toRange(linesOf(text, needs.encoding()), edit.span), newText: edit.text }];
  const { spelled = target, version = null } = needs.documents.get(target) ?? {};
  if (!documentChanges) return nearest === undefined ? undefined : { changes: { [spelled]: edits } };
  const change = { textDocument: { uri: spelled, version }, edits };
  if (nearest !== undefined) return { documentChanges: [change] };
  return create
    ? { documentChanges: [{ kind: 'create', uri: target, options: { ignoreIfExists: true } }, change] }
    : undefined;
}
