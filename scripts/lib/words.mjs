import { readFileSync } from 'node:fs';

/**
 * German as the server reads it (`server/src/language.ts`): what the rules' own files say, and the files of this folder for
 * the rest.
 */
export function germanWords(rules, catalogue) {
  const read = (file) => JSON.parse(readFileSync(`l10n/de/${file}.json`, 'utf8'));
  const told = read('items');
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
    rules,
    pages: read('pages'),
    shared: { ...read('shared'), ...read('server'), ...read('templates'), ...Object.fromEntries(items) },
  };
}

/** How German asks for an item: the subject as it is reads best behind a colon. */
const ask = (subject) => `Ist zu bedenken: ${subject}?`;
