import type { Stride } from '../rule';
import { administrationItems } from './items/administration';
import { architectureItems } from './items/architecture';
import { hostItems } from './items/host';
import { imageItems } from './items/image';
import { modelItems } from './items/model';
import { monitoringItems } from './items/monitoring';
import { networkItems } from './items/network';
import { processItems } from './items/process';
import { registryItems } from './items/registry';
import { runtimeItems } from './items/runtime';
import { runtimeLimitsItems } from './items/runtimeLimits';
import { runtimeNodeItems } from './items/runtimeNode';
import { secretsItems } from './items/secrets';
import { supplyChainItems } from './items/supplyChain';
import type { Framework, Item, ItemData } from './types';

export type { Boundary, ChecklistProfile, EvidenceMode, Framework, Item, ItemLayer, Priority } from './types';
export {
  boundaries,
  checklistProfiles,
  frameworks,
  itemLayers,
  priorities,
  responsibilities,
  strideThreats,
} from './types';

/** What a checklist file writes in `catalogue:`. The version changes whenever an item is added, removed or re-worded. */
export const catalogue = { name: 'model-container-threats', version: '0.2.0' } as const;

/** Every question of the checklist, which is every control a rule can be evidence for, layer by layer. */
export const items: readonly Item[] = [
  ...architectureItems,
  ...imageItems,
  ...registryItems,
  ...supplyChainItems,
  ...runtimeItems,
  ...runtimeNodeItems,
  ...runtimeLimitsItems,
  ...hostItems,
  ...networkItems,
  ...secretsItems,
  ...administrationItems,
  ...monitoringItems,
  ...processItems,
  ...modelItems,
].map(completed);

const byId = new Map(items.map((item) => [item.id, item]));

/** The item with this id, if the catalogue has it. */
export function findItem(id: string): Item | undefined {
  return byId.get(id);
}

/** The items a rule speaks about: first its control, which it is the best evidence for, then those it can refute. */
export function itemsOfRule(ruleId: string, control?: string): readonly Item[] {
  const own = control === undefined ? undefined : byId.get(control);
  const refuted = items.filter(({ refutedBy }) => refutedBy.includes(ruleId));
  return own ? [own, ...refuted] : refuted;
}

function completed(data: ItemData): Item {
  return {
    id: data.id,
    subject: data.subject,
    question: data.question ?? questionAbout(data.subject),
    why: data.why,
    layer: data.layer,
    boundaries: data.boundaries,
    stride: [...data.stride] as Stride[],
    priority: { standard: data.priority[0], 'arbitrary-code': data.priority[1] },
    responsibility: data.responsibility,
    scope: data.scope ?? 'component',
    mode: data.mode,
    ...(data.os ? { os: data.os } : {}),
    refutedBy: data.refutedBy ?? [],
    manual: data.manual ?? '',
    refs: Object.entries(data.refs).map(([framework, ids]) => ({ framework: framework as Framework, ids })),
    templates: data.templates ?? [],
    tags: data.tags ?? [],
  };
}

/** The question in the words of the checklist. */
export function questionAbout(subject: string): string {
  return `Do you need to consider ${subject.charAt(0).toLowerCase()}${subject.slice(1)}?`;
}
