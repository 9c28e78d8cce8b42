import { calledBy, pipesIn, written } from '../model/templateActions';
import { defineRule } from '../rule';

export const templateTplOnValues = defineRule({
  id: 'template-tpl-on-values',
  title: 'Values run as templates',
  control: 'helm-values-trusted',
  level: 'isolation',
  severity: 'medium',
  stride: ['T', 'I'],
  layer: 'administration',
  aliases: [],
  references: [],
  fixable: 'never', // Who relies on templates in values, only the author knows.
  subject: 'chart',
  why: 'Whoever may write the values of one tenant runs template code with all values of the release: it reads the others, and looks up objects of the cluster.',
  remedy: 'Print the value as it is, or take templates only from values that nobody but you writes.',

  *check(chart) {
    for (const { file, text, tree } of chart.templates) {
      if (!tree) continue;
      for (const pipe of pipesIn(tree)) {
        for (const command of pipe.commands) {
          const [name, given] = command.args;
          const value = given && /\.Values(?:\.\w+)+/.exec(written(text, given))?.[0];
          if (!name || !value || calledBy(command) !== 'tpl') continue;
          const at = { start: name.start, end: name.end };
          yield { at, file, message: `What ${value} holds is run as a template.` };
        }
      }
    }
  },

  examples: [
    {
      file: 'templates/config.yaml',
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  greeting: {{ «tpl» .Values.greeting . | quote }}\n  extra: {{ «tpl» (toYaml .Values.extra) $ | quote }}\n',
      files: { 'values.yaml': 'greeting: hi\nextra: {}\n' },
    },
  ],
  accepts: [
    {
      file: 'templates/config.yaml',
      text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  a: {{ tpl (.Files.Get "files/a.conf") . | quote }}\n  b: {{ .Values.b | quote }}\n',
      files: { 'values.yaml': 'b: c\n' },
    },
  ],
});

export const german = {
  title: 'Values laufen als Vorlagen',
  why: 'Wer die Values eines Mandanten schreiben darf, führt Vorlagencode mit allen Values des Releases aus: Er liest die anderen und fragt Objekte des Clusters ab.',
  remedy: 'Den Wert ausgeben, wie er ist, oder Vorlagen nur aus Values nehmen, die niemand außer Ihnen schreibt.',
  says: {
    'What {0} holds is run as a template.': 'Was {0} enthält, läuft als Vorlage.',
  },
};
