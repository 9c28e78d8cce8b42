import { calledBy, pipesIn } from '../model/templateActions';
import { defineRule } from '../rule';

const generators =
  /^(randAlphaNum|randAlpha|randAscii|randNumeric|randBytes|genPrivateKey|genSelfSignedCert|genSignedCert|genCA|derivePassword|uuidv4)$/;

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
  fixable: 'never', // Keeping the old one takes a lookup that knows its name.
  subject: 'chart',
  why: 'Each upgrade makes another secret and breaks those who use the old one; each one made lies readable in the history of releases and in pull requests of rendered manifests.',
  remedy: 'Look the Secret up and keep what is there, or take the name of an existing Secret.',

  *check(chart) {
    for (const { file, text, tree } of chart.templates) {
      if (!tree || /\blookup\b/.test(text) || !/\bkind:\s*["']?Secret\b/.test(text)) continue;
      for (const pipe of pipesIn(tree)) {
        for (const command of pipe.commands) {
          const [name] = command.args;
          if (!name || !generators.test(calledBy(command) ?? '')) continue;
          const at = { start: name.start, end: name.end };
          yield { at, file, message: 'This makes another secret each time the chart is rendered.' };
        }
      }
    }
  },

  examples: [
    {
      file: 'templates/secret.yaml',
      bad: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  password: {{ «randAlphaNum» 32 | b64enc }}\n',
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
  },
};
