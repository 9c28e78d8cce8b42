import { deploymentSpec } from '../examples';
import { builtContainers } from '../model/imageMatch';
import { at, items, readNumber } from '../model/value';
import { defineRule } from '../rule';

/** EXPOSE is documentation; an image that has none says nothing about its ports. */
export const containerPortNotExposedByImage = defineRule({
  id: 'container-port-not-exposed-by-image',
  title: 'Manifest opens ports the image does not declare',
  control: 'exposed-services',
  level: 'advice',
  severity: 'info',
  stride: ['I'],
  layer: 'network',
  aliases: [],
  references: ['CISD:5.9'],
  fixable: 'never',
  subject: 'workspace',
  why: 'A port that the image does not know is either a mistake or an entrance that nobody reviewed.',
  remedy: 'Correct the port, or add it to EXPOSE where the program listens on it.',

  *check(workspace) {
    for (const { container, placed, stage, file } of builtContainers(workspace)) {
      const exposed = stage.chain
        .flatMap((one) => one.instructions)
        .flatMap((i) => (i.keyword === 'EXPOSE' ? i.ports : []));
      if (exposed.length === 0 || exposed.some((port) => port.first === undefined)) continue;
      for (const port of items(at(container.value, 'ports'))) {
        const number = readNumber(at(port, 'containerPort'));
        if (number.state !== 'literal') continue;
        if (exposed.some(({ first = 0, last = first }) => first <= number.value && number.value <= last)) continue;
        yield {
          at: number.span,
          file: placed.file,
          message: `Container "${container.name}" opens port ${number.value}, which ${file} does not expose.`,
        };
      }
    }
  },

  examples: [
    {
      bad: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    ports:\n      - containerPort: 8080\n      - containerPort: «9999»',
      ),
      files: { 'web/Dockerfile': 'FROM alpine:3.22\nEXPOSE 8080\n' },
    },
  ],
  accepts: [
    {
      text: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    ports:\n      - containerPort: 8080',
      ),
      files: { 'web/Dockerfile': 'FROM alpine:3.22\nEXPOSE 8000-8090\n' },
    },
    {
      text: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    ports:\n      - containerPort: 8080',
      ),
      files: { 'web/Dockerfile': 'FROM alpine:3.22\n' },
    },
  ],
});
