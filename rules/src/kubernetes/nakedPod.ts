import { deploymentSpec, podSpec } from '../examples';
import { isHelmHook } from '../model/object';
import { at, isAbsent } from '../model/value';
import { defineRule } from '../rule';

export const nakedPod = defineRule({
  id: 'naked-pod',
  title: 'Pod without a controller',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'info',
  stride: ['D'],
  layer: 'administration',
  aliases: ['C-0073'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'Nobody starts a bare Pod again when its node goes, and nobody rolls a mended version out to it.',
  remedy: 'Let a Deployment, StatefulSet or Job make the pod.',

  *check(object) {
    if (object.kind !== 'Pod' || object.group !== '') return;
    if (isHelmHook(object)) return;
    if (!isAbsent(at(object.root, 'metadata', 'ownerReferences'))) return;
    yield {
      at: object.nameSpan,
      message: `Pod "${object.name ?? ''}" stays gone when its node goes: no controller makes it again.`,
    };
  },

  examples: [{ bad: podSpec('containers:\n  - name: api').replace('name: shop', 'name: «shop»') }],
  accepts: [
    deploymentSpec('containers:\n  - name: api'),
    podSpec('containers: []').replace('name: shop', 'name: shop\n  annotations: { helm.sh/hook: test }'),
    podSpec('containers: []').replace(
      'name: shop',
      'name: shop\n  ownerReferences: [{ kind: ReplicaSet, name: shop }]',
    ),
  ],
});

export const german = {
  title: 'Pod ohne Controller',
  why: 'Niemand startet einen bloßen Pod neu, wenn sein Node verschwindet, und niemand rollt eine korrigierte Version aus.',
  remedy: 'Den Pod von einem Deployment, StatefulSet oder Job erzeugen lassen.',
  says: {
    'Pod "{0}" stays gone when its node goes: no controller makes it again.':
      'Pod „{0}“ bleibt weg, wenn sein Node verschwindet: Kein Controller erzeugt ihn neu.',
  },
};
