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

/**
 * Nor what is said of the rule in the facts of all rules (`rules/src/facts.ts`). Relies on the formatter, which puts a
 * rule's properties two blanks in and their ends alone on a line.
 */
export function withoutTexts(source) {
  return source
    .replace(/^ {2}(accepts|examples|references): \[(?:.*\],|\n[\s\S]*?^ {2}\],)$/gm, '  $1: [],')
    .replace(/^ {2}(?:stride|layer|fixable): .*\n/gm, '')
    .replace(
      /^ {2}(title|why|remedy):\s+(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`),$/gm,
      "  $1: '',",
    );
}

/** The explanations come from a file that is read when somebody asks, not from the rules. */
export const shipRuleTexts = {
  name: 'ship-rule-texts',
  setup(build) {
    build.onLoad({ filter: /server[\\/]src[\\/]sourceTexts\.ts$/ }, () => ({
      contents: 'export const sourceTexts = async () => undefined;',
    }));
  },
};

/** That file: what `server/src/ruleTexts.ts` reads. */
export async function ruleTexts() {
  const { sourceTexts } = await importSource('server/src/sourceTexts.ts');
  return JSON.stringify(await sourceTexts());
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
