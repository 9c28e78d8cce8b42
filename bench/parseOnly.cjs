// The floor of the command line: reads and parses the files of a folder, and does nothing with them.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { LineCounter, parseAllDocuments } = require('yaml');
const { DockerfileParser } = require('dockerfile-ast');

for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8');
  if (/dockerfile/i.test(entry.name)) DockerfileParser.parse(text).getInstructions();
  else if (/\.ya?ml$/.test(entry.name))
    parseAllDocuments(text, { keepSourceTokens: true, lineCounter: new LineCounter() });
}
