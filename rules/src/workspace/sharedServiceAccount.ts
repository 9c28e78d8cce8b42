import { deploymentSpec, objectSpec } from '../examples';
import { placeOf } from '../model/object';
import { accountOf, folderOf, podsOf } from '../model/selection';
import { plain } from '../model/value';
import type { Pod } from '../model/workload';
import { defineRule } from '../rule';

const web = deploymentSpec('serviceAccountName: web\ncontainers:\n  - name: web\n    image: shop/web:1.4').replace(
  'name: shop',
  'name: shop\n  namespace: shop',
);

/** Only where the account is written down, and only for programs with different images; the pods of one object are one. */
export const sharedServiceAccount = defineRule({
  id: 'shared-service-account',
  title: 'Service account used by several workloads',
  control: 'api-identity-minimal',
  level: 'restricted',
  severity: 'low',
  stride: ['E'],
  layer: 'administration',
  aliases: ['KICS:c1032cf7'],
  references: [],
  fixable: 'never',
  subject: 'workspace',
  why: 'Programs that share an account share their rights: the weakest of them opens what only another one needs.',
  remedy: 'Give each program an account of its own.',

  *check(workspace) {
    const users = new Map<string, { images: Set<string>; pod: Pod }>();
    for (const { pod, file } of podsOf(workspace)) {
      const account = accountOf(pod);
      const name = plain(account);
      // Objects that leave the namespace open belong together when they stand in one folder.
      const place = pod.object.namespace ?? folderOf(file);
      if (typeof name !== 'string' || name === 'default') continue;
      const images = new Set(
        pod.containers.flatMap((container) =>
          container.image.state === 'literal' ? [repository(container.image.value)] : [],
        ),
      );
      const first = users.get(`${place}/${name}`);
      if (!first) users.set(`${place}/${name}`, { images, pod });
      else if (
        first.pod.object !== pod.object &&
        images.size > 0 &&
        ![...images].some((image) => first.images.has(image))
      )
        yield {
          at: placeOf(account),
          file,
          message: `${pod.title} shares the account "${name}" with ${first.pod.title}, another program.`,
        };
    }
  },

  examples: [
    {
      bad: `${web}---\n${web.replace('name: shop', 'name: db').replace('shop/web', 'shop/db').replace('Name: web', 'Name: «web»')}`,
    },
  ],
  accepts: [
    `${web}---\n${web.replace('name: shop', 'name: canary').replace(':1.4', ':1.5')}`,
    deploymentSpec('serviceAccountName: web\ncontainers:\n  - name: db\n    image: shop/db:1'),
    objectSpec(
      'serving.kserve.io/v1beta1',
      'InferenceService',
      'transformer:\n  serviceAccountName: web\n  containers:\n    - name: before\n      image: shop/before:1\npredictor:\n  serviceAccountName: web\n  containers:\n    - name: model\n      image: shop/model:1',
    ),
  ],
});

/** An image without tag and digest: the same program in another version is the same program. */
function repository(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
}

export const german = {
  title: 'Dienstkonto von mehreren Anwendungen genutzt',
  why: 'Programme mit gemeinsamem Konto teilen ihre Rechte: Das schwächste öffnet, was nur ein anderes braucht.',
  remedy: 'Jedem Programm ein eigenes Konto geben.',
  says: {
    '{0} shares the account "{1}" with {2}, another program.':
      '{0} teilt das Konto „{1}“ mit {2}, einem anderen Programm.',
  },
};
