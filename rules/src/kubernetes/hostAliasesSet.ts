import { fixRemovedKey } from '../edit/podEdit';
import { podSpec, podWith } from '../examples';
import { at, items, keySpan, plain } from '../model/value';
import { defineRule } from '../rule';

export const hostAliasesSet = defineRule({
  id: 'host-aliases-set',
  title: 'Pod decides itself where names lead',
  control: 'egress-restricted',
  level: 'baseline',
  severity: 'low',
  stride: ['S'],
  layer: 'network',
  aliases: ['KSV-0007', 'KSE:HostAliases'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Entries in /etc/hosts go past DNS and everything that watches it: a name that looks right leads somewhere else.',
  remedy: 'Let DNS answer; name fixed addresses in a Service without selector.',

  *check(pod) {
    const aliases = at(pod.spec, 'hostAliases');
    const where = keySpan(aliases);
    if (items(aliases).length === 0 || !where) return;
    // Names for the machine itself lead nowhere else.
    if (items(aliases).every((alias) => /^(127\.|::1$)/.test(String(plain(at(alias, 'ip')))))) return;
    yield {
      at: where,
      message: `${pod.title} overrides where ${items(aliases).length === 1 ? 'a name leads' : 'names lead'}, past DNS.`,
      fix: () => fixRemovedKey(aliases, { title: 'Let DNS answer', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: podSpec('«hostAliases»:\n  - ip: 10.1.2.3\n    hostnames: [db.example]\ncontainers:\n  - name: api'),
      good: podWith('- name: api'),
    },
  ],
  accepts: [
    podSpec('hostAliases: []\ncontainers:\n  - name: api'),
    podSpec('hostAliases: [{ ip: 127.0.0.1, hostnames: [local.example] }]\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Pod bestimmt selbst, wohin Namen führen',
  why: 'Einträge in /etc/hosts gehen an DNS und jeder Überwachung vorbei: Ein richtig aussehender Name führt woanders hin.',
  remedy: 'DNS antworten lassen; feste Adressen in einem Service ohne Selector nennen.',
  says: {
    '{0} overrides where {1}, past DNS.': '{0} bestimmt an DNS vorbei, wohin {1}.',
    'a name leads': 'ein Name führt',
    'names lead': 'Namen führen',
    'Let DNS answer': 'DNS antworten lassen',
  },
};
