import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { valuesKeys } from '../model/chart';
import { plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

/** Switches that make rights reach further than the release. */
const wide: readonly (readonly [RegExp, boolean])[] = [
  [/(^|\.)rbac\.(clusterWide|clusterScoped|clusterWideAccess|clusterAdmin|clusterRole|pspEnabled)$/i, true],
  [/(^|\.)(clusterWideAccess|watchAllNamespaces|clusterAdminRole)$/i, true],
  [/(^|\.)rbac\.namespaced$/i, false],
];

export const valuesRbacWideDefault = defineRule({
  id: 'values-rbac-wide-default',
  title: 'Chart default grants rights in all namespaces',
  control: 'rbac-least-privilege',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'sometimes',
  subject: 'values',
  why: 'Most people install a chart as it is: whoever takes over its pod reads and changes what belongs to other namespaces.',
  remedy: 'Make one namespace the default, and let those who need more say so.',

  *check({ root, chart }) {
    for (const { path, value } of valuesKeys(root)) {
      const name = path.join('.');
      const found = wide.find(([end, bad]) => end.test(name) && plain(value) === bad);
      const at = spanOf(value);
      // What nothing reads grants nothing.
      if (!found || !at || (chart?.isWhole && !chart.isRead(path))) continue;
      const safe = !found[1];
      yield {
        at,
        message: `${name}: ${String(plain(value))} grants rights in all namespaces.`,
        fix: () => asFix(setValue(value, safe), { title: `Set ${String(path.at(-1))} to ${safe}`, safety: 'review' }),
      };
    }
  },

  examples: [
    { bad: 'rbac:\n  clusterWide: «true» # all teams\n', good: 'rbac:\n  clusterWide: false # all teams\n' },
    { bad: 'operator:\n  watchAllNamespaces: «true»\n', good: 'operator:\n  watchAllNamespaces: false\n' },
  ],
  accepts: [
    'rbac:\n  create: true\n  clusterWide: false\n  namespaced: true\n',
    { text: 'rbac:\n  clusterWide: true\n', file: 'values.yaml', files: { 'templates/empty.yaml': '' } },
  ],
});

export const german = {
  title: 'Vorgabe des Charts gibt Rechte in allen Namespaces',
  why: 'Die meisten installieren einen Chart, wie er ist: Wer seinen Pod übernimmt, liest und ändert, was anderen Namespaces gehört.',
  remedy: 'Einen Namespace zur Vorgabe machen, und wer mehr braucht, sagt es.',
  says: {
    '{0}: {1} grants rights in all namespaces.': '{0}: {1} gibt Rechte in allen Namespaces.',
    'Set {0} to {1}': '{0} auf {1} setzen',
  },
};
