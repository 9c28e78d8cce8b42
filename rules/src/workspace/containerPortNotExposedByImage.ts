import { deploymentSpec } from '../examples';
import { exposedPorts } from '../model/imageMatch';
import { at, items, readNumber } from '../model/value';
import { defineRule } from '../rule';

/**
 * EXPOSE is documentation; an image that has none says nothing about its ports. Those of a base image count too, once somebody
 * has looked it up.
 */
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

  *check(workspace, { imageFacts }) {
    for (const { container, placed, source, ports: exposed } of exposedPorts(workspace, imageFacts)) {
      if (exposed.length === 0) continue;
      for (const port of items(at(container.value, 'ports'))) {
        const number = readNumber(at(port, 'containerPort'));
        if (number.state !== 'literal') continue;
        if (exposed.some(({ first, last }) => first <= number.value && number.value <= last)) continue;
        yield {
          at: number.span,
          file: placed.file,
          message: `Container "${container.name}" opens port ${number.value}, which ${source} does not expose.`,
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
    {
      bad: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    ports:\n      - containerPort: «9999»',
      ),
      context: { imageFacts: () => ({ exposedPorts: ['8080/tcp', '9000-9010/tcp'] }) },
    },
  ],
  accepts: [
    {
      text: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    ports:\n      - containerPort: 9005',
      ),
      context: { imageFacts: () => ({ exposedPorts: ['8080/tcp', '9000-9010/tcp'] }) },
    },
    {
      text: deploymentSpec(
        'containers:\n  - name: web\n    image: shop/web:1.4\n    ports:\n      - containerPort: 8081',
      ),
      files: { 'web/Dockerfile': 'FROM shop/base:1\nEXPOSE 8080\n' },
      context: {
        imageFacts: (reference) => (reference === 'shop/base:1' ? { exposedPorts: ['8081/tcp'] } : undefined),
      },
    },
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

export const german = {
  title: 'Manifest öffnet Ports, die das Image nicht nennt',
  why: 'Ein Port, den das Image nicht kennt, ist ein Fehler oder ein Eingang, den niemand geprüft hat.',
  remedy: 'Den Port berichtigen oder ihn in EXPOSE aufnehmen, wo das Programm darauf lauscht.',
  says: {
    'Container "{0}" opens port {1}, which {2} does not expose.':
      'Container „{0}“ öffnet Port {1}, den {2} nicht veröffentlicht.',
  },
};
