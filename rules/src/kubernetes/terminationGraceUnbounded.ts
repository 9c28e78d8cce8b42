import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, readNumber } from '../model/value';
import { takesField } from '../model/workload';
import { defineRule } from '../rule';

/** What AKS waits for a node to be emptied before an upgrade gives up, unless the node pool says otherwise. */
const drainSeconds = 1800;

export const terminationGraceUnbounded = defineRule({
  id: 'termination-grace-unbounded',
  title: 'Untrusted pod takes its time to end',
  control: 'health-and-disruption',
  level: 'isolation',
  severity: 'low',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes', // The number may be an alias that belongs to another place.
  subject: 'pod',
  why: 'Code that ignores the signal to end keeps its node, its GPU and its memory until the grace period is over, and holds up every upgrade of the node.',
  remedy: 'Set terminationGracePeriodSeconds to what a running request needs, and to no more than half an hour.',

  *check(pod) {
    if (!takesField(pod, 'terminationGracePeriodSeconds')) return;
    const grace = readNumber(at(pod.spec, 'terminationGracePeriodSeconds'));
    if (grace.state !== 'literal' || grace.value <= drainSeconds) return;
    yield {
      at: grace.span,
      message: `${pod.title} may go on for ${Math.round(grace.value / 60)} minutes after it was told to end, longer than an upgrade of its node waits.`,
      fix: () =>
        setField(pod.spec, ['terminationGracePeriodSeconds'], drainSeconds, {
          title: 'End it after half an hour at most',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podSpec('terminationGracePeriodSeconds: «86400» # finishes its queue\ncontainers:\n  - name: model'),
      good: podSpec('terminationGracePeriodSeconds: 1800 # finishes its queue\ncontainers:\n  - name: model'),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: model'),
    podSpec('terminationGracePeriodSeconds: 1800\ncontainers:\n  - name: model'),
    podSpec('terminationGracePeriodSeconds: {{ .Values.grace }}\ncontainers:\n  - name: model'),
  ],
});

export const german = {
  title: 'Nicht vertrauenswürdiger Pod lässt sich Zeit mit dem Ende',
  why: 'Code, der das Signal zum Beenden überhört, behält Node, GPU und Speicher, bis die Frist abgelaufen ist, und hält jedes Upgrade des Nodes auf.',
  remedy:
    'terminationGracePeriodSeconds auf das setzen, was eine laufende Anfrage braucht, und auf höchstens eine halbe Stunde.',
  says: {
    '{0} may go on for {1} minutes after it was told to end, longer than an upgrade of its node waits.':
      '{0} darf noch {1} Minuten weiterlaufen, nachdem er enden soll, länger als ein Upgrade seines Nodes wartet.',
    'End it after half an hour at most': 'Nach höchstens einer halben Stunde beenden',
  },
};
