import { secretInstead } from '../edit/chartSecret';
import type { ChartTemplate } from '../model/chart';
import { remember } from '../model/commands/remember';
import { type TemplateField, templateFields, valuesIn } from '../model/templateFields';
import { holdsSecret } from '../model/valuesSecrets';
import { defineRule } from '../rule';

/** Where the manifest shows the value to everybody who may read the object. */
function placeOf({ key, parents, kind }: TemplateField): string | undefined {
  if (parents.at(-1) === 'env' && key === 'value') return 'an environment variable';
  if (kind === 'ConfigMap' && parents[0] === 'data') return 'a ConfigMap';
  if (parents.at(-1) === 'annotations') return 'an annotation';
  return /^(args|command)$/.test(parents.at(-1) ?? '') && key === undefined ? 'the command line' : undefined;
}

/** A checksum, or whether there is one, gives nothing away. */
const givesAway = (expression: string) =>
  !/\b(sha256sum|sha1sum|len|empty|not|ternary|if|include|lookup)\b/.test(expression);

const leaksOf = remember((template: ChartTemplate) =>
  templateFields(template).flatMap((field) => {
    const where = placeOf(field);
    const secret = valuesIn(field.expression).find((path) => holdsSecret(path.split('.').at(-1) ?? ''));
    return where && secret && givesAway(field.expression) ? [{ at: field.span, secret, where }] : [];
  }),
);

export const templateSecretPlainInEnvOrConfigMap = defineRule({
  id: 'template-secret-plain-in-env-or-config-map',
  title: 'Template writes a secret in plain text',
  control: 'secrets-not-in-manifests',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Only a ConfigMap that pods mount: from the environment or the command line the program must read a file first.
  subject: 'chart',
  why: 'Whatever password the chart is given stands readable in the manifest: everybody who may look at pods or ConfigMaps has it.',
  remedy:
    'Write the value into a Secret, or take the name of an existing one, and refer to it with secretKeyRef or a volume.',

  *check(chart) {
    for (const template of chart.templates) {
      for (const { at, secret, where } of leaksOf(template))
        yield {
          at,
          file: template.file,
          message: `Whatever ${secret} is stands readable in ${where}.`,
          fix: () => (where === 'a ConfigMap' ? secretInstead(chart, template, at.start) : undefined),
        };
    }
  },

  examples: [
    {
      file: 'templates/pod.yaml',
      bad: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: api\n      env:\n        - name: DB_PASSWORD\n          value: «{{ .Values.db.password | quote }}»\n      args:\n        - --token=«{{ .Values.apiToken }}»\n',
      files: { 'values.yaml': 'db: {}\n' },
    },
    {
      file: 'templates/config.yaml',
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n{{- if .Values.db }}\n  password: "«{{ .Values.db.password }}»"\n{{- end }}\n',
      files: { 'values.yaml': 'db: {}\n' },
    },
    {
      file: 'templates/config.yaml',
      bad: 'apiVersion: v1\nkind: ConfigMap # of ours\nmetadata:\n  name: {{ .Release.Name }}-shop\ndata:\n  level: info\n  password: «{{ .Values.db.password | quote }}»\n',
      good: 'apiVersion: v1\nkind: Secret # of ours\nmetadata:\n  name: {{ .Release.Name }}-shop\nstringData:\n  level: info\n  password: {{ .Values.db.password | quote }}\n',
      files: {
        'values.yaml': 'db:\n  password: ""\n',
        'templates/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  securityContext:\n    fsGroup: 2000\n  containers:\n    - name: api\n      image: shop/api:1.4\n      volumeMounts:\n        - name: config\n          mountPath: /etc/shop\n  volumes:\n    - name: config\n      configMap:\n        name: {{ .Release.Name }}-shop # ours\n',
      },
      goodFiles: {
        'templates/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  securityContext:\n    fsGroup: 2000\n  containers:\n    - name: api\n      image: shop/api:1.4\n      volumeMounts:\n        - name: config\n          mountPath: /etc/shop\n  volumes:\n    - name: config\n      secret:\n        secretName: {{ .Release.Name }}-shop # ours\n        defaultMode: 288 # 0440\n',
      },
    },
    {
      file: 'templates/config.yaml',
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  password: «{{ .Values.db.password | quote }}»\n',
      files: {
        'values.yaml': 'db:\n  password: ""\n',
        'templates/pod.yaml':
          'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  securityContext:\n    fsGroup: 2000\n  containers:\n    - name: api\n      image: shop/api:1.4\n      envFrom:\n        - configMapRef:\n            name: shop\n      volumeMounts:\n        - name: config\n          mountPath: /etc/shop\n  volumes:\n    - name: config\n      configMap:\n        name: shop\n',
      },
    },
  ],
  accepts: [
    {
      file: 'templates/secret.yaml',
      text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  password: {{ .Values.db.password | b64enc }}\n',
      files: { 'values.yaml': 'db: {password: ""}\n' },
    },
    {
      file: 'templates/pod.yaml',
      text: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    checksum/config: {{ .Values.db.password | sha256sum }}\nspec:\n  containers:\n    - name: api\n      env:\n        - name: SECRET_NAME\n          value: {{ .Values.db.existingSecret }}\n        - name: DB_PASSWORD\n          valueFrom:\n            secretKeyRef:\n              name: {{ .Values.db.existingSecret }}\n              key: {{ .Values.db.passwordKey }}\n',
      files: { 'values.yaml': 'db: {existingSecret: a, passwordKey: b}\n' },
    },
  ],
});

export const german = {
  title: 'Vorlage schreibt ein Geheimnis im Klartext',
  why: 'Welches Passwort der Chart auch bekommt, es steht lesbar im Manifest: Wer Pods oder ConfigMaps ansehen darf, hat es.',
  remedy:
    'Den Wert in ein Secret schreiben oder den Namen eines vorhandenen nehmen und mit secretKeyRef oder einem Volume darauf verweisen.',
  says: {
    'Whatever {0} is stands readable in {1}.': 'Was immer {0} ist, steht lesbar hier: {1}.',
    'Make a Secret of this ConfigMap, and mount it in the same places':
      'Aus dieser ConfigMap ein Secret machen und es an denselben Stellen einhängen',
  },
};
