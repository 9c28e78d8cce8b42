import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { deploymentSpec } from '../examples';
import { userNumber } from '../model/dockerfile/users';
import { builtContainers } from '../model/imageMatch';
import { placeOf } from '../model/object';
import { readNumber } from '../model/value';
import { inherited } from '../model/workload';
import { defineRule } from '../rule';

/** Image and Dockerfile are matched by name; the message says which. */
export const dockerfileUserVersusRunAsUser = defineRule({
  id: 'dockerfile-user-versus-run-as-user',
  title: 'Image user and runAsUser disagree',
  control: 'image-non-root',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: [],
  references: ['CISD:4.1'],
  fixable: 'sometimes',
  subject: 'workspace',
  why: 'The files of the image belong to its own user: under another number the program cannot read or write them, and under 0 it has all rights again.',
  remedy: 'Use one number in both places.',

  *check(workspace, { imageFacts }) {
    for (const { container, placed, stage, file } of builtContainers(workspace)) {
      const user = inherited(container, 'runAsUser');
      const wanted = readNumber(user);
      const { instruction } = stage.user;
      const number = instruction && userNumber(stage, imageFacts)?.uid;
      if (wanted.state !== 'literal' || !instruction || number === undefined) continue;
      if (Number(number) === wanted.value) continue;
      yield {
        at: placeOf(user),
        file: placed.file,
        message: `Container "${container.name}" runs as user ${wanted.value}, but ${file} makes its image for user ${number}.`,
        related: [{ at: instruction.span, file, message: 'The user of the image' }],
        fix: () =>
          asFix(setValue(user, Number(number)), {
            title: `Run as user ${number}, as the image does`,
            safety: 'review',
          }),
      };
    }
  },

  examples: [
    {
      bad: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    securityContext:\n      runAsUser: «1000»',
      ),
      good: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    securityContext:\n      runAsUser: 10001',
      ),
      files: { 'web/Dockerfile': 'FROM alpine:3.22\nUSER 10001\n' },
    },
    {
      bad: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    securityContext:\n      runAsUser: «1234»',
      ),
      good: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    securityContext:\n      runAsUser: 1000',
      ),
      files: { 'web/Dockerfile': 'FROM shop/node:24\nUSER node\n' },
      context: { imageFacts: () => ({ user: '', accounts: { node: '1000' } }) },
    },
  ],
  accepts: [
    {
      text: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    securityContext:\n      runAsUser: 10001',
      ),
      files: { 'web/Dockerfile': 'FROM alpine:3.22\nUSER 10001\n' },
    },
    {
      text: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    securityContext:\n      runAsUser: 1000',
      ),
      files: {
        'web/Dockerfile': 'FROM alpine:3.22\nUSER $APP\n',
        'other/Dockerfile': 'FROM alpine:3.22\nUSER 10001\n',
      },
    },
  ],
});

export const german = {
  title: 'Benutzer des Images und runAsUser widersprechen sich',
  why: 'Die Dateien des Images gehören seinem eigenen Benutzer: Unter einer anderen Nummer kann das Programm sie nicht lesen oder schreiben, und unter 0 hat es wieder alle Rechte.',
  remedy: 'An beiden Stellen dieselbe Nummer verwenden.',
  says: {
    'Container "{0}" runs as user {1}, but {2} makes its image for user {3}.':
      'Container „{0}“ läuft als Benutzer {1}, aber {2} macht sein Image für Benutzer {3}.',
    'The user of the image': 'Der Benutzer des Images',
    'Run as user {0}, as the image does': 'Als Benutzer {0} ausführen, wie das Image',
  },
};
