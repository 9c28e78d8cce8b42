import { camelCase } from './ruleIndex.mjs';

const subjects = { dockerfile: 'stage', kubernetes: 'container', helm: 'container', workspace: 'workspace' };
const layerOf = { dockerfile: 'image', kubernetes: 'runtime', helm: 'runtime', workspace: 'image' };

const bad = {
  dockerfile: 'FROM «alpine:3.22»\\n',
  kubernetes:
    'apiVersion: v1\\nkind: Pod\\nmetadata:\\n  name: shop\\nspec:\\n  containers:\\n    - name: «api»\\n      image: shop/api:1.4\\n',
};

/** A rule file that compiles and whose own example fails until somebody writes the check. */
export function ruleTemplate(folder, id) {
  const top = folder.split('/')[0];
  const up = '../'.repeat(folder.split('/').length);
  const example = top === 'dockerfile' || top === 'workspace' ? bad.dockerfile : bad.kubernetes;
  const words = id.replace(/-/g, ' ');
  return `import { defineRule } from '${up}rule';

/** Say why this is a rule of its own, or what is surprising about it. */
export const ${camelCase(id)} = defineRule({
  id: '${id}',
  title: '${words[0].toUpperCase()}${words.slice(1)}',
  control: 'TODO',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: '${layerOf[top]}',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: '${subjects[top]}',
  why: 'TODO: the attack, in plain words.',
  remedy: 'TODO: how to satisfy the rule and how to verify it.',

  *check() {
    // TODO: yield { at, message, fix } for what is wrong; stay silent on what is unknown.
  },

  // The tester finds nothing at «» until the check is written.
  examples: [{ bad: '${example}' }],
  accepts: [],
});
`;
}
