import { setField } from '../edit/fixes';
import { objectSpec } from '../examples';
import { isEverywhere, readCidr } from '../model/networkPolicy';
import { describe, placeOf } from '../model/object';
import { readSelector, selectsAll } from '../model/selectors';
import { at, isAbsent, items, plain, readString, type Value } from '../model/value';
import { defineRule } from '../rule';

/**
 * Leaving the field out means Managed. The policy that the controller keeps when none is written closes the cluster and
 * the metadata service to the sandboxes, and leaves them the whole internet.
 */
export const agentSandboxNetworkUnmanaged = defineRule({
  id: 'agent-sandbox-network-unmanaged',
  title: 'Agent Sandbox template does not own its network policy',
  control: 'pod-traffic-deny-by-default',
  level: 'isolation',
  severity: 'high',
  stride: ['I', 'D'],
  layer: 'network',
  aliases: ['C-0301'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Code in the sandbox that can reach any address steals data, attacks the cluster from inside and talks to the metadata service of the cloud.',
  remedy:
    'Let the sandbox controller keep the network policy (`networkPolicyManagement: Managed`) and list in its egress only what the code may reach.',

  *check(object) {
    if (object.kind !== 'SandboxTemplate' || !object.group.endsWith('agents.x-k8s.io')) return;
    const management = readString(at(object.root, 'spec', 'networkPolicyManagement'));
    if (management.state === 'literal' && management.value !== 'Managed') {
      yield {
        at: management.span,
        severity: 'medium', // A policy that selects the sandboxes may close what the controller leaves open.
        message: `${describe(object)} has its controller keep no network policy: only one that selects its pods closes their network.`,
        fix: () =>
          setField(object.root, ['spec', 'networkPolicyManagement'], 'Managed', {
            title: 'Let the controller keep the network policy',
            safety: 'review',
          }),
      };
    }
    const policy = at(object.root, 'spec', 'networkPolicy');
    if (isAbsent(policy) && management.state !== 'unknown') {
      yield {
        at: object.nameSpan,
        severity: 'medium',
        message: `${describe(object)} lets its sandboxes reach the whole internet: it writes no network policy of its own.`,
        aliases: [],
      };
    }
    for (const entry of items(at(policy, 'egress'))) {
      const open = openPeer(at(entry, 'to'));
      if (!open) continue;
      yield {
        at: placeOf(open.at),
        message: `${describe(object)} lets its sandboxes reach ${open.what}.`,
        aliases: [],
      };
    }
  },

  examples: [
    {
      bad: objectSpec(
        'extensions.agents.x-k8s.io/v1alpha1',
        'SandboxTemplate',
        'networkPolicyManagement: «Unmanaged»\nnetworkPolicy: {}\npodTemplate: {}',
      ),
      good: objectSpec(
        'extensions.agents.x-k8s.io/v1alpha1',
        'SandboxTemplate',
        'networkPolicyManagement: Managed\nnetworkPolicy: {}\npodTemplate: {}',
      ),
    },
    {
      bad: objectSpec('extensions.agents.x-k8s.io/v1alpha1', 'SandboxTemplate', 'podTemplate: {}').replace(
        'name: shop',
        'name: «shop»',
      ),
    },
    {
      bad: objectSpec(
        'extensions.agents.x-k8s.io/v1alpha1',
        'SandboxTemplate',
        'networkPolicy:\n  egress:\n    - to:\n        - ipBlock:\n            cidr: «0.0.0.0/0»',
      ),
    },
  ],
  accepts: [
    objectSpec('extensions.agents.x-k8s.io/v1alpha1', 'SandboxTemplate', 'networkPolicy: {}'),
    objectSpec('extensions.agents.x-k8s.io/v1alpha1', 'SandboxTemplate', 'networkPolicyManagement: {{ .Values.m }}'),
    objectSpec(
      'extensions.agents.x-k8s.io/v1alpha1',
      'SandboxTemplate',
      'networkPolicy:\n  egress:\n    - to:\n        - podSelector:\n            matchLabels:\n              app: proxy',
    ),
  ],
});

function openPeer(peers: Value): { readonly at: Value; readonly what: string } | undefined {
  if (isAbsent(peers)) return peers.parent && { at: peers.parent, what: 'any address' };
  for (const peer of items(peers)) {
    const cidr = at(peer, 'ipBlock', 'cidr');
    if (isEverywhere(readCidr(plain(cidr))))
      return { at: cidr, what: isAbsent(at(peer, 'ipBlock', 'except')) ? 'any address' : 'the whole internet' };
    const namespaces = at(peer, 'namespaceSelector');
    const pods = at(peer, 'podSelector');
    if (selectsAll(readSelector(namespaces)) && isAbsent(pods))
      return { at: namespaces, what: 'every pod of the cluster' };
    if (selectsAll(readSelector(pods)) && isAbsent(namespaces)) return { at: pods, what: 'every pod beside them' };
  }
  return undefined;
}

export const german = {
  title: 'Agent-Sandbox-Vorlage hat keine eigene NetworkPolicy',
  why: 'Code in der Sandbox, der jede Adresse erreicht, stiehlt Daten, greift den Cluster von innen an und spricht mit dem Metadatendienst der Cloud.',
  remedy:
    'Den Sandbox-Controller die NetworkPolicy pflegen lassen (`networkPolicyManagement: Managed`) und im Egress nur nennen, was der Code erreichen darf.',
  says: {
    '{0} lets its sandboxes reach the whole internet: it writes no network policy of its own.':
      '{0} lässt seine Sandboxes das ganze Internet erreichen: Eine eigene NetworkPolicy schreibt es nicht.',
    '{0} lets its sandboxes reach {1}.': '{0} lässt seine Sandboxes {1} erreichen.',
    'any address': 'jede Adresse',
    'the whole internet': 'das ganze Internet',
    'every pod of the cluster': 'jeden Pod des Clusters',
    'every pod beside them': 'jeden Pod neben ihnen',
    '{0} has its controller keep no network policy: only one that selects its pods closes their network.':
      '{0} lässt den Controller keine NetworkPolicy pflegen: Nur eine, die seine Pods auswählt, schließt deren Netz.',
    'Let the controller keep the network policy': 'Den Controller die NetworkPolicy pflegen lassen',
  },
};
