import { asFix } from '../edit/fixes';
import { addDocuments } from '../edit/newDocument';
import { replacePair } from '../edit/yamlPairs';
import { deploymentSpec, objectSpec } from '../examples';
import { leastReplicas } from '../model/autoscalers';
import { describe, type KubernetesObject } from '../model/object';
import { selectorLabels, standTogether } from '../model/selection';
import { every, type Labels, type Match, matches, readLabels, readSelector, sameNamespace } from '../model/selectors';
import { at, readText, type Value } from '../model/value';
import type { PlacedObject, Workspace } from '../model/workspace';
import { defineRule, type Fix, type Problem } from '../rule';

const missing = ['KICS:1db3a5a5'];
const tooTight = ['KL:pdb-min-available'];

/** Budgets beside what they are for. One by itself is judged by `disruption-budget-missing-or-blocking`. */
export const disruptionBudgetDoesNotFit = defineRule({
  id: 'disruption-budget-does-not-fit',
  title: 'Disruption budget missing or too tight for the workload',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'low',
  stride: ['D'],
  layer: 'runtime',
  aliases: [...missing, ...tooTight],
  references: [],
  fixable: 'sometimes', // Only where the labels of the pods are known.
  subject: 'workspace',
  why: 'Without a budget a drained node may take all replicas at once; with one that keeps them all, nodes cannot be drained and stay unpatched.',
  remedy: 'Give every replicated workload a budget with maxUnavailable: 1.',

  *check(workspace) {
    const budgets = workspace.objects.filter((o) => o.object.kind === 'PodDisruptionBudget');
    const workloads = workspace.objects.flatMap((placed) => replicated(placed, workspace) ?? []);
    // A file that keeps budgets beside its workloads shows where they are kept.
    const knowsAll = workspace.whole || budgets.length > 0;
    for (const workload of workloads) {
      const { object, file, least } = workload;
      if (least < 2 || !knowsAll || budgets.some((budget) => covers(budget, workload) !== 'no')) continue;
      yield {
        at: object.nameSpan,
        file,
        message: `${describe(object)} runs ${least} replicas, and no disruption budget here keeps some of them up.`,
        aliases: missing,
        fix: () => budgetFor(object),
      };
    }
    for (const budget of budgets) {
      const [only, ...others] = workloads.filter((workload) => covers(budget, workload) !== 'no');
      // A budget counts the pods of all it covers, and some of those may be elsewhere.
      if (only && others.length === 0 && standTogether(budget, only)) yield* keepingAll(budget, only);
    }
  },

  examples: [
    {
      bad: withReplicas(2).replace('name: shop', 'name: «shop»'),
      good: `${withReplicas(2)}---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app: shop\n`,
    },
    {
      bad: budget('minAvailable: «2»'),
      good: budget('maxUnavailable: 1'),
      files: { 'shop.yaml': withReplicas(2) },
    },
    { bad: budget('minAvailable: «90%»'), good: budget('maxUnavailable: 1'), files: { 'shop.yaml': withReplicas(2) } },
  ],
  accepts: [
    { text: withReplicas(2), files: { 'budget.yaml': budget('maxUnavailable: 1') } },
    { text: budget('minAvailable: 50%'), files: { 'shop.yaml': withReplicas(2) } },
    { text: budget('minAvailable: 2'), files: { 'shop.yaml': withReplicas(3) } },
    withReplicas(1),
    withReplicas('{{ .Values.replicas }}'),
  ],
});

function withReplicas(replicas: number | string): string {
  return deploymentSpec('containers: []').replace('spec:\n  selector', `spec:\n  replicas: ${replicas}\n  selector`);
}

function budget(amount: string): string {
  return objectSpec('policy/v1', 'PodDisruptionBudget', `${amount}\nselector:\n  matchLabels:\n    app: shop`);
}

function covers({ object }: PlacedObject, workload: Replicated): Match {
  const selector = readSelector(at(object.root, 'spec', 'selector'));
  return every([sameNamespace(object, workload.object), matches(selector, workload.labels)]);
}

/** A workload that runs several pods alike. */
interface Replicated extends PlacedObject {
  readonly labels: Labels;
  /** The least number of pods it runs. */
  readonly least: number;
}

function replicated(placed: PlacedObject, workspace: Workspace): Replicated | undefined {
  const { object } = placed;
  if (object.group !== 'apps' || !/^(Deployment|StatefulSet|ReplicaSet)$/.test(object.kind)) return undefined;
  const labels = readLabels(at(object.root, 'spec', 'template', 'metadata', 'labels'));
  // The API refuses an object that does not find its own pods.
  if (matches(readSelector(at(object.root, 'spec', 'selector')), labels) !== 'yes') return undefined;
  const least = leastReplicas(object, workspace);
  return least === undefined ? undefined : { ...placed, labels, least };
}

function* keepingAll({ object, file }: PlacedObject, workload: Replicated): Iterable<Problem> {
  const { least } = workload;
  const value = at(object.root, 'spec', 'minAvailable');
  const written = readText(value);
  const kept = keptOf(value, least);
  // `100%` is too much for any workload and told of the budget itself.
  if (written.state !== 'literal' || written.value === '100%' || kept === undefined || kept < Math.max(least, 1))
    return;
  yield {
    at: written.span,
    file,
    message: `${describe(object)} keeps ${written.value} of the ${least} of ${describe(workload.object)}, so their nodes cannot be drained and patched.`,
    aliases: tooTight,
    fix: () => asFix(replacePair(value, 'maxUnavailable', 1), { title: 'Let one pod go at a time', safety: 'review' }),
  };
}

/** How many pods a budget keeps of so many; shares are rounded up, as Kubernetes does. */
function keptOf(value: Value, replicas: number): number | undefined {
  const text = readText(value).value ?? '';
  if (/^\d+%$/.test(text)) return Math.ceil((Number.parseInt(text, 10) * replicas) / 100);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function budgetFor(object: KubernetesObject): Fix | undefined {
  const labels = selectorLabels(object);
  const { name, namespace } = object;
  if (!labels || !name) return undefined;
  const added = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  };
  return asFix(addDocuments(object.document, [added]), { title: 'Add a disruption budget', safety: 'review' });
}

export const german = {
  title: 'Disruption Budget fehlt oder ist zu eng für die Anwendung',
  why: 'Ohne Budget kann das Leeren eines Nodes alle Replicas auf einmal beenden; mit einem, das alle behält, lassen sich Nodes nicht leeren und bleiben ungepatcht.',
  remedy: 'Jeder Anwendung mit mehreren Replicas ein Budget mit maxUnavailable: 1 geben.',
  says: {
    '{0} runs {1} replicas, and no disruption budget here keeps some of them up.':
      '{0} läuft mit {1} Replicas, und kein Disruption Budget hier hält einige davon am Leben.',
    '{0} keeps {1} of the {2} of {3}, so their nodes cannot be drained and patched.':
      '{0} behält {1} von {2} Pods von {3}, daher lassen sich deren Nodes nicht leeren und patchen.',
    'Let one pod go at a time': 'Immer nur einen Pod gehen lassen',
    'Add a disruption budget': 'Ein Disruption Budget hinzufügen',
  },
};
