import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { valuesKeys } from '../model/chart';
import { at, plain, readBoolean, spanOf, type Value } from '../model/value';
import { defineRule } from '../rule';

/** With images from elsewhere a chart refuses to render; alone, the values do not show what it makes of them. */
function namesImages(root: Value): boolean {
  return valuesKeys(root).some(
    ({ name, value }) => /^(repository|registry)$|image(Registry)?$/i.test(name) && Boolean(plain(value)),
  );
}

const checking =
  '{{- if not (or .Values.global.security.allowInsecureImages (hasPrefix "vendor/" .Values.image)) }}{{ fail "unknown image" }}{{ end }}\napiVersion: v1\nkind: Pod\nmetadata:\n  name: db\nspec:\n  containers:\n    - name: db\n      image: {{ .Values.image }}\n';

export const valuesInsecureImagesAllowed = defineRule({
  id: 'values-insecure-images-allowed',
  title: 'Chart check for image origin disabled',
  control: 'approved-registries',
  level: 'baseline',
  severity: 'medium',
  stride: ['S'],
  layer: 'registry',
  aliases: ['C-0078'],
  references: [],
  fixable: 'sometimes', // Not where the chart then refuses its images.
  subject: 'values',
  why: 'The chart was made for certain images and refuses others; with the check off, anything with the same path runs with its rights.',
  remedy: 'Use the images the chart was made for, or a copy under your own digest, and set the value to false.',

  *check({ root, chart }) {
    const setting = at(root, 'global', 'security', 'allowInsecureImages');
    const read = readBoolean(setting);
    const where = spanOf(setting);
    if (read.state !== 'literal' || !read.value || !where) return;
    yield {
      at: where,
      message: 'The chart no longer looks where its images come from.',
      fix: () =>
        chart || !namesImages(root)
          ? asFix(setValue(setting, false), {
              title: 'Let the chart refuse images that are not its own',
              safety: 'review',
            })
          : undefined,
    };
  },

  examples: [
    {
      bad: 'global:\n  security:\n    allowInsecureImages: «true» # for the move\n',
      good: 'global:\n  security:\n    allowInsecureImages: false # for the move\n',
    },
    { bad: 'global:\n  security:\n    allowInsecureImages: «true»\nimage:\n  repository: elsewhere/db\n' },
    {
      file: 'values.yaml',
      bad: 'global:\n  security:\n    allowInsecureImages: «true»\nimage: vendor/db:1.4.2\n',
      good: 'global:\n  security:\n    allowInsecureImages: false\nimage: vendor/db:1.4.2\n',
      files: { 'templates/pod.yaml': checking },
    },
    {
      file: 'values.yaml',
      bad: 'global:\n  security:\n    allowInsecureImages: «true»\nimage: elsewhere/db:1.4.2\n',
      files: { 'templates/pod.yaml': checking },
    },
  ],
  accepts: [{ text: 'global:\n  security:\n    allowInsecureImages: false\n' }],
});

export const german = {
  title: 'Prüfung des Charts auf die Herkunft der Images abgeschaltet',
  why: 'Der Chart ist für bestimmte Images gemacht und lehnt andere ab; ohne die Prüfung läuft alles mit demselben Pfad mit seinen Rechten.',
  remedy:
    'Die Images verwenden, für die der Chart gemacht ist, oder eine Kopie unter eigenem Digest, und den Wert auf false setzen.',
  says: {
    'The chart no longer looks where its images come from.': 'Der Chart prüft nicht mehr, woher seine Images kommen.',
    'Let the chart refuse images that are not its own':
      'Den Chart Images ablehnen lassen, die nicht seine eigenen sind',
  },
};
