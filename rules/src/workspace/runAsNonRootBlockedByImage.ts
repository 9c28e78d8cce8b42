import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { deploymentSpec } from '../examples';
import { startingUsers } from '../model/imageMatch';
import { placeOf } from '../model/object';
import { isAbsent, readBoolean } from '../model/value';
import { inherited } from '../model/workload';
import { defineRule } from '../rule';

/** Image and Dockerfile are matched by name; where there is no Dockerfile, what was looked up about the image counts. */
export const runAsNonRootBlockedByImage = defineRule({
  id: 'run-as-non-root-blocked-by-image',
  title: 'runAsNonRoot will fail with this image',
  control: 'image-non-root',
  level: 'restricted',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'Kubernetes cannot see whether a named user is root and refuses to start the container; somebody then takes the protection away to get it running.',
  remedy: 'End the Dockerfile with a numeric USER, or set `runAsUser` in the manifest.',

  *check(workspace, { imageFacts }) {
    for (const { container, placed, source, user: starts } of startingUsers(workspace, imageFacts)) {
      // Windows accounts are names, and the kubelet knows which of them is the administrator.
      if (container.pod.os === 'windows' || starts.isWindows) continue;
      const enforced = inherited(container, 'runAsNonRoot');
      const user = inherited(container, 'runAsUser');
      if (readBoolean(enforced).value !== true || !isAbsent(user)) continue;
      if (!starts.isRoot && /^\d+$/.test(starts.name)) continue;
      const number = starts.isRoot ? 10001 : Number(starts.number ?? 10001);
      yield {
        at: placeOf(enforced),
        file: placed.file,
        message: `Container "${container.name}" will not start: its image (${source}) starts ${starts.isRoot ? 'as root' : `as the named user "${starts.name}"`}, which runAsNonRoot refuses.`,
        ...(starts.place ? { related: [{ ...starts.place, message: 'The user of the image' }] } : {}),
        fix: () => asFix(setValue(user, number), { title: `Run as user ${number}`, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: deploymentSpec(
        'securityContext:\n  runAsNonRoot: «true»\ncontainers:\n  - name: web\n    image: shop/web:1.4',
      ),
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n        app: shop\n    spec:\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 10001\n      containers:\n        - name: web\n          image: shop/web:1.4\n',
      files: { 'web/Dockerfile': 'FROM alpine:3.22\nRUN adduser -D app\nUSER app\n' },
    },
    {
      bad: deploymentSpec(
        'securityContext:\n  runAsNonRoot: «true»\ncontainers:\n  - name: web\n    image: shop/node:24',
      ),
      good: deploymentSpec(
        'securityContext:\n  runAsNonRoot: true\n  runAsUser: 1000\ncontainers:\n  - name: web\n    image: shop/node:24',
      ),
      context: { imageFacts: () => ({ user: 'node', accounts: { node: '1000' } }) },
    },
  ],
  accepts: [
    {
      text: deploymentSpec(
        'securityContext:\n  runAsNonRoot: true\ncontainers:\n  - name: web\n    image: shop/node:24',
      ),
      context: { imageFacts: () => ({ user: '1000:1000' }) },
    },
    {
      text: deploymentSpec(
        'os:\n  name: windows\nsecurityContext:\n  runAsNonRoot: true\ncontainers:\n  - name: web\n    image: shop/web:1.4',
      ),
      files: { 'web/Dockerfile': 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nUSER ContainerUser\n' },
    },
    {
      text: deploymentSpec(
        'securityContext:\n  runAsNonRoot: true\ncontainers:\n  - name: web\n    image: shop/web:1.4',
      ),
      files: { 'web/Dockerfile': 'FROM alpine:3.22\nUSER 10001\n' },
    },
    {
      text: deploymentSpec(
        'securityContext:\n  runAsNonRoot: true\n  runAsUser: 10001\ncontainers:\n  - name: web\n    image: shop/web:1.4',
      ),
      files: { 'web/Dockerfile': 'FROM alpine:3.22\nUSER app\n' },
    },
  ],
});

export const german = {
  title: 'runAsNonRoot scheitert mit diesem Image',
  why: 'Kubernetes sieht nicht, ob ein benannter Benutzer root ist, und verweigert den Start; dann nimmt jemand den Schutz weg, damit es läuft.',
  remedy: 'Das Dockerfile mit einem numerischen USER beenden oder `runAsUser` im Manifest setzen.',
  says: {
    'Container "{0}" will not start: its image ({1}) starts {2}, which runAsNonRoot refuses.':
      'Container „{0}“ startet nicht: Sein Image ({1}) beginnt {2}, was runAsNonRoot ablehnt.',
    'as root': 'als root',
    'as the named user "{0}"': 'als der benannte Benutzer „{0}“',
    'The user of the image': 'Der Benutzer des Images',
    'Run as user {0}': 'Als Benutzer {0} ausführen',
  },
};
