import type { UntrustedPlace } from '../context';
import { combine } from '../edit/fixes';
import { appendItem, setValue } from '../edit/yamlEdit';
import { podSpec } from '../examples';
import { isSandboxed } from '../model/podSandbox';
import { at, entries, isAbsent, items, keySpan, plain, type Value } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { defineRule, type Fix } from '../rule';

/** Labels every node has; they choose no pool. */
const everywhere = /^(kubernetes\.io\/(os|arch)|beta\.kubernetes\.io\/(os|arch))$/;

/** A label, or a taint with its effect, as `kubectl` writes it. */
interface Mark {
  readonly key: string;
  readonly value: string | undefined;
  readonly effect: string | undefined;
}

function readMark(text: string | undefined): Mark | undefined {
  const [, key, value, effect] = /^([\w./-]+)(?:=([\w.-]*))?(?::(NoSchedule|NoExecute))?$/.exec(text ?? '') ?? [];
  return key ? { key, value, effect } : undefined;
}

/** Whether the pod only runs on the nodes of the label, where the settings name one, or on some at all. */
function choosesNodes(pod: Pod, label: Mark | undefined): boolean {
  const selector = at(pod.spec, 'nodeSelector');
  const required = at(pod.spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  if (selector.kind === 'unknown' || required.kind === 'unknown') return true;
  if (!label) return !isAbsent(required) || entries(selector).some(({ key }) => !everywhere.test(key));
  const terms = items(at(required, 'nodeSelectorTerms'));
  return isMarked(at(selector, label.key), label) || (terms.length > 0 && terms.every((term) => demands(term, label)));
}

function isMarked(value: Value, { value: wanted }: Mark): boolean {
  if (isAbsent(value)) return false;
  return wanted === undefined || value.kind === 'unknown' || String(plain(value) ?? '') === wanted;
}

function demands(term: Value, label: Mark): boolean {
  return items(at(term, 'matchExpressions')).some((expression) => {
    const values = items(at(expression, 'values'));
    const isIn = plain(at(expression, 'operator')) === 'In' && values.every((value) => isMarked(value, label));
    return plain(at(expression, 'key')) === label.key && (isIn || label.value === undefined);
  });
}

function tolerates(pod: Pod, taint: Mark | undefined): boolean {
  const tolerations = at(pod.spec, 'tolerations');
  if (tolerations.kind === 'unknown') return true;
  return items(tolerations).some((item) => {
    const key = at(item, 'key');
    if (!taint) return !isAbsent(key) && plain(key) !== '';
    const isAny = plain(at(item, 'operator')) === 'Exists';
    return key.kind === 'unknown' || (plain(key) === taint.key && (isAny || isMarked(at(item, 'value'), taint)));
  });
}

const place = { all: false, labels: [], nodeLabel: 'pool=untrusted', nodeTaint: 'pool=untrusted:NoSchedule' };

export const untrustedPodNotOnDedicatedNodes = defineRule({
  id: 'untrusted-pod-not-on-dedicated-nodes',
  title: 'Code nobody controls may run beside everything else',
  control: 'dedicated-node-pool',
  level: 'isolation',
  severity: 'high',
  stride: ['E', 'D'],
  layer: 'host',
  aliases: ['KL:no-node-affinity'],
  references: [],
  fixable: 'sometimes', // Where the settings name the label and the taint of the nodes for such pods.
  subject: 'pod',
  why: 'Whoever breaks out of this pod lands on a node with other workloads, their secrets and their identities.',
  remedy:
    'Give such pods a pool of their own: a node selector for its label, and a toleration for its taint that nothing else has. A fix takes both from the settings (`untrusted.nodeLabel`, `untrusted.nodeTaint`).',

  *check(pod, { untrusted }) {
    if (!takesField(pod, 'nodeSelector') || isSandboxed(pod)) return;
    const label = readMark(untrusted.nodeLabel);
    const isChosen = choosesNodes(pod, label);
    if (isChosen && tolerates(pod, readMark(untrusted.nodeTaint))) return;
    const selector = keySpan(at(pod.spec, 'nodeSelector'));
    const message = isChosen
      ? `${pod.title} chooses nodes, but nothing keeps other pods off them: it tolerates no taint.`
      : label && choosesNodes(pod, undefined)
        ? `${pod.title} runs code nobody controls on other nodes than those with ${untrusted.nodeLabel ?? ''}.`
        : `${pod.title} runs code nobody controls on whichever node has room.`;
    yield { at: selector ?? pod.nameSpan, message, fix: () => moveThere(pod, untrusted) };
  },

  examples: [
    { bad: podSpec('containers:\n  - name: model').replace('name: shop', 'name: «shop»') },
    { bad: podSpec('«nodeSelector»: { agentpool: untrusted }\ncontainers:\n  - name: model') },
    {
      bad: podSpec('containers:\n  - name: model').replace('name: shop', 'name: «shop»'),
      context: { untrusted: place },
      good: podSpec(
        'nodeSelector:\n  pool: untrusted\ntolerations:\n  - key: pool\n    operator: Equal\n    value: untrusted\n    effect: NoSchedule\ncontainers:\n  - name: model',
      ),
    },
    {
      bad: podSpec(
        '«nodeSelector»:\n  disk: ssd # fast\ntolerations:\n  - { key: pool, operator: Exists }\ncontainers:\n  - name: model',
      ),
      context: { untrusted: place },
      good: podSpec(
        'nodeSelector:\n  disk: ssd # fast\n  pool: untrusted\ntolerations:\n  - { key: pool, operator: Exists }\ncontainers:\n  - name: model',
      ),
    },
  ],
  accepts: [
    podSpec(
      'nodeSelector: { agentpool: untrusted }\ntolerations: [{ key: untrusted, operator: Exists }]\ncontainers:\n  - name: model',
    ),
    podSpec('runtimeClassName: gvisor\ncontainers:\n  - name: model'),
    {
      text: podSpec(
        'nodeSelector: { pool: untrusted }\ntolerations: [{ key: pool, value: untrusted }]\ncontainers:\n  - name: model',
      ),
      context: { untrusted: place },
    },
    {
      text: podSpec(
        'affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms:\n        - matchExpressions: [{ key: pool, operator: In, values: [untrusted] }]\ntolerations: [{ key: pool, operator: Exists }]\ncontainers:\n  - name: model',
      ),
      context: { untrusted: place },
    },
  ],
});

/** Chooses the nodes that the settings name, and tolerates what keeps others off them; what is there already stays. */
function moveThere(pod: Pod, { nodeLabel, nodeTaint }: UntrustedPlace): Fix | undefined {
  const label = readMark(nodeLabel);
  const taint = readMark(nodeTaint);
  const selector = label?.value ? setValue(at(pod.spec, 'nodeSelector', label.key), label.value) : undefined;
  const effect = taint?.effect ? { effect: taint.effect } : {};
  const toleration = taint && {
    key: taint.key,
    ...(taint.value ? { operator: 'Equal', value: taint.value } : { operator: 'Exists' }),
    ...effect,
  };
  const tolerance = toleration && appendItem(at(pod.spec, 'tolerations'), toleration);
  return combine([...(choosesNodes(pod, label) ? [] : [selector]), ...(tolerates(pod, taint) ? [] : [tolerance])], {
    title: `Run it on the nodes for such pods (${[nodeLabel, nodeTaint].filter(Boolean).join(', ')})`,
    safety: 'review',
  });
}

export const german = {
  title: 'Code, den niemand kontrolliert, darf neben allem anderen laufen',
  why: 'Wer aus diesem Pod ausbricht, landet auf einem Node mit anderen Anwendungen, ihren Geheimnissen und Identitäten.',
  remedy:
    'Solchen Pods einen eigenen Pool geben: einen Node-Selector für sein Label und eine Toleration für seinen Taint, die sonst nichts hat. Eine Korrektur nimmt beide aus den Einstellungen (`untrusted.nodeLabel`, `untrusted.nodeTaint`).',
  says: {
    '{0} chooses nodes, but nothing keeps other pods off them: it tolerates no taint.':
      '{0} wählt Nodes, aber nichts hält andere Pods davon fern: Kein Taint wird toleriert.',
    '{0} runs code nobody controls on other nodes than those with {1}.':
      '{0} führt Code, den niemand kontrolliert, auf anderen Nodes als denen mit {1} aus.',
    'Run it on the nodes for such pods ({0})': 'Ihn auf den Nodes für solche Pods ausführen ({0})',
    '{0} runs code nobody controls on whichever node has room.':
      '{0} führt Code, den niemand kontrolliert, auf irgendeinem Node mit Platz aus.',
  },
};
