import type { ChecklistItemResult } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';

type Decision = ChecklistItemResult['decision'];

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** Reasons typed before an Escape, by item: nobody should have to type one twice. */
const drafts = new Map<string, string>();

/** A decision, or how far it is carried out, as people say it. */
export function wordFor(value: Decision | ChecklistItemResult['implementation']): string {
  const { t } = vscode.l10n;
  const words: Readonly<Record<typeof value, string>> = {
    required: t('Required'),
    recommended: t('Recommended'),
    rejected: t('Rejected'),
    'not-applicable': t('Not applicable'),
    'open-question': t('Open question'),
    undecided: t('Undecided'),
    none: t('Not done'),
    partial: t('Partly done'),
    done: t('Done'),
  };
  return words[value];
}

/** The six decisions with the proposal first; undefined when the person turns away. */
export async function askDecision(item: ChecklistItemResult, count: number): Promise<Decision | undefined> {
  const { t } = vscode.l10n;
  const all: readonly [Decision, string][] = [
    ['required', t('It has to be done.')],
    ['recommended', t('It should be done.')],
    ['rejected', t('It will not be done; say why.')],
    ['not-applicable', t('It does not concern this component; say why.')],
    ['open-question', t('Somebody has to find out; say what.')],
    ['undecided', t('Take the decision back.')],
  ];
  const choices = all.map(([value, detail]): Choice<Decision> => {
    const notes = [value === item.decision ? t('now') : '', value === item.proposed ? t('proposed') : ''].filter(
      Boolean,
    );
    return { value, label: wordFor(value), detail, ...(notes.length > 0 ? { description: notes.join(', ') } : {}) };
  });
  const title = count > 1 ? t('Decide {0} items', count) : item.question;
  const current = choices.find(
    ({ value }) => value === (item.decision === 'undecided' ? item.proposed : item.decision),
  );
  return (await pick(choices, current, title, t('Step 1 of 3: the decision')))?.value;
}

/** A reason; `needed` ones cannot be empty. Undefined when the person turns away, and the text is kept for next time. */
export async function askReason(key: string, needed: boolean, before: string | undefined): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const input = vscode.window.createInputBox();
  input.title = needed ? t('Step 2 of 3: why? (needed)') : t('Step 2 of 3: why? (may stay empty)');
  input.value = drafts.get(key) ?? before ?? '';
  input.ignoreFocusOut = true;
  const answer = await new Promise<string | undefined>((resolve) => {
    input.onDidChangeValue((value) => {
      drafts.set(key, value);
      input.validationMessage = '';
    });
    input.onDidAccept(() => {
      if (needed && input.value.trim().length < 3) input.validationMessage = t('This decision needs a reason.');
      else resolve(input.value.trim());
    });
    input.onDidHide(() => resolve(undefined));
    input.show();
  });
  input.dispose();
  if (answer !== undefined) drafts.delete(key);
  return answer;
}

/** A day, or nothing. */
export async function askDate(title: string, before: string | undefined): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title,
    value: before ?? '',
    prompt: vscode.l10n.t('YYYY-MM-DD, or empty'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value.trim())
        ? undefined
        : vscode.l10n.t('A date is written as YYYY-MM-DD.'),
  });
}

/** One of some values. */
export async function askOne<T>(
  choices: readonly { label: string; value: T; description?: string; detail?: string }[],
  title: string,
  placeholder = '',
): Promise<T | undefined> {
  return (await pick(choices, undefined, title, placeholder))?.value;
}

async function pick<T extends vscode.QuickPickItem>(
  choices: readonly T[],
  active: T | undefined,
  title: string,
  placeholder: string,
): Promise<T | undefined> {
  const input = vscode.window.createQuickPick<T>();
  input.items = choices;
  input.title = title;
  input.placeholder = placeholder;
  input.matchOnDetail = true;
  // What the question is about opens beside it and takes the focus.
  input.ignoreFocusOut = true;
  if (active) input.activeItems = [active];
  const answer = await new Promise<T | undefined>((resolve) => {
    input.onDidAccept(() => resolve(input.activeItems[0]));
    input.onDidHide(() => resolve(undefined));
    input.show();
  });
  input.dispose();
  return answer;
}
