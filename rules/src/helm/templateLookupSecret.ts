import { calledBy, pipesIn } from '../model/templateActions';
import { defineRule } from '../rule';

export const templateLookupSecret = defineRule({
  id: 'template-lookup-secret',
  title: 'Template reads a Secret of the cluster',
  control: 'secrets-not-in-manifests',
  level: 'advice',
  severity: 'low',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: [],
  fixable: 'never', // What it is read for, only the author knows.
  subject: 'chart',
  why: 'What the template prints of the Secret stands in the release and its history; where charts are rendered without a cluster the lookup is empty, and the other branch is what gets installed.',
  remedy:
    'Refer to the Secret from the pod instead of copying it, and make the branch for an empty lookup the safe one.',

  *check(chart) {
    for (const { file, text, tree } of chart.templates) {
      // Who writes the Secret itself keeps what is there: the usual guard against a new password at each upgrade.
      if (!tree || /\bkind:\s*["']?Secret\b/.test(text)) continue;
      for (const pipe of pipesIn(tree)) {
        for (const command of pipe.commands) {
          const [name, , kind] = command.args;
          if (!name || calledBy(command) !== 'lookup' || kind?.kind !== 'string' || kind.value !== 'Secret') continue;
          yield { at: { start: name.start, end: kind.end }, file, message: 'This copies a Secret out of the cluster.' };
        }
      }
    }
  },

  examples: [
    {
      file: 'templates/config.yaml',
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  {{- $s := «lookup "v1" "Secret"» .Release.Namespace "db" }}\n  user: {{ dig "data" "user" "" $s | b64dec | quote }}\n',
    },
  ],
  accepts: [
    {
      file: 'templates/secret.yaml',
      text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\n{{- $old := lookup "v1" "Secret" .Release.Namespace "shop" }}\ndata: {{ toYaml (dig "data" dict $old) | nindent 2 }}\n',
    },
    {
      file: 'templates/config.yaml',
      text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  labels:\n    has: {{ lookup "v1" "ConfigMap" "a" "b" | empty | quote }}\n',
    },
  ],
});

export const german = {
  title: 'Vorlage liest ein Secret des Clusters',
  why: 'Was die Vorlage vom Secret ausgibt, steht im Release und seiner Geschichte; wo ohne Cluster gerendert wird, ist die Abfrage leer, und der andere Zweig wird installiert.',
  remedy:
    'Im Pod auf das Secret verweisen, statt es zu kopieren, und den Zweig für die leere Abfrage zum sicheren machen.',
  says: {
    'This copies a Secret out of the cluster.': 'Das kopiert ein Secret aus dem Cluster.',
  },
};
