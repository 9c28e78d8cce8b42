import type { PathKey } from '@bulkhead/helm';
import { asFix } from '../edit/fixes';
import { renameKey } from '../edit/yamlPairs';
import { type ChartView, valuesKeys } from '../model/chart';
import { isAbsent, keySpan, type Value, at as valueAt } from '../model/value';
import { defineRule, type Fix } from '../rule';
import { nearest } from '../text/nearest';

const securityKey =
  /^(\w*[sS]ecurityContext|networkPolicy|runtimeClassName|automountServiceAccountToken|readOnlyRootFilesystem|runAsNonRoot|allowPrivilegeEscalation|seccompProfile|hostUsers)$/;

/** A helper may build the name it asks for: only what is written nowhere is certain to be read by nothing. */
function isMentioned(chart: ChartView, name: string): boolean {
  return chart.templates.some(({ text }) => text.includes(name));
}

/** A branch that is switched off may print all of a map: it names the map, and none of its keys. */
function isPrintedSomewhere(chart: ChartView, name: PathKey | undefined): boolean {
  if (typeof name !== 'string' || !/^\w+$/.test(name)) return false;
  const whole = new RegExp(`[."]${name}(?![\\w.-])`);
  return chart.templates.some(({ text }) => whole.test(text));
}

/** The name that the templates read in the same map, and that nobody gives a value, when it is all but the same. */
function renamed(chart: ChartView, outer: readonly PathKey[], name: string, value: Value): Fix | undefined {
  const { parent } = value;
  if (!parent) return undefined;
  const words = chart.templates.flatMap(({ text }) => [...text.matchAll(/[."](\w+)/g)].map(([, word = '']) => word));
  const read = [...new Set(words)].filter((word) => isAbsent(valueAt(parent, word)) && chart.isRead([...outer, word]));
  // More letters than one may well be the name of another component.
  const meant = nearest(name, read, 1);
  const others = read.filter((word) => word !== meant);
  if (!meant || nearest(name, others, 1)) return undefined;
  return asFix(renameKey(value, meant), {
    title: `Call it ${meant}, as the templates do`,
    safety: 'review',
    renders: (kinds) => kinds.size > 0,
  });
}

export const valuesSecurityKeyUnused = defineRule({
  id: 'values-security-key-unused',
  title: 'Security value is never rendered',
  control: 'helm-values-trusted',
  level: 'restricted',
  severity: 'high',
  stride: ['T'],
  layer: 'runtime',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Only where a template reads one name that is nearly the same.
  subject: 'chart',
  why: 'Everybody who reads the values believes the containers are confined; nothing of it reaches the cluster, and nothing says so.',
  remedy: 'Give the key the name and the place that the template reads, or have the template read it.',

  *check(chart) {
    // Subcharts and libraries read in ways that their own files show only in part.
    if (!chart.isWhole || chart.templates.length === 0) return;
    for (const { file, root } of chart.values) {
      for (const { name, path, value } of valuesKeys(root)) {
        const at = keySpan(value);
        const isGlobal = path[0] === 'global';
        if (!at || isGlobal || !securityKey.test(name) || chart.isRead(path) || isMentioned(chart, name)) continue;
        const outer = path.slice(0, -1);
        // Inside something that is unused itself, or that looks unused only because it is switched off.
        if (outer.length > 0 && !chart.isRead(outer)) continue;
        if (isPrintedSomewhere(chart, outer.at(-1))) continue;
        yield {
          at,
          file,
          message: `No template reads ${path.join('.')}, so it protects nothing.`,
          fix: () => renamed(chart, outer, name, value),
        };
      }
    }
  },

  examples: [
    {
      file: 'values.yaml',
      bad: '«containerSecurityContext»:\n  runAsNonRoot: true\n',
      files: {
        'templates/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: api\n      image: shop/api:1.4\n      securityContext: {{ toYaml .Values.securityContext | nindent 8 }}\n',
      },
    },
    {
      file: 'values.yaml',
      bad: '# For the pod.\n«podsecurityContext»: # ours\n  runAsNonRoot: true\n',
      good: '# For the pod.\npodSecurityContext: # ours\n  runAsNonRoot: true\n',
      files: {
        'templates/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  securityContext: {{ toYaml .Values.podSecurityContext | nindent 4 }}\n  containers:\n    - name: api\n      image: shop/api:1.4\n',
      },
    },
    {
      file: 'values.yaml',
      bad: '«podsecurityContext»:\n  runAsNonRoot: true\npodSecurityContext: {}\n', // that name is taken
      files: {
        'templates/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  securityContext: {{ toYaml .Values.podSecurityContext | nindent 4 }}\n  containers:\n    - name: api\n      image: shop/api:1.4\n',
      },
    },
  ],
  accepts: [
    {
      file: 'values.yaml',
      text: 'securityContext:\n  runAsNonRoot: true\n',
      files: {
        'templates/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: api\n      image: shop/api:1.4\n      securityContext: {{ toYaml .Values.securityContext | nindent 8 }}\n',
      },
    },
    {
      file: 'values.yaml',
      text: 'podSecurityContext: {}\n',
      files: { 'templates/all.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  all: {{ toYaml .Values | quote }}\n' },
    },
    { file: 'values.yaml', text: 'securityContext: {}\n' },
    {
      file: 'values.yaml',
      text: 'securityContext:\n  enabled: false\n  runAsNonRoot: true\n',
      files: {
        'templates/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: api\n      image: shop/api:1.4\n      {{- if .Values.securityContext.enabled }}\n      securityContext: {{ omit .Values.securityContext "enabled" | toYaml | nindent 8 }}\n      {{- end }}\n',
      },
    },
  ],
});

export const german = {
  title: 'Sicherheitswert wird nie gerendert',
  why: 'Wer die Values liest, hält die Container für eingeschränkt; nichts davon erreicht den Cluster, und nichts sagt es.',
  remedy: 'Dem Schlüssel den Namen und Platz geben, den die Vorlage liest, oder die Vorlage ihn lesen lassen.',
  says: {
    'No template reads {0}, so it protects nothing.': 'Keine Vorlage liest {0}, es schützt also nichts.',
    'Call it {0}, as the templates do': 'Es {0} nennen, wie die Vorlagen es tun',
  },
};
