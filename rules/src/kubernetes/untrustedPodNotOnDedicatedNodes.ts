import { podSpec } from '../examples';
import { isSandboxed } from '../model/podSandbox';
import { at, entries, isAbsent, items, keySpan, plain } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { defineRule } from '../rule';

/** Labels every node has; they choose no pool. */
const everywhere = /^(kubernetes\.io\/(os|arch)|beta\.kubernetes\.io\/(os|arch))$/;

function choosesNodes(pod: Pod): boolean {
  const selector = at(pod.spec, 'nodeSelector');
  const required = at(pod.spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  if (selector.kind === 'unknown' || required.kind === 'unknown' || !isAbsent(required)) return true;
  return entries(selector).some(({ key }) => !everywhere.test(key));
}

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
  fixable: 'never', // What the nodes for such pods are called is not in the file.
  subject: 'pod',
  why: 'Whoever breaks out of this pod lands on a node with other workloads, their secrets and their identities.',
  remedy:
    'Give such pods a pool of their own: a node selector for its label, and a toleration for its taint that nothing else has.',

  *check(pod) {
    if (!takesField(pod, 'nodeSelector') || isSandboxed(pod)) return;
    const tolerations = at(pod.spec, 'tolerations');
    const tolerates =
      tolerations.kind === 'unknown' ||
      items(tolerations).some((item) => !isAbsent(at(item, 'key')) && plain(at(item, 'key')) !== '');
    if (choosesNodes(pod) && tolerates) return;
    const selector = keySpan(at(pod.spec, 'nodeSelector'));
    yield {
      at: selector ?? pod.nameSpan,
      message: choosesNodes(pod)
        ? `${pod.title} chooses nodes, but nothing keeps other pods off them: it tolerates no taint.`
        : `${pod.title} runs code nobody controls on whichever node has room.`,
    };
  },

  examples: [
    { bad: podSpec('containers:\n  - name: model').replace('name: shop', 'name: «shop»') },
    { bad: podSpec('«nodeSelector»: { agentpool: untrusted }\ncontainers:\n  - name: model') },
  ],
  accepts: [
    podSpec(
      'nodeSelector: { agentpool: untrusted }\ntolerations: [{ key: untrusted, operator: Exists }]\ncontainers:\n  - name: model',
    ),
    podSpec('runtimeClassName: gvisor\ncontainers:\n  - name: model'),
  ],
});

export const german = {
  title: 'Code, den niemand kontrolliert, darf neben allem anderen laufen',
  why: 'Wer aus diesem Pod ausbricht, landet auf einem Node mit anderen Anwendungen, ihren Geheimnissen und Identitäten.',
  remedy:
    'Solchen Pods einen eigenen Pool geben: einen Node-Selector für sein Label und eine Toleration für seinen Taint, die sonst nichts hat.',
  says: {
    '{0} chooses nodes, but nothing keeps other pods off them: it tolerates no taint.':
      '{0} wählt Nodes, aber nichts hält andere Pods davon fern: Kein Taint wird toleriert.',
    '{0} runs code nobody controls on whichever node has room.':
      '{0} führt Code, den niemand kontrolliert, auf irgendeinem Node mit Platz aus.',
  },
};
