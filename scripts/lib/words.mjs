import { readdirSync, readFileSync } from 'node:fs';

/** A language as the server reads it (`server/src/language.ts`), put together from its files below this folder. */
export function readWords(language) {
  const folder = `l10n/${language}`;
  const read = (file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
  const ofRules = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'shared.json');
  return { rules: Object.assign({}, ...ofRules.sort().map(read)), shared: read('shared.json') };
}
