import { setField } from '../edit/fixes';
import { networkPolicy } from '../examples';
import { isEverywhere, type PolicyEntry, readCidr, readNetworkPolicy } from '../model/networkPolicy';
import { describe, headOf, placeOf } from '../model/object';
import { readSelector, selectsAll } from '../model/selectors';
import { at, isAbsent, items, keySpan, plain } from '../model/value';
import { defineRule } from '../rule';
import type { Span } from '../text/span';

/** With ports named, only these stand open, which is what a public service needs: such a rule counts less. */
export const networkPolicyAllowsAllIngress = defineRule({
  id: 'network-policy-allows-all-ingress',
  title: 'Policy admits everything inbound',
  control: 'pod-traffic-deny-by-default',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'network',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'A rule that admits everybody gives every other pod of the cluster, a captured one included, a way to these pods.',
  remedy: 'Name the pods or namespaces that may call, with `podSelector` and `namespaceSelector`.',

  *check(object) {
    for (const entry of readNetworkPolicy(object)?.rules.ingress ?? []) {
      const who = admitted(entry);
      if (!who) continue;
      yield {
        at: who.at,
        message: `${describe(object)} admits ${who.text}${entry.anyPort ? ' on every port' : ''}.`,
        ...(entry.anyPort ? {} : { severity: 'low' as const }),
        fix: () =>
          entry.anybody && entry.value.kind === 'map' && isAbsent(entry.peers)
            ? setField(entry.value, ['from'], [{ podSelector: {} }], {
                title: 'Admit only pods of the same namespace',
                safety: 'review',
              })
            : undefined,
      };
    }
  },

  examples: [
    {
      bad: networkPolicy('podSelector: {}\ningress:\n  - «{}» # for now'),
      good: networkPolicy('podSelector: {}\ningress:\n  - { from: [{ podSelector: {} }] } # for now'),
    },
    {
      bad: networkPolicy('podSelector: {}\ningress:\n  - from:\n      - «namespaceSelector»: {}'),
    },
    { bad: networkPolicy('podSelector: {}\ningress:\n  - from:\n      - ipBlock:\n          cidr: «0.0.0.0/0»') },
  ],
  accepts: [
    networkPolicy('podSelector: {}\npolicyTypes: [Ingress]'),
    networkPolicy('podSelector: {}\ningress: []'),
    networkPolicy('podSelector: {}\ningress:\n  - from:\n      - podSelector: {}'),
    networkPolicy(
      'podSelector: {}\ningress:\n  - from:\n      - namespaceSelector: {}\n        podSelector:\n          matchLabels:\n            app: web',
    ),
    networkPolicy('podSelector: {}\ningress:\n  - from: {{ .Values.from }}'),
  ],
});

function admitted(entry: PolicyEntry): { at: Span; text: string } | undefined {
  if (entry.anybody) return { at: headOf(entry.value), text: 'everybody' };
  for (const peer of items(entry.peers)) {
    const namespaces = at(peer, 'namespaceSelector');
    if (selectsAll(readSelector(namespaces)) && isAbsent(at(peer, 'podSelector')))
      return { at: keySpan(namespaces) ?? placeOf(namespaces), text: 'every pod of the cluster' };
    const cidr = at(peer, 'ipBlock', 'cidr');
    if (isEverywhere(readCidr(plain(cidr)))) return { at: placeOf(cidr), text: 'every address' };
  }
  return undefined;
}

export const german = {
  title: 'NetworkPolicy lässt alles herein',
  why: 'Eine Regel, die jeden zulässt, gibt jedem anderen Pod des Clusters, auch einem gekaperten, einen Weg zu diesen Pods.',
  remedy: 'Die Pods oder Namespaces nennen, die aufrufen dürfen, mit `podSelector` und `namespaceSelector`.',
  says: {
    '{0} admits {1}{2}.': '{0} lässt {1}{2} zu.',
    ' on every port': ' auf jedem Port',
    'Admit only pods of the same namespace': 'Nur Pods desselben Namespaces zulassen',
    'every pod of the cluster': 'jeden Pod des Clusters',
    'every address': 'jede Adresse',
    everybody: 'jeden',
  },
};
