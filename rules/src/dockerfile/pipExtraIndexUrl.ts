import { dockerfileFix, isEditable, replacePart } from '../edit/dockerfileEdit';
import { assignmentsOf } from '../model/commands/options';
import { packageCommand } from '../model/commands/packages';
import { requiresHashes } from '../model/commands/pip';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule, type Severity } from '../rule';

const variables = /^(?:PIP_EXTRA_INDEX_URL|UV_EXTRA_INDEX_URL)$/;
const unsafeStrategy = /^unsafe-(?:best|first)-match$/;
/** Its packages carry the accelerator in their version, so the public index has nothing to put in their place. */
const isPytorch = (text: string) => /^https:\/\/download\.pytorch\.org\/whl\//.test(text);

export const pipExtraIndexUrl = defineRule({
  id: 'pip-extra-index-url',
  title: 'Second package index invites dependency confusion',
  control: 'python-deps-locked',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'sometimes', // Only one extra index without an index of its own has an obvious single one.
  subject: 'instruction',
  why: 'pip takes the highest version it finds on any index: whoever registers the name of your private package on the public one gets it installed.',
  remedy:
    'Use a single `--index-url` that serves both (a private feed with the public index behind it), or install with `--require-hashes`.',

  check: on(['RUN', 'ENV', 'ARG', 'COPY', 'ADD'], function* (instruction) {
    const where = placeName(instruction);
    for (const { content, marker } of instruction.heredocs) {
      if (!/^\s*extra-index-url\s*=\s*\S/m.test(content)) continue;
      const message = `A configuration file in ${where} lets pip choose between several package indexes.`;
      yield { at: marker, message, severity: severityIn(instruction.stage, 'high') };
    }
    if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') {
      for (const { name, value, span } of instruction.variables) {
        const isStrategy = name === 'UV_INDEX_STRATEGY' && unsafeStrategy.test(value?.text ?? '');
        if (!value?.text || (!variables.test(name) && !isStrategy)) continue;
        yield {
          at: span,
          message: `${instruction.keyword} ${name} in ${where} lets pip choose between several package indexes.`,
          severity: severityIn(instruction.stage, isPytorch(value.text) ? 'medium' : 'high'),
        };
      }
      return;
    }
    for (const command of buildCommands(instruction)) {
      for (const { name, value, word } of assignmentsOf(command)) {
        if (variables.test(name) && value !== '') {
          yield { at: word.span, message: `${name} in ${where} lets pip choose between several package indexes.` };
        }
      }
      const config = command.args.findIndex((word) => /^(?:global\.|install\.)?extra-index-url$/.test(word.text));
      const isConfig = command.args[0]?.value === 'config' && /^pip/.test(command.name) && config > 0;
      const setting = isConfig ? command.args[config] : undefined;
      if (setting)
        yield { at: setting.span, message: `pip is configured in ${where} to choose between several package indexes.` };
      const found = packageCommand(command);
      if (!found || !/^(?:pip|uv|pipx)$/.test(found.manager)) continue;
      const hashed = requiresHashes(found, (name) => instruction.variable(name));
      const own = found.options.some((option) => /^(?:-i|--index-url|--default-index)$/.test(option.name));
      const extras = found.options.filter((option) => option.name === '--extra-index-url');
      for (const option of found.options) {
        const value = option.words.at(-1)?.text.replace(/^--[a-z-]+=/, '') ?? '';
        const isStrategy = option.name === '--index-strategy' && unsafeStrategy.test(value);
        const isPlainLinks = /^(?:-f|--find-links)$/.test(option.name) && /^http:\/\//.test(value);
        if (option.name !== '--extra-index-url' && !isStrategy && !isPlainLinks) continue;
        const [word] = option.words;
        if (!word) continue;
        let severity: Severity = isPytorch(value) ? 'medium' : 'high';
        if (hashed) severity = 'info';
        yield {
          at: word.span,
          message: `${found.program} in ${where} chooses between several package indexes (${option.name}).`,
          severity: hashed ? 'info' : severityIn(instruction.stage, severity),
          fix: () => {
            const isOnly = extras.length === 1 && !own && option.name === '--extra-index-url';
            if (!isOnly || isPytorch(value) || !isEditable(instruction, command)) return undefined;
            return dockerfileFix('Use this index alone', 'review', [
              replacePart(instruction.dockerfile, word, '--extra-index-url', '--index-url'),
            ]);
          },
        };
      }
    }
  }),

  examples: [
    {
      bad: 'FROM python:3.13\nCOPY «<<EOF» /etc/pip.conf\n[global]\nextra-index-url = https://pypi.example/simple\nEOF\n',
    },
    {
      bad: 'FROM python:3.13\nRUN pip install «--extra-index-url» https://pypi.example/simple a==1 # private\n',
      good: 'FROM python:3.13\nRUN pip install --index-url https://pypi.example/simple a==1 # private\n',
    },
    { bad: 'FROM python:3.13\nRUN uv pip install -i https://a.example «--extra-index-url=https://b.example» a==1\n' },
    { bad: 'FROM python:3.13\nENV «PIP_EXTRA_INDEX_URL=https://pypi.example»\n' },
    { bad: 'FROM python:3.13\nRUN pip config set «global.extra-index-url» https://pypi.example\n' },
    {
      bad: 'FROM python:3.13\nRUN pip install torch==2.9.0+cu128 «--extra-index-url» https://download.pytorch.org/whl/cu128\n',
    },
  ],
  accepts: [
    'FROM python:3.13\nRUN pip install --index-url https://pypi.example/simple a==1\n',
    'FROM python:3.13\nENV UV_INDEX_STRATEGY=first-index PIP_EXTRA_INDEX_URL=\n',
    'FROM python:3.13\nRUN echo --extra-index-url\n',
  ],
});

export const german = {
  title: 'Zweiter Paketindex lädt zu Dependency Confusion ein',
  why: 'pip nimmt die höchste Version, die es in irgendeinem Index findet: Wer den Namen eines privaten Pakets im öffentlichen anmeldet, wird installiert.',
  remedy:
    'Einen einzigen `--index-url` verwenden, der beides anbietet (ein privater Feed mit dem öffentlichen dahinter), oder mit `--require-hashes` installieren.',
  says: {
    '{0} {1} in {2} lets pip choose between several package indexes.':
      '{0} {1} in {2} lässt pip zwischen mehreren Paketindexen wählen.',
    '{0} in {1} lets pip choose between several package indexes.':
      '{0} in {1} lässt pip zwischen mehreren Paketindexen wählen.',
    'pip is configured in {0} to choose between several package indexes.':
      'pip ist in {0} so konfiguriert, dass es zwischen mehreren Paketindexen wählt.',
    '{0} in {1} chooses between several package indexes ({2}).':
      '{0} in {1} wählt zwischen mehreren Paketindexen ({2}).',
    'Use this index alone': 'Nur diesen Index verwenden',
    'A configuration file in {0} lets pip choose between several package indexes.':
      'Eine Konfigurationsdatei in {0} lässt pip zwischen mehreren Paket-Indizes wählen.',
  },
};
