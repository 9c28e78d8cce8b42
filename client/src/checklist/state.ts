import { strideThreats } from '@bulkhead/rules/catalog/types';
import type { ChecklistViewParams } from '@bulkhead/server/checklistProtocol';
import * as vscode from 'vscode';
import { catalogueWord } from './catalogueWords';
import { askOne, wordFor } from './prompts';

type Filter = ChecklistViewParams['filter'];
type Grouping = ChecklistViewParams['grouping'];

/** How the tree is cut and what it shows; the grouping is remembered per workspace. */
export interface ViewState {
  readonly params: () => ChecklistViewParams;
  readonly setFilter: (filter: Filter) => void;
  readonly chooseGrouping: () => Promise<void>;
  readonly chooseFilter: () => Promise<void>;
  readonly toggleCore: () => void;
}

const decisions = ['undecided', 'open-question', 'required', 'recommended', 'rejected', 'not-applicable'] as const;

/** Tags of the catalogue that people look for. */
export const itemTags = ['core', 'api-security', 'gpu', 'windows', 'aks', 'acr', 'key-vault', 'apim', 'vnet'];

const groupingKey = 'bulkhead.checklist.grouping';

export function createViewState(context: vscode.ExtensionContext, changed: () => void): ViewState {
  let grouping = context.workspaceState.get<Grouping>(groupingKey, 'layer');
  let filter: Filter = {};
  const setFilter = (next: Filter) => {
    filter = next;
    const filtered = Object.keys(next).length > 0;
    void vscode.commands.executeCommand('setContext', 'bulkhead.checklist.filtered', filtered);
    changed();
  };
  return {
    params: () => ({ grouping, filter }),
    setFilter,
    async chooseGrouping() {
      const chosen = await askOne(groupings(), vscode.l10n.t('Group the checklist by'));
      if (chosen === undefined) return;
      grouping = chosen;
      await context.workspaceState.update(groupingKey, chosen);
      changed();
    },
    async chooseFilter() {
      const next = await askFilter(filter);
      if (next) setFilter(next);
    },
    toggleCore: () =>
      setFilter(filter.tags?.includes('core') ? without(filter, 'tags') : { ...filter, tags: ['core'] }),
  };
}

function groupings(): readonly { label: string; value: Grouping }[] {
  const { t } = vscode.l10n;
  return [
    { label: t('Layer'), value: 'layer' },
    { label: t('Trust boundary'), value: 'boundary' },
    { label: t('STRIDE'), value: 'stride' },
    { label: t('Decision'), value: 'decision' },
    { label: t('Responsibility'), value: 'responsibility' },
    { label: t('File'), value: 'file' },
  ];
}

interface FilterChoice extends vscode.QuickPickItem {
  readonly apply?: (filter: Filter) => Filter;
}

/** A list of ready-made conditions, several at once, and a line for words. */
async function askFilter(before: Filter): Promise<Filter | undefined> {
  const { t } = vscode.l10n;
  const add =
    <K extends 'decisions' | 'verdicts' | 'responsibilities' | 'stride' | 'tags'>(key: K, value: string) =>
    (filter: Filter): Filter => ({
      ...filter,
      [key]: [...((filter[key] as readonly string[] | undefined) ?? []), value],
    });
  const one = (label: string, apply: (filter: Filter) => Filter): FilterChoice => ({ label, apply });
  const part = (label: string): FilterChoice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const choices: FilterChoice[] = [
    one(t('Needs attention'), (filter) => ({ ...filter, attention: true })),
    one(t('Stale: to be confirmed'), (filter) => ({ ...filter, stale: true })),
    one(t('Required, decided or proposed'), (filter) => ({ ...filter, required: true })),
    one(t('Words...'), (filter) => filter),
    part(t('Decision')),
    ...decisions.map((decision) => one(wordFor(decision), add('decisions', decision))),
    part(t('The files say')),
    one(t('Refuted by a finding'), add('verdicts', 'refuted')),
    one(t('Findings suppressed'), add('verdicts', 'suppressed')),
    one(t('Unresolved: a value is not known yet'), add('verdicts', 'unresolved')),
    one(t('Supported by files'), add('verdicts', 'supported')),
    one(t('Nothing to check'), add('verdicts', 'no-subject')),
    one(t('Needs proof by people'), add('verdicts', 'manual')),
    part(t('Responsibility')),
    one(t('Platform'), add('responsibilities', 'platform')),
    one(t('Model author'), add('responsibilities', 'model-author')),
    one(t('Both'), add('responsibilities', 'shared')),
    part('STRIDE'),
    ...strideThreats.map(({ letter, name, property }) => ({
      ...one(catalogueWord(name), add('stride', letter)),
      description: catalogueWord(property),
    })),
    part(t('Tag')),
    ...itemTags.map((value) => one(value, add('tags', value))),
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    canPickMany: true,
    title: t('Show only'),
    placeHolder: t('Choose one or more; none shows everything'),
  });
  if (!chosen) return undefined;
  const filter = chosen.reduce<Filter>((sum, choice) => choice.apply?.(sum) ?? sum, {});
  if (!chosen.some(({ label }) => label === t('Words...'))) return filter;
  const text = await vscode.window.showInputBox({ title: t('Words that must occur'), value: before.text ?? '' });
  return text?.trim() ? { ...filter, text: text.trim() } : filter;
}

function without(filter: Filter, key: keyof Filter): Filter {
  const { [key]: _gone, ...rest } = filter;
  return rest;
}
