import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { deploymentSpec } from '../examples';
import { builtContainers } from '../model/imageMatch';
import { placeOf } from '../model/object';
import { isAbsent, readBoolean } from '../model/value';
import { inherited } from '../model/workload';
import { defineRule } from '../rule';

/** Image and Dockerfile are matched by name; a user that only the base image knows is not judged. */
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

  *check(workspace) {
    for (const { container, placed, stage, file } of builtContainers(workspace)) {
      const enforced = inherited(container, 'runAsNonRoot');
      const user = inherited(container, 'runAsUser');
      if (readBoolean(enforced).value !== true || !isAbsent(user)) continue;
      const { root, source, name } = stage.user;
      const named = source === 'set' && name !== undefined && !/^\d+$/.test(name);
      if (root !== true && !named) continue;
      yield {
        at: placeOf(enforced),
        file: placed.file,
        message: `Container "${container.name}" will not start: ${file} ends ${root ? 'as root' : `with the named user "${name}"`}, which runAsNonRoot refuses.`,
        related: [{ at: stage.user.instruction?.span ?? stage.nameSpan, file, message: 'The user of the image' }],
        fix: () => asFix(setValue(user, 10001), { title: 'Run as user 10001', safety: 'review' }),
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
  ],
  accepts: [
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
