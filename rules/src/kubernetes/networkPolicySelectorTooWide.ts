import { asFix } from '../edit/fixes';
import type { YamlChange } from '../edit/yamlEdit';
import { columnOf } from '../edit/yamlStyle';
import { networkPolicy } from '../examples';
import { readNetworkPolicy } from '../model/networkPolicy';
import { describe, placeOf } from '../model/object';
import { readSelector, selectsAll } from '../model/selectors';
import { at, isAbsent, items, keySpan, spanOf, type Value } from '../model/value';
import { defineRule } from '../rule';
import { span } from '../text/span';

/** Only for traffic that comes in: a destination that any namespace could offer is a smaller matter. */
export const networkPolicySelectorTooWide = defineRule({
  id: 'network-policy-selector-too-wide',
  title: 'Selector spans all namespaces or pods',
  control: 'pod-traffic-deny-by-default',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'network',
  aliases: [],
  references: ['NSA:2.0'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Anybody who may label a pod in any namespace can call in; and two list items mean "or", so a namespace selector alone admits every pod there.',
  remedy: 'Name the namespaces, and put both selectors into one list item when both must hold.',

  *check(object) {
    for (const entry of readNetworkPolicy(object)?.rules.ingress ?? []) {
      const peers = items(entry.peers);
      for (const [index, peer] of peers.entries()) {
        const namespaces = at(peer, 'namespaceSelector');
        const pods = at(peer, 'podSelector');
        if (selectsAll(readSelector(namespaces)) && !isAbsent(pods)) {
          yield {
            at: keySpan(namespaces) ?? placeOf(namespaces),
            message: `${describe(object)} admits pods with these labels from every namespace.`,
          };
        }
        const next = peers[index + 1];
        if (!next || !isAlone(peer, 'namespaceSelector') || !isAlone(next, 'podSelector')) continue;
        yield {
          at: keySpan(namespaces) ?? placeOf(namespaces),
          severity: 'low',
          message: `${describe(object)} admits every pod of these namespaces: the podSelector below is a peer of its own.`,
          fix: () => asFix(joined(peer, next), { title: 'Demand both, namespace and pod', safety: 'review' }),
        };
      }
    }
  },

  examples: [
    {
      bad: networkPolicy(
        'podSelector: {}\ningress:\n  - from:\n      - «namespaceSelector»: {}\n        podSelector:\n          matchLabels:\n            app: web',
      ),
    },
    {
      bad: networkPolicy(
        'podSelector: {}\ningress:\n  - from:\n      - «namespaceSelector»:\n          matchLabels:\n            team: shop\n      - podSelector: # the front\n          matchLabels:\n            app: web',
      ),
      good: networkPolicy(
        'podSelector: {}\ningress:\n  - from:\n      - namespaceSelector:\n          matchLabels:\n            team: shop\n        podSelector: # the front\n          matchLabels:\n            app: web',
      ),
    },
  ],
  accepts: [
    networkPolicy(
      'podSelector: {}\ningress:\n  - from:\n      - podSelector:\n          matchLabels:\n            app: web\n      - ipBlock:\n          cidr: 10.0.0.0/8',
    ),
    networkPolicy(
      'podSelector: {}\negress:\n  - to:\n      - namespaceSelector: {}\n        podSelector:\n          matchLabels:\n            k8s-app: kube-dns',
    ),
    networkPolicy(
      'podSelector: {}\ningress:\n  - from:\n      - namespaceSelector:\n          matchLabels:\n            team: shop\n        podSelector:\n          matchLabels:\n            app: web',
    ),
  ],
});

function isAlone(peer: Value, key: 'namespaceSelector' | 'podSelector'): boolean {
  const own = readSelector(at(peer, key));
  const other = at(peer, key === 'podSelector' ? 'namespaceSelector' : 'podSelector');
  return own.state === 'known' && own.requirements.length > 0 && isAbsent(other) && isAbsent(at(peer, 'ipBlock'));
}

/** The dash of the second item becomes a blank: its keys then belong to the first. */
function joined(first: Value, second: Value): YamlChange | undefined {
  const { text, start } = second.document;
  const [one, two] = [spanOf(first), spanOf(second)];
  if (first.origin !== 'own' || second.origin !== 'own' || !one || !two) return undefined;
  const column = columnOf(text, two.start - start);
  const line = text.slice(two.start - start - column, two.start - start);
  if (!/^ *- +$/.test(line) || columnOf(text, one.start - start) !== column) return undefined;
  const dash = two.start - column + line.indexOf('-');
  return { edits: [{ span: span(dash, dash + 1), text: ' ' }], shared: false };
}

export const german = {
  title: 'Selector umfasst alle Namespaces oder Pods',
  why: 'Wer in irgendeinem Namespace einen Pod kennzeichnen darf, kann aufrufen; und zwei Listeneinträge bedeuten „oder“, ein Namespace-Selector allein lässt dort also jeden Pod zu.',
  remedy: 'Die Namespaces nennen und beide Selectoren in einen Listeneintrag schreiben, wenn beide gelten müssen.',
  says: {
    '{0} admits pods with these labels from every namespace.':
      '{0} lässt Pods mit diesen Labels aus jedem Namespace zu.',
    '{0} admits every pod of these namespaces: the podSelector below is a peer of its own.':
      '{0} lässt jeden Pod dieser Namespaces zu: Der podSelector darunter ist ein eigener Eintrag.',
    'Demand both, namespace and pod': 'Beides verlangen, Namespace und Pod',
  },
};
