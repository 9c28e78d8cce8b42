import { at, readBoolean, spanOf } from '../model/value';
import { defineRule } from '../rule';

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
  fixable: 'never', // The chart refuses to render until the images are its own again.
  subject: 'values',
  why: 'The chart was made for certain images and refuses others; with the check off, anything with the same path runs with its rights.',
  remedy: 'Use the images the chart was made for, or a copy under your own digest, and set the value to false.',

  *check({ root }) {
    const setting = at(root, 'global', 'security', 'allowInsecureImages');
    const read = readBoolean(setting);
    const where = spanOf(setting);
    if (read.state !== 'literal' || !read.value || !where) return;
    yield { at: where, message: 'The chart no longer looks where its images come from.' };
  },

  examples: [{ bad: 'global:\n  security:\n    allowInsecureImages: «true»\n' }],
  accepts: [{ text: 'global:\n  security:\n    allowInsecureImages: false\n' }],
});

export const german = {
  title: 'Prüfung des Charts auf die Herkunft der Images abgeschaltet',
  why: 'Der Chart ist für bestimmte Images gemacht und lehnt andere ab; ohne die Prüfung läuft alles mit demselben Pfad mit seinen Rechten.',
  remedy:
    'Die Images verwenden, für die der Chart gemacht ist, oder eine Kopie unter eigenem Digest, und den Wert auf false setzen.',
  says: {
    'The chart no longer looks where its images come from.': 'Der Chart prüft nicht mehr, woher seine Images kommen.',
  },
};
