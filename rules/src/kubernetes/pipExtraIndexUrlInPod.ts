import { podWith } from '../examples';
import { podVariables } from '../model/podCommands';
import { defineRule } from '../rule';

export const pipExtraIndexUrlInPod = defineRule({
  id: 'pip-extra-index-url-in-pod',
  title: 'pip chooses between several indexes',
  control: 'python-deps-locked',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never',
  subject: 'container',
  why: 'pip takes the highest version it finds on any index: whoever registers the name of your private package on the public one gets it installed.',
  remedy: 'Use a single index that serves both.',

  *check(container) {
    for (const { name, value, span } of podVariables(container)) {
      const isSeveral = /^(PIP_EXTRA_INDEX_URL|UV_EXTRA_INDEX_URL)$/.test(name) && value !== '';
      const isUnsafe = name === 'UV_INDEX_STRATEGY' && /^unsafe-/.test(value);
      if (isSeveral || isUnsafe)
        yield {
          at: span,
          message: `Container "${container.name}" lets pip choose between several package indexes (${name}).`,
        };
    }
  },

  examples: [{ bad: podWith('- name: api\n  env: [{ name: «PIP_EXTRA_INDEX_URL», value: "https://pip.example" }]') }],
  accepts: [podWith('- name: api\n  env: [{ name: PIP_INDEX_URL, value: "https://pip.example" }]')],
});

export const german = {
  title: 'pip wählt zwischen mehreren Indexen',
  why: 'pip nimmt die höchste Version, die es in irgendeinem Index findet: Wer den Namen eines privaten Pakets im öffentlichen anmeldet, wird installiert.',
  remedy: 'Einen einzigen Index verwenden, der beides anbietet.',
  says: {
    'Container "{0}" lets pip choose between several package indexes ({1}).':
      'Container „{0}“ lässt pip zwischen mehreren Paketindexen wählen ({1}).',
  },
};
