import { valuesKeys } from '../model/chart';
import { entries, items, keySpan } from '../model/value';
import { defineRule } from '../rule';

const raw =
  /^(extra(Objects|Deploy|Manifests|Resources|Templates|Containers|InitContainers|PodSpec)|additional(Manifests|Resources|Containers)|rawResources)$/;

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
      // An empty list is the usual way to offer it; what is in it counts.
      const isEmpty = items(value).length === 0 && entries(value).length === 0;
      if (!at || isEmpty || !raw.test(name) || !chart.isRead(path)) continue;
      yield { at, message: `What ${path.join('.')} holds is installed as it is, without the chart's hardening.` };
    }
  },

  examples: [
    {
      file: 'values.yaml',
      bad: '«extraDeploy»:\n  - kind: Pod\n',
      files: { 'templates/extra.yaml': '{{ range .Values.extraDeploy }}\n---\n{{ toYaml . }}\n{{ end }}\n' },
    },
  ],
  accepts: [
    'extraDeploy: []\n',
    {
      text: 'extraDeploy: []\nextraVolumes:\n  - name: cache\n',
      file: 'values.yaml',
      files: {
        'templates/extra.yaml':
          '{{ range .Values.extraDeploy }}\n---\n{{ toYaml . }}\n{{ end }}{{ .Values.extraVolumes }}\n',
      },
    },
  ],
});

export const german = {
  title: 'Values, die Manifeste sind',
  why: 'Was dort steht, wird installiert, wie es ist: Keine Sicherheitseinstellung des Charts erreicht es.',
  remedy: 'Was dort steht, wie ein eigenes Manifest prüfen und eine Admission-Policy dafür gelten lassen.',
  says: {
    "What {0} holds is installed as it is, without the chart's hardening.":
      'Was {0} enthält, wird installiert, wie es ist, ohne die Härtung des Charts.',
  },
};
