import { readdirSync, readFileSync } from 'node:fs';

/** Files of a language that are not about the rules of one folder. */
const others = ['shared.json', 'server.json', 'items.json', 'templates.json'];

/** A language as the server reads it (`server/src/language.ts`), put together from its files below this folder. */
export function readWords(language, catalogue) {
  const folder = `l10n/${language}`;
  const read = (file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
  const ofRules = readdirSync(folder).filter((file) => file.endsWith('.json') && !others.includes(file));
  const told = read('items.json');
  const items = catalogue.flatMap(({ id, subject, question, why }) => {
    const words = told[id];
    return words
      ? [
          [subject, words.subject],
          [why, words.why],
          [question, words.question ?? ask(words.subject)],
        ]
      : [];
  });
  return {
    rules: Object.assign({}, ...ofRules.sort().map(read)),
    shared: { ...read('shared.json'), ...read('server.json'), ...read('templates.json'), ...Object.fromEntries(items) },
  };
}

/** How German asks for an item: the subject as it is reads best behind a colon. */
const ask = (subject) => `Ist zu bedenken: ${subject}?`;
