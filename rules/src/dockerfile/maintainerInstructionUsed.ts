import { dockerfileFix } from '../edit/dockerfileEdit';
import { on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const maintainerInstructionUsed = defineRule({
  id: 'maintainer-instruction-used',
  title: 'MAINTAINER in place of a label',
  control: 'sbom-and-provenance',
  level: 'advice',
  severity: 'info',
  stride: ['R'],
  layer: 'supply-chain',
  aliases: ['CKV_DOCKER_6', 'DS-0022', 'DL4000', 'KICS:99614418', 'BK:MaintainerDeprecated'],
  references: [],
  fixable: 'sometimes', // Not when quotes or variables stand in the name.
  subject: 'instruction',
  why: 'MAINTAINER is deprecated and tools that look for the owner of an image read labels only.',
  remedy: 'Use `LABEL org.opencontainers.image.authors="..."`.',

  check: on(['MAINTAINER'], function* (instruction) {
    if (instruction.keyword !== 'MAINTAINER' || instruction.onbuild) return;
    const { argument, keywordSpan, dockerfile } = instruction;
    yield {
      at: keywordSpan,
      message: `MAINTAINER in ${placeName(instruction)} is deprecated in favour of a label.`,
      fix: () => {
        const isPlain = argument.raw !== '' && !/["'$\\`\r\n]/.test(argument.raw);
        if (!isPlain || dockerfile.text.slice(argument.span.start, argument.span.end) !== argument.raw)
          return undefined;
        const written = dockerfile.text.slice(keywordSpan.start, keywordSpan.end);
        const label = written === written.toLowerCase() ? 'label' : 'LABEL';
        return dockerfileFix('Use a label', 'safe', [
          { span: keywordSpan, text: label },
          { span: argument.span, text: `org.opencontainers.image.authors="${argument.raw}"` },
        ]);
      },
    };
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\n«MAINTAINER»  Ada <ada@example.com>\n',
      good: 'FROM debian:13.1\nLABEL  org.opencontainers.image.authors="Ada <ada@example.com>"\n',
    },
    { bad: 'FROM debian:13.1\n«MAINTAINER» "Ada"\n' },
  ],
  accepts: ['FROM debian:13.1\nLABEL maintainer=ada\n'],
});

export const german = {
  title: 'MAINTAINER anstelle eines Labels',
  why: 'MAINTAINER ist veraltet, und Werkzeuge, die den Verantwortlichen eines Images suchen, lesen nur Labels.',
  remedy: '`LABEL org.opencontainers.image.authors="..."` verwenden.',
  says: {
    'MAINTAINER in {0} is deprecated in favour of a label.':
      'MAINTAINER in {0} ist veraltet; ein Label hat es ersetzt.',
    'Use a label': 'Ein Label verwenden',
  },
};
