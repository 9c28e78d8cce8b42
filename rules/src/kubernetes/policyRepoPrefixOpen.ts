import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { at, items, readString, scalarText } from '../model/value';
import { defineRule } from '../rule';

/** A prefix ends where a name ends: at a slash, a tag or a digest. */
function isOpen(prefix: string): boolean {
  return prefix !== '' && !/[/:@]$/.test(prefix) && !/[:@][^/]*$/.test(prefix.replace(/^[^/]*/, ''));
}

export const policyRepoPrefixOpen = defineRule({
  id: 'policy-repo-prefix-open',
  title: 'Allowed repository is an open-ended prefix',
  control: 'approved-registries',
  level: 'baseline',
  severity: 'high',
  stride: ['S'],
  layer: 'registry',
  aliases: ['KSV-0124'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'The policy compares beginnings: registry.example also lets registry.example.evil.test in, and team lets team-evil in.',
  remedy: 'End each allowed repository with a slash.',

  *check(object) {
    if (object.group !== 'constraints.gatekeeper.sh' || !/AllowedRepos/.test(object.kind)) return;
    for (const item of items(at(object.root, 'spec', 'parameters', 'repos'))) {
      const repo = readString(item);
      if (repo.state !== 'literal') continue;
      const all = repo.value === '' || repo.value === '*';
      if (!all && !isOpen(repo.value)) continue;
      yield {
        at: repo.span,
        message: all
          ? `${object.kind} "${object.name ?? ''}" allows every repository.`
          : `${object.kind} "${object.name ?? ''}" allows every name that begins with ${repo.value}, of strangers too.`,
        fix: () =>
          all
            ? undefined
            : asFix(setValue(item, `${scalarText(item)}/`), { title: 'End the prefix with a slash', safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: 'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedRepos\nmetadata:\n  name: repos\nspec:\n  parameters:\n    repos:\n    - «registry.example»\n    - other.example/team/\n',
      good: 'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedRepos\nmetadata:\n  name: repos\nspec:\n  parameters:\n    repos:\n    - registry.example/\n    - other.example/team/\n',
    },
  ],
  accepts: [
    'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedRepos\nmetadata:\n  name: repos\nspec:\n  parameters:\n    repos: ["registry.example/", "registry.example/a:1.4"]\n',
  ],
});

export const german = {
  title: 'Erlaubtes Repository ist ein offenes Präfix',
  why: 'Die Policy vergleicht Anfänge: registry.example lässt auch registry.example.evil.test ein, und team auch team-evil.',
  remedy: 'Jedes erlaubte Repository mit einem Schrägstrich beenden.',
  says: {
    '{0} "{1}" allows every repository.': '{0} „{1}“ erlaubt jedes Repository.',
    '{0} "{1}" allows every name that begins with {2}, of strangers too.':
      '{0} „{1}“ erlaubt jeden Namen, der mit {2} beginnt, auch die von Fremden.',
    'End the prefix with a slash': 'Das Präfix mit einem Schrägstrich beenden',
  },
};
