import { readFile } from 'node:fs/promises';
import { importSource } from './bundle.mjs';

/**
 * An esbuild plugin for the server. A rule's file is the rule's whole truth, its tests and explanations included. What
 * runs on every key needs neither: the explanations go into a file of their own, which is read when somebody asks.
 */
export const shipRules = {
  name: 'ship-rules',
  setup(build) {
    build.onLoad(
      { filter: /rules[\\/]src[\\/](dockerfile|kubernetes|helm|workspace)[\\/][^\\/]+\.ts$/ },
      async ({ path }) => ({
        contents: withoutTexts(await readFile(path, 'utf8')),
        loader: 'ts',
      }),
    );
  },
};

/** Relies on the formatter, which puts a rule's properties two blanks in and their ends alone on a line. */
export function withoutTexts(source) {
  return source
    .replace(/^ {2}(accepts|examples|references): \[(?:.*\],|\n[\s\S]*?^ {2}\],)$/gm, '  $1: [],')
    .replace(/^ {2}(why|remedy):\s+(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`),$/gm, "  $1: '',");
}

/** The templates are data as well: a file beside the server, read when somebody wants one. */
export const shipTemplates = {
  name: 'ship-templates',
  setup(build) {
    build.onLoad({ filter: /server[\\/]src[\\/]shippedTemplates\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replace(/^import \{ items \}.*$/m, '')
        .replace(/^import \{ type Template, templates \}/m, 'import type { Template }')
        .replace(/return \{ templates, items: .*$/m, 'return undefined;'),
      loader: 'ts',
    }));
  },
};

/** What `server/src/shippedTemplates.ts` reads. */
export async function templateTexts() {
  const { sourceTemplates } = await importSource('server/src/shippedTemplates.ts');
  return JSON.stringify(sourceTemplates());
}

/** What the plugin takes out of all rules, as JSON by rule: what `server/src/ruleTexts.ts` reads. */
export async function ruleTexts() {
  const { rules } = await importSource('rules/src/lookup.ts');
  const texts = rules.map(({ id, why, remedy, references, examples }) => {
    const example = examples.find(({ good }) => good !== undefined);
    return [
      id,
      { why, remedy, references, ...(example ? { bad: example.bad.replace(/[«»]/g, ''), good: example.good } : {}) },
    ];
  });
  return JSON.stringify(Object.fromEntries(texts));
}
