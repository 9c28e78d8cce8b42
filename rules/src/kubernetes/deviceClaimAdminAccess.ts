import { setField } from '../edit/fixes';
import { at, items, readBoolean, type Value } from '../model/value';
import { defineRule } from '../rule';

function requests(spec: Value): Value[] {
  return items(at(spec, 'devices', 'requests')).flatMap((request) => [
    request,
    at(request, 'exactly'),
    ...items(at(request, 'firstAvailable')),
  ]);
}

export const deviceClaimAdminAccess = defineRule({
  id: 'device-claim-admin-access',
  title: 'Device claim with administrator access',
  control: 'no-privileged',
  level: 'isolation',
  severity: 'high',
  stride: ['E', 'I'],
  layer: 'host',
  aliases: [],
  references: ['CISD:5.18'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Admin access reaches devices that are already given to others: the pod sees every GPU of the node and what runs on it.',
  remedy: 'Leave adminAccess out; monitoring that needs it lives in a namespace of its own.',

  *check(object) {
    if (object.group !== 'resource.k8s.io') return;
    const path = object.kind === 'ResourceClaimTemplate' ? ['spec', 'spec'] : ['spec'];
    if (!object.kind.startsWith('ResourceClaim')) return;
    for (const request of requests(at(object.root, ...path))) {
      const access = readBoolean(at(request, 'adminAccess'));
      if (!access.value) continue;
      yield {
        at: access.span,
        message: `${object.kind} "${object.name ?? ''}" asks for devices that are given to others.`,
        fix: () => setField(request, ['adminAccess'], false, { title: 'Ask for free devices only', safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: 'apiVersion: resource.k8s.io/v1\nkind: ResourceClaimTemplate\nmetadata:\n  name: gpu\nspec:\n  spec:\n    devices:\n      requests:\n      - name: gpu\n        exactly:\n          deviceClassName: gpu.example.com\n          adminAccess: «true»\n',
      good: 'apiVersion: resource.k8s.io/v1\nkind: ResourceClaimTemplate\nmetadata:\n  name: gpu\nspec:\n  spec:\n    devices:\n      requests:\n      - name: gpu\n        exactly:\n          deviceClassName: gpu.example.com\n          adminAccess: false\n',
    },
  ],
  accepts: [
    'apiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata:\n  name: gpu\nspec:\n  devices:\n    requests:\n    - name: gpu\n      exactly: { deviceClassName: gpu.example.com }\n',
  ],
});

export const german = {
  title: 'Gerätezugriff mit Administratorrecht',
  why: 'Admin-Zugriff erreicht Geräte, die schon anderen gegeben sind: Der Pod sieht jede GPU des Nodes und was darauf läuft.',
  remedy: 'adminAccess weglassen; Überwachung, die es braucht, lebt in einem eigenen Namespace.',
  says: {
    '{0} "{1}" asks for devices that are given to others.': '{0} „{1}“ verlangt Geräte, die anderen gegeben sind.',
    'Ask for free devices only': 'Nur freie Geräte verlangen',
  },
};
