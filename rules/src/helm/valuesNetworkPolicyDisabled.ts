import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { valuesKeys } from '../model/chart';
import { plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

export const valuesNetworkPolicyDisabled = defineRule({
  id: 'values-network-policy-disabled',
  title: 'NetworkPolicy toggle off or open by default',
  control: 'pod-traffic-deny-by-default',
  level: 'restricted',
  severity: 'medium',
  stride: ['I'],
  layer: 'network',
  aliases: ['CKV2_K8S_6'],
  references: [],
  fixable: 'sometimes', // Not where the switch alone renders no policy, or the chart asks for more.
  subject: 'chart',
  why: 'The chart could keep other pods away and does not: whoever takes over one pod of the cluster reaches these as well.',
  remedy: 'Switch the policy on, name who may connect, and try it where nothing breaks.',

  *check(chart) {
    if (!chart.templates.some(({ text }) => /\bkind:\s*["']?NetworkPolicy\b/.test(text))) return;
    for (const { file, root } of chart.values) {
      for (const { path, value } of valuesKeys(root)) {
        const at = spanOf(value);
        if (!at || !/(^|\.)networkPolic(y|ies)\.enabled$/i.test(path.join('.')) || plain(value) !== false) continue;
        if (!chart.isRead(path)) continue;
        const renders = (kinds: ReadonlySet<string>) => kinds.has('NetworkPolicy');
        yield {
          at,
          file,
          message: `The chart's network policy is off (${path.join('.')}).`,
          fix: () =>
            asFix(setValue(value, true), { title: "Switch the chart's network policy on", safety: 'review', renders }),
        };
      }
    }
  },

  examples: [
    {
      file: 'values.yaml',
      bad: 'networkPolicy:\n  enabled: «false» # for now\n',
      good: 'networkPolicy:\n  enabled: true # for now\n',
      files: {
        'templates/policy.yaml':
          '{{- if .Values.networkPolicy.enabled }}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: {}\n{{- end }}\n',
      },
    },
    {
      file: 'values.yaml',
      bad: 'networkPolicy:\n  enabled: «false»\n  from: []\n', // it fails without somebody who may connect
      files: {
        'templates/policy.yaml':
          '{{- if .Values.networkPolicy.enabled }}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: {}\n  ingress:\n    - from: {{ required "who?" .Values.networkPolicy.from | toYaml | nindent 8 }}\n{{- if not .Values.networkPolicy.from }}{{ fail "name who may connect" }}{{ end }}\n{{- end }}\n',
      },
    },
    {
      file: 'values.yaml',
      bad: 'networkPolicy:\n  enabled: «false»\n  ingress: false\n', // the switch alone is not enough
      files: {
        'templates/policy.yaml':
          '{{- if and .Values.networkPolicy.enabled .Values.networkPolicy.ingress }}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: {}\n{{- end }}\n',
      },
    },
  ],
  accepts: [
    { file: 'values.yaml', text: 'networkPolicy:\n  enabled: false\n' },
    {
      file: 'values.yaml',
      text: 'networkPolicy:\n  enabled: true\n',
      files: {
        'templates/policy.yaml':
          '{{- if .Values.networkPolicy.enabled }}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: {}\n{{- end }}\n',
      },
    },
  ],
});

export const german = {
  title: 'NetworkPolicy-Schalter aus oder von Haus aus offen',
  why: 'Der Chart könnte andere Pods fernhalten und tut es nicht: Wer einen Pod des Clusters übernimmt, erreicht auch diese.',
  remedy: 'Die Policy einschalten, nennen, wer sich verbinden darf, und dort ausprobieren, wo nichts bricht.',
  says: {
    "The chart's network policy is off ({0}).": 'Die NetworkPolicy des Charts ist aus ({0}).',
    "Switch the chart's network policy on": 'Die NetworkPolicy des Charts einschalten',
  },
};
