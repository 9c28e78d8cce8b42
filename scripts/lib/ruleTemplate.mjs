import { camelCase } from './ruleIndex.mjs';

const dockerfile = { layer: 'image', bad: `'FROM «alpine:3.22»\\n'` };
const kubernetes = { layer: 'runtime', bad: `podWith('- name: «api»\\n  image: shop/api:1.4')`, imports: ['podWith'] };
const kinds = {
  dockerfile: { ...dockerfile, subject: 'stage' },
  workspace: { ...dockerfile, subject: 'workspace' },
  kubernetes: { ...kubernetes, subject: 'container' },
  helm: { ...kubernetes, subject: 'container' },
  suppression: { ...kubernetes, subject: 'suppression', layer: 'administration' },
};

/** A rule file that compiles and whose own example fails until somebody writes the check. */
export function ruleTemplate(folder, id) {
  const kind = kinds[folder.split('/')[0]];
  const up = '../'.repeat(folder.split('/').length);
  const examples = kind.imports ? `import { ${kind.imports.join(', ')} } from '${up}examples';\n` : '';
  const words = id.replace(/-/g, ' ');
  return `${examples}import { defineRule } from '${up}rule';

/** Say why this is a rule of its own, or what is surprising about it. */
export const ${camelCase(id)} = defineRule({
  id: '${id}',
  title: '${words[0].toUpperCase()}${words.slice(1)}',
  control: 'TODO',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: '${kind.layer}',
  aliases: [],
  references: [],
  fixable: 'never',
  subject: '${kind.subject}',
  why: 'TODO: the attack, in plain words.',
  remedy: 'TODO: how to satisfy the rule and how to verify it.',

  *check() {
    // TODO: yield { at, message, fix } for what is wrong; stay silent on what is unknown.
  },

  // The tester finds nothing at «» until the check is written.
  examples: [{ bad: ${kind.bad} }],
  accepts: [],
});

export const german = {
  title: 'TODO',
  why: 'TODO',
  remedy: 'TODO',
  // Every message and title above by its English form, with {0}, {1}, ... for what changes.
  says: {},
};
`;
}
