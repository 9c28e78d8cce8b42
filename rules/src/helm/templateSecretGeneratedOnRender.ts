import type { Pipe } from '@bulkhead/helm';
import type { ChartTemplate } from '../model/chart';
import { calledBy, pipesIn } from '../model/templateActions';
import { asOperand, rootAt } from '../model/templateDocuments';
import { secretEntries } from '../model/templateSecrets';
import { defineRule, type FileEdit, type Fix } from '../rule';

const generators =
  /^(randAlphaNum|randAlpha|randAscii|randNumeric|randBytes|genPrivateKey|genSelfSignedCert|genSignedCert|genCA|derivePassword|uuidv4)$/;

interface Made {
  readonly pipe: Pipe;
  /** Which of its commands makes the secret. */
  readonly at: number;
}

const madeIn = ({ tree }: ChartTemplate): Made[] =>
  (tree ? pipesIn(tree) : []).flatMap((pipe) =>
    pipe.commands.flatMap((command, at) => (generators.test(calledBy(command) ?? '') ? [{ pipe, at }] : [])),
  );

/** Keeps what the Secret in the cluster has, for all that a template makes; `lookup` finds nothing before the first time. */
function kept(template: ChartTemplate): Fix | undefined {
  const edits = madeIn(template).map((made) => keep(template, made));
  return edits.includes(undefined)
    ? undefined
    : {
        title: 'Keep what the Secret in the cluster has, and make one only where there is none',
        safety: 'review',
        edits: edits.flatMap((edit) => edit ?? []),
      };
}

function keep(template: ChartTemplate, { pipe, at }: Made): FileEdit | undefined {
  const { file, text } = template;
  const command = pipe.commands[at];
  const entry = secretEntries(template).find(({ field: { span } }) => span.start < pipe.start && pipe.end < span.end);
  // What makes a certificate makes several things that go together.
  if (at > 0 || !command || !entry || pipe.variables.length > 0 || /^gen(CA|S)/.test(calledBy(command) ?? ''))
    return undefined;
  const { document, field, key, name, isEncoded } = entry;
  if (/\bb64enc\b/.test(field.expression) !== isEncoded) return undefined;
  const root = rootAt(template, pipe.start);
  const called = asOperand(name);
  const namespace = entry.namespace === undefined ? `${root}.Release.Namespace` : asOperand(entry.namespace);
  const isMoved = root !== rootAt(template, document.start);
  if (
    called === undefined ||
    namespace === undefined ||
    (isMoved && /\.(?!Release|Namespace)/.test(called + namespace))
  )
    return undefined;
  const next = pipe.commands[at + 1];
  const encodes = next !== undefined && calledBy(next) === 'b64enc';
  const before = `dig "data" "${key}" (${text.slice(command.start, command.end)} | b64enc) (lookup "v1" "Secret" ${namespace} ${called})`;
  return {
    file,
    span: { start: command.start, end: encodes ? next.end : command.end },
    text: encodes ? before : `${before} | b64dec`,
  };
}

export const templateSecretGeneratedOnRender = defineRule({
  id: 'template-secret-generated-on-render',
  title: 'Secret regenerated or exposed at render',
  control: 'secrets-not-in-manifests',
  level: 'advice',
  severity: 'medium',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['KICS:b9c83569'],
  references: [],
  fixable: 'sometimes', // Not for certificates, nor where the template does not show into which key of which Secret it goes.
  subject: 'chart',
  why: 'Each upgrade makes another secret and breaks those who use the old one; each one made lies readable in the history of releases and in pull requests of rendered manifests.',
  remedy: 'Look the Secret up and keep what is there, or take the name of an existing Secret.',

  *check(chart) {
    for (const template of chart.templates) {
      const { file, text } = template;
      if (/\blookup\b/.test(text) || !/\bkind:\s*["']?Secret\b/.test(text)) continue;
      for (const { pipe, at } of madeIn(template)) {
        const name = pipe.commands[at]?.args[0];
        if (!name) continue;
        yield {
          at: { start: name.start, end: name.end },
          file,
          message: 'This makes another secret each time the chart is rendered.',
          fix: () => kept(template),
        };
      }
    }
  },

  examples: [
    {
      file: 'templates/secret.yaml',
      bad: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  password: {{ «randAlphaNum» 32 | b64enc }}\n',
      good: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  password: {{ dig "data" "password" (randAlphaNum 32 | b64enc) (lookup "v1" "Secret" .Release.Namespace "shop") }}\n',
    },
    {
      file: 'templates/secret.yaml',
      bad: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-auth\n  namespace: {{ .Values.namespace | quote }}\nstringData:\n  api.token: {{ .Values.token | default («randAlphaNum» 32) | quote }}\n',
      good: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-auth\n  namespace: {{ .Values.namespace | quote }}\nstringData:\n  api.token: {{ .Values.token | default (dig "data" "api.token" (randAlphaNum 32 | b64enc) (lookup "v1" "Secret" .Values.namespace (printf "%s-auth" .Release.Name)) | b64dec) | quote }}\n',
      files: { 'values.yaml': 'token: ""\nnamespace: ""\n' },
    },
    {
      file: 'templates/secret.yaml',
      bad: '{{- $name := printf "%s-hub" .Release.Name -}}\nkind: Secret\napiVersion: v1\nmetadata:\n  name: {{ $name }}\ndata:\n  {{- with .Values.hub }}\n  cookie: {{ .cookie | default («randAlphaNum» 64) | b64enc | quote }}\n  {{- end }}\n',
      good: '{{- $name := printf "%s-hub" .Release.Name -}}\nkind: Secret\napiVersion: v1\nmetadata:\n  name: {{ $name }}\ndata:\n  {{- with .Values.hub }}\n  cookie: {{ .cookie | default (dig "data" "cookie" (randAlphaNum 64 | b64enc) (lookup "v1" "Secret" $.Release.Namespace $name) | b64dec) | b64enc | quote }}\n  {{- end }}\n',
      files: { 'values.yaml': 'hub:\n  cookie: ""\n' },
    },
    {
      file: 'templates/secret.yaml',
      bad: '{{- $ca := «genCA» "shop" 365 }}\napiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  ca.crt: {{ $ca.Cert | b64enc }}\n',
    },
  ],
  accepts: [
    {
      file: 'templates/secret.yaml',
      text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\n{{- $old := lookup "v1" "Secret" .Release.Namespace "shop" }}\ndata:\n  password: {{ dig "data" "password" (randAlphaNum 32 | b64enc) $old }}\n',
    },
    {
      file: 'templates/job.yaml',
      text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop-{{ randAlphaNum 5 | lower }}\n',
    },
  ],
});

export const german = {
  title: 'Geheimnis beim Rendern neu erzeugt oder offengelegt',
  why: 'Jedes Upgrade erzeugt ein anderes Geheimnis und bricht, was das alte nutzt; jedes erzeugte liegt lesbar in der Historie der Releases und in Pull Requests gerenderter Manifeste.',
  remedy: 'Das Secret nachschlagen und Vorhandenes behalten oder den Namen eines vorhandenen Secrets nehmen.',
  says: {
    'This makes another secret each time the chart is rendered.':
      'Hier entsteht bei jedem Rendern des Charts ein anderes Geheimnis.',
    'Keep what the Secret in the cluster has, and make one only where there is none':
      'Behalten, was das Secret im Cluster hat, und nur eines erzeugen, wo keines ist',
  },
};
