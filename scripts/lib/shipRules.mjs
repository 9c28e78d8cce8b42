import { readFile } from 'node:fs/promises';

/**
 * An esbuild plugin. A rule's file is the rule's whole truth, its tests included: what ships needs neither the accepted
 * texts nor more than the first example, which the hover shows. That is half of all the rules' weight.
 */
export const shipRules = {
  name: 'ship-rules',
  setup(build) {
    build.onLoad(
      { filter: /rules[\\/]src[\\/](dockerfile|kubernetes|helm|workspace)[\\/][^\\/]+\.ts$/ },
      async ({ path }) => ({
        contents: withoutTests(await readFile(path, 'utf8')),
        loader: 'ts',
      }),
    );
  },
};

/** Relies on the formatter, which puts a rule's properties two blanks in and their ends alone on a line. */
export function withoutTests(source) {
  return source
    .replace(/^ {2}accepts: \[(?:.*\],|\n[\s\S]*?^ {2}\],)$/m, '  accepts: [],')
    .replace(/^ {2}examples: \[\n([\s\S]*?)^ {2}\],$/m, (_, items) => `  examples: [\n${firstItem(items)}  ],`);
}

/** The first element of a formatted list: one line, or up to the line that closes it. */
function firstItem(items) {
  const [line = ''] = items.split('\n', 1);
  if (/^ {4}\S.*,$/.test(line) && !/[[({]$/.test(line)) return `${line}\n`;
  return /^[\s\S]*?^ {4}[\])}]+,\n/m.exec(items)?.[0] ?? items;
}
