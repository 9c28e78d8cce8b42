import { ignoreFilesOf, type PlacedIgnoreFile } from '../model/buildContext';
import type { CopyInstruction } from '../model/dockerfile';
import { placeName, severityIn } from '../model/dockerfile/judge';
import { isIgnored, readIgnoreFile } from '../parse/dockerfile/ignore';
import type { Value } from '../parse/shell';
import { defineRule, type Fix } from '../rule';
import { lineEnding } from '../text/lines';

/** What hardly any image needs and many people leave beside their code, with a file by which that is tried. */
const wanted = [
  { name: '.git', probe: '.git/config', lines: ['**/.git'] },
  { name: '.env', probe: '.env', lines: ['**/.env', '**/.env.*', '!**/.env.example'] },
] as const;
const block = [
  '# Neither sources of secrets nor history belong into an image.',
  ...wanted.flatMap(({ lines }) => lines),
  '**/.aws',
  '**/.ssh',
  '**/*.key',
  '**/*.pfx',
];

/** A source that means the whole build context. */
const isWhole = ({ value }: Value) => value !== undefined && /^(?:\.?\/?\*?|\.\/\*\*?)$/.test(value) && value !== '';

/** What the instruction and the ignore file that leaves out most let through. */
function letThrough(copy: CopyInstruction, files: readonly PlacedIgnoreFile[]) {
  const excludes = copy.flags.flatMap((flag) => (flag.name === 'exclude' && flag.value ? [flag.value.text] : []));
  const own = readIgnoreFile(excludes.join('\n'));
  const through = (file?: PlacedIgnoreFile) =>
    wanted.filter(({ probe }) => !isIgnored(own, probe) && !(file && isIgnored(file.ignore, probe)));
  const judged = files.map((file) => ({ file, missing: through(file) }));
  return judged.sort((a, b) => a.missing.length - b.missing.length)[0] ?? { file: undefined, missing: through() };
}

/** Adds what is missing to the ignore file, or makes one that holds for this Dockerfile wherever the context begins. */
function ignoreMore(dockerfile: string, file: PlacedIgnoreFile | undefined, lines: readonly string[]): Fix {
  if (!file) {
    const path = `${dockerfile}.dockerignore`;
    const edit = { file: path, creates: true, span: { start: 0, end: 0 }, text: `${block.join('\n')}\n` };
    return { title: `Create ${path.slice(path.lastIndexOf('/') + 1)}`, safety: 'review', edits: [edit] };
  }
  const { text } = file.ignore;
  const eol = lineEnding(text);
  const end = text.length;
  const before = text === '' || /[\r\n]$/.test(text) ? '' : eol;
  const edit = { file: file.file, span: { start: end, end }, text: before + lines.map((line) => line + eol).join('') };
  return { title: `Leave ${lines[0]?.replace('**/', '')} out of the build context`, safety: 'review', edits: [edit] };
}

export const buildContextCopiedWholesale = defineRule({
  id: 'build-context-copied-wholesale',
  title: 'Whole build context copied',
  control: 'build-context-clean',
  level: 'advice',
  severity: 'medium',
  stride: ['I'],
  layer: 'image',
  aliases: [],
  references: [],
  fixable: 'always',
  subject: 'workspace',
  why: 'With the whole folder come its history, local settings and keys: whoever can pull the image reads them, also what was deleted from the code long ago.',
  remedy: 'Leave `.git`, `.env*` and keys out by a `.dockerignore`, or copy the needed folders by name.',

  *check(workspace) {
    for (const { file, dockerfile } of workspace.dockerfiles) {
      const files = ignoreFilesOf(workspace, file);
      for (const instruction of dockerfile.instructions) {
        if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.from) continue;
        const source = instruction.sources.find(isWhole);
        if (!source) continue;
        const { file: ignore, missing } = letThrough(instruction, files);
        if (missing.length === 0) continue;
        const names = missing.map(({ name }) => name).join(' and ');
        yield {
          at: source.span,
          file,
          message: ignore
            ? `${instruction.keyword} takes the whole build context into ${placeName(instruction)}, and the ignore file lets ${names} through.`
            : `${instruction.keyword} takes the whole build context into ${placeName(instruction)}, and no ignore file leaves ${names} out.`,
          severity: severityIn(instruction.stage, 'medium'),
          related: ignore ? [{ at: { start: 0, end: 0 }, file: ignore.file, message: 'The ignore file' }] : [],
          fix: () =>
            ignoreMore(
              file,
              ignore,
              missing.flatMap(({ lines }) => [...lines]),
            ),
        };
      }
    }
  },

  examples: [
    {
      bad: 'FROM debian:13.1\nCOPY «.» /app\n',
      good: 'FROM debian:13.1\nCOPY . /app\n',
      goodFiles: { 'Dockerfile.dockerignore': `${block.join('\n')}\n` },
    },
    {
      bad: 'FROM debian:13.1 AS build\nADD --chown=1 «./» /app\nFROM scratch\nCOPY --from=build /a /\n',
      good: 'FROM debian:13.1 AS build\nADD --chown=1 ./ /app\nFROM scratch\nCOPY --from=build /a /\n',
      files: { '.dockerignore': '# nothing\n*.md\n.env*\n!.env.example' },
      goodFiles: { '.dockerignore': '# nothing\n*.md\n.env*\n!.env.example\n**/.git\n' },
    },
    {
      bad: 'FROM debian:13.1\nCOPY --exclude=.git package.json «*» /app/\n',
      good: 'FROM debian:13.1\nCOPY --exclude=.git package.json * /app/\n',
      files: { '.dockerignore': '**\r\n!.env\r\n' },
      goodFiles: { '.dockerignore': '**\r\n!.env\r\n**/.env\r\n**/.env.*\r\n!**/.env.example\r\n' },
    },
    {
      bad: 'FROM debian:13.1\nCOPY «.» .\n',
      good: 'FROM debian:13.1\nCOPY . .\n',
      files: { 'Dockerfile.dockerignore': '.git\n', '.dockerignore': '*\n' },
      goodFiles: { 'Dockerfile.dockerignore': '.git\n**/.env\n**/.env.*\n!**/.env.example\n' },
    },
  ],
  accepts: [
    { text: 'FROM debian:13.1\nCOPY . /app\n', files: { '.dockerignore': '**/.git\n/.env*\n' } },
    { text: 'FROM debian:13.1\nCOPY . /app\n', files: { '.dockerignore': '*\n!src\n!package.json\n' } },
    { text: 'FROM debian:13.1\nCOPY . /app\n', files: { 'Dockerfile.dockerignore': '.git/\n.env\n' } },
    {
      text: 'FROM debian:13.1\nCOPY --exclude=.git --exclude=.env* . /app\nCOPY src ./\nCOPY --from=build . /x\nCOPY $A /a\n',
    },
  ],
});

export const german = {
  title: 'Ganzer Build-Kontext kopiert',
  why: 'Mit dem ganzen Ordner kommen seine Geschichte, lokale Einstellungen und Schlüssel: Wer das Image holen darf, liest sie, auch was längst aus dem Code gelöscht ist.',
  remedy:
    '`.git`, `.env*` und Schlüssel mit einer `.dockerignore` weglassen, oder die nötigen Ordner mit Namen kopieren.',
  says: {
    '{0} takes the whole build context into {1}, and the ignore file lets {2} through.':
      '{0} nimmt den ganzen Build-Kontext in {1} auf, und die Ignore-Datei lässt {2} durch.',
    '{0} takes the whole build context into {1}, and no ignore file leaves {2} out.':
      '{0} nimmt den ganzen Build-Kontext in {1} auf, und keine Ignore-Datei lässt {2} weg.',
    'The ignore file': 'Die Ignore-Datei',
    'Create {0}': '{0} anlegen',
    'Leave {0} out of the build context': '{0} aus dem Build-Kontext weglassen',
  },
};
