import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectSpec } from '../examples';
import { describe } from '../model/object';
import { at, readNumber } from '../model/value';
import { defineRule } from '../rule';

/** Only where the file says so: without the field an autoscaler may decide. */
export const singleReplica = defineRule({
  id: 'single-replica',
  title: 'Service runs one replica',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'info',
  stride: ['D'],
  layer: 'runtime',
  aliases: ['PO:deploymentMissingReplicas', 'KSC:deployment-replicas'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'While the only pod restarts, or its node is patched, nobody is served, and anybody who can crash it takes the service away.',
  remedy: 'Run two or more, unless the program must run alone.',

  *check(object) {
    if (object.kind !== 'Deployment') return;
    const replicas = at(object.root, 'spec', 'replicas');
    const number = readNumber(replicas);
    if (number.state !== 'literal' || number.value !== 1) return;
    yield {
      at: number.span,
      message: `${describe(object)} runs one pod only.`,
      fix: () => asFix(setValue(replicas, 2), { title: 'Run two', safety: 'review' }),
    };
  },

  examples: [
    {
      bad: objectSpec('apps/v1', 'Deployment', 'replicas: «1» # for now\ntemplate: {}'),
      good: objectSpec('apps/v1', 'Deployment', 'replicas: 2 # for now\ntemplate: {}'),
    },
  ],
  accepts: [
    objectSpec('apps/v1', 'Deployment', 'replicas: 3'),
    objectSpec('apps/v1', 'Deployment', 'template: {}'),
    objectSpec('apps/v1', 'Deployment', 'replicas: 0'),
    objectSpec('apps/v1', 'StatefulSet', 'replicas: 1'),
  ],
});
