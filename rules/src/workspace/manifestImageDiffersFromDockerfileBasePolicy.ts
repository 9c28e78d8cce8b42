import { deploymentSpec } from '../examples';
import { builtName, lastPart } from '../model/imageMatch';
import { podsOf } from '../model/selection';
import { isInside, parseImageReference } from '../parse/image';
import { defineRule } from '../rule';

/** Only images of the approved registries, and only where Dockerfiles are kept here at all. */
export const manifestImageDiffersFromDockerfileBasePolicy = defineRule({
  id: 'manifest-image-differs-from-dockerfile-base-policy',
  title: 'Deployed image is not built here',
  control: 'image-signature',
  level: 'advice',
  severity: 'info',
  stride: ['R'],
  layer: 'monitoring',
  aliases: [],
  references: ['SCOUT:attestations', 'OWASP:D13'],
  fixable: 'never',
  subject: 'workspace',
  why: 'Nobody who reviews this repository can say what is in the image.',
  remedy: 'Keep the Dockerfile beside the manifest, or name the repository that builds it in an ignore comment.',

  *check(workspace, context) {
    const built = new Set(workspace.dockerfiles.map(({ file }) => builtName(file)));
    if (built.size === 0 || context.approvedRegistries.length === 0) return;
    for (const { pod, file } of podsOf(workspace)) {
      for (const { image, name } of pod.containers) {
        const reference = image.state === 'literal' ? parseImageReference(image.value) : undefined;
        if (!reference || image.state !== 'literal' || built.has(lastPart(reference.path))) continue;
        if (!context.approvedRegistries.some((place) => isInside(reference, place))) continue;
        yield {
          at: image.span,
          file,
          message: `Container "${name}" runs an image of your registry that no Dockerfile here builds.`,
        };
      }
    }
  },

  examples: [
    {
      bad: deploymentSpec('containers:\n  - name: web\n    image: «registry.shop.example/web:1.4»'),
      context: { approvedRegistries: ['registry.shop.example'] },
      files: { 'api/Dockerfile': 'FROM alpine:3.22\n' },
    },
  ],
  accepts: [
    {
      text: deploymentSpec('containers:\n  - name: web\n    image: registry.shop.example/web:1.4'),
      context: { approvedRegistries: ['registry.shop.example'] },
      files: { 'web/Dockerfile': 'FROM alpine:3.22\n' },
    },
    {
      text: deploymentSpec('containers:\n  - name: web\n    image: nginx:1.29'),
      files: { 'api/Dockerfile': 'FROM alpine:3.22\n' },
    },
  ],
});

export const german = {
  title: 'Bereitgestelltes Image wird hier nicht gebaut',
  why: 'Niemand, der dieses Repository prüft, kann sagen, was im Image ist.',
  remedy: 'Das Dockerfile neben dem Manifest halten oder das bauende Repository in einem Ignore-Kommentar nennen.',
  says: {
    'Container "{0}" runs an image of your registry that no Dockerfile here builds.':
      'Container „{0}“ führt ein Image der eigenen Registry aus, das kein Dockerfile hier baut.',
  },
};
