import { pinImage } from '../edit/pinImage';
import type { Directive } from '../model/dockerfile';
import { type ImageReference, isMovingTag, parseImageReference } from '../parse/image';
import { defineRule, type Fix } from '../rule';

/** The newest stable frontend goes by `1` as well, which no other major version will move. */
function useStable({ valueSpan }: Directive, image: ImageReference): Fix | undefined {
  const { path, tag, repository } = image;
  if (path !== 'docker/dockerfile' || (tag && tag.text !== 'latest')) return undefined;
  const start = valueSpan.start + repository.span.end;
  const edit = { span: { start, end: valueSpan.start + image.span.end }, text: ':1' };
  return {
    title: `Use ${image.text.slice(0, repository.span.end)}:1, the stable frontend`,
    safety: 'review',
    edits: [edit],
  };
}

export const syntaxDirectiveUnpinned = defineRule({
  id: 'syntax-directive-unpinned',
  title: 'Custom or floating BuildKit frontend',
  control: 'base-image-digest',
  level: 'restricted',
  severity: 'medium',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: ['OWASP:D13'],
  fixable: 'sometimes', // Another frontend than the usual one only with a digest that was looked up.
  subject: 'dockerfile',
  why: 'The syntax line names an image that runs first and controls the whole build: whoever can move its tag builds your image.',
  remedy: 'Name docker/dockerfile with a version (`docker/dockerfile:1.19`) or a digest, from an approved registry.',

  *check(dockerfile, context) {
    const directive = dockerfile.directives.find(({ name }) => name === 'syntax');
    if (!directive) return;
    const image = parseImageReference(directive.value.split(/\s/)[0] ?? '');
    if (!image || image.digest) return;
    const isOfficial = image.path === 'docker/dockerfile';
    const tag = image.tag?.text;
    const isVersion = tag !== undefined && /^\d/.test(tag) && !/labs|experimental|master/.test(tag);
    if (isOfficial && isVersion) return;
    const what = isOfficial ? 'a frontend whose tag moves' : 'a frontend that is not the usual one, without a digest';
    const isLoose = tag === undefined || isMovingTag(tag) || !isVersion || !isOfficial;
    if (!isLoose) return;
    yield {
      at: directive.valueSpan,
      message: `The build is run by "${directive.value}", ${what}.`,
      fix: () => useStable(directive, image) ?? pinImage(dockerfile, directive.valueSpan, context),
    };
  },

  examples: [
    {
      bad: '# syntax=«docker/dockerfile:latest»\nFROM debian:13.1\n',
      good: '# syntax=docker/dockerfile:1\nFROM debian:13.1\n',
    },
    { bad: '#syntax = «evil/frontend:1»\nFROM debian:13.1\n' },
    {
      bad: '#syntax = «other/frontend:1»\nFROM debian:13.1\n',
      good: `#syntax = other/frontend:1@sha256:${'12'.repeat(32)}\nFROM debian:13.1\n`,
      context: { imageFacts: () => ({ digest: `sha256:${'12'.repeat(32)}` }) },
    },
    {
      bad: '# syntax=«docker.io/docker/dockerfile»\nFROM debian:13.1\n',
      good: '# syntax=docker.io/docker/dockerfile:1\nFROM debian:13.1\n',
    },
    { bad: '# syntax=«docker/dockerfile:1-labs»\nFROM debian:13.1\n' },
  ],
  accepts: [
    '# syntax=docker/dockerfile:1\nFROM debian:13.1\n',
    `# syntax=evil/frontend:1@sha256:${'a'.repeat(64)}\nFROM debian:13.1\n`,
    '# a comment first\n# syntax=evil/frontend\nFROM debian:13.1\n',
  ],
});

export const german = {
  title: 'Eigenes oder wanderndes BuildKit-Frontend',
  why: 'Die syntax-Zeile nennt ein Image, das zuerst läuft und den ganzen Build steuert: Wer dessen Tag versetzen kann, baut das Image.',
  remedy:
    'docker/dockerfile mit Version (`docker/dockerfile:1.19`) oder Digest nennen, aus einer freigegebenen Registry.',
  says: {
    'a frontend whose tag moves': 'ein Frontend, dessen Tag wandert',
    'a frontend that is not the usual one, without a digest': 'ein unübliches Frontend ohne Digest',
    'Use {0}:1, the stable frontend': '{0}:1 verwenden, das stabile Frontend',
    'The build is run by "{0}", {1}.': 'Den Build führt „{0}“ aus, {1}.',
  },
};
