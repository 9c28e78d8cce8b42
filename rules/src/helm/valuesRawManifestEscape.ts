import { valuesKeys } from '../model/chart';
import { keySpan } from '../model/value';
import { defineRule } from '../rule';

const raw =
  /^(extra(Objects|Deploy|Manifests|Resources|Templates|Containers|InitContainers|Volumes|PodSpec)|additional(Manifests|Resources|Containers)|rawResources)$/;

export const valuesRawManifestEscape = defineRule({
  id: 'values-raw-manifest-escape',
  title: 'Values that are manifests',
  control: 'helm-values-trusted',
  level: 'advice',
  severity: 'info',
  stride: ['E'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never', // Many charts need a way out; it only has to be known.
  subject: 'values',
  why: 'Whatever stands there is installed as it is: none of the security settings of the chart reach it.',
  remedy: 'Review what is put there like a manifest of your own, and let an admission policy hold for it.',

  *check({ root, chart }) {
    if (!chart) return;
    for (const { path, name, value } of valuesKeys(root)) {
      const at = keySpan(value);
      if (!at || !raw.test(name) || !chart.isRead(path)) continue;
      yield { at, message: `What ${path.join('.')} holds is installed as it is, without the chart's hardening.` };
    }
  },

  examples: [
    {
      file: 'values.yaml',
      bad: '«extraDeploy»: []\n',
      files: { 'templates/extra.yaml': '{{ range .Values.extraDeploy }}\n---\n{{ toYaml . }}\n{{ end }}\n' },
    },
  ],
  accepts: [
    'extraDeploy: []\n',
    { text: 'extraDeploy: []\n', file: 'values.yaml', files: { 'templates/empty.yaml': '' } },
  ],
});
