import { dockerfileFix, removeItem, removeWords } from '../edit/dockerfileEdit';
import { assignmentsOf } from '../model/commands/options';
import { packageCommand } from '../model/commands/packages';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const variables = /^(?:PIP_TRUSTED_HOST|UV_INSECURE_HOST)$/;
const isLoopback = (text: string) => /^(?:localhost|127\.|\[?::1)/.test(text);

export const pipTrustedHost = defineRule({
  id: 'pip-trusted-host',
  title: 'pip told to trust a host without TLS',
  control: 'python-deps-locked',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: ['CKV2_DOCKER_4', 'CKV2_DOCKER_16'],
  references: [],
  fixable: 'sometimes', // What a command sets for itself stays for a human.
  subject: 'instruction',
  why: 'For a trusted host pip neither checks the certificate nor asks for one: anybody on the way can answer with a package of their own.',
  remedy: 'Remove it and install the certificate of the private authority instead (`--cert`, or the system store).',

  check: on(['RUN', 'ENV', 'ARG'], function* (instruction) {
    const where = placeName(instruction);
    if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') {
      for (const variable of instruction.variables) {
        const { name, value, span } = variable;
        if (!variables.test(name) || !value?.text || isLoopback(value.text)) continue;
        yield {
          at: span,
          message: `${instruction.keyword} ${name} in ${where} lets pip skip certificate checks.`,
          severity: severityIn(instruction.stage, 'high'),
          aliases: ['CKV2_DOCKER_16'],
          fix: () =>
            dockerfileFix(`Remove ${name}`, 'review', [removeItem(instruction, instruction.variables, variable)]),
        };
      }
      return;
    }
    for (const command of buildCommands(instruction)) {
      for (const { name, value, word } of assignmentsOf(command)) {
        if (!variables.test(name) || !value || isLoopback(value)) continue;
        yield {
          at: word.span,
          message: `${name} in ${where} lets pip skip certificate checks.`,
          aliases: ['CKV2_DOCKER_16'],
        };
      }
      const found = packageCommand(command);
      if (!found || !/^(?:pip|uv|pipx)$/.test(found.manager)) continue;
      const setting = found.verb === 'config' && found.operands.find((word) => /(?:^|\.)trusted-host$/.test(word.text));
      if (setting && found.operands.some((word) => word.text === 'set')) {
        yield {
          at: setting.span,
          message: `pip is configured in ${where} to skip certificate checks.`,
          aliases: [],
        };
      }
      for (const option of found.options) {
        const value = option.words.at(-1)?.text.replace(/^--[a-z-]+=/, '') ?? '';
        const [word] = option.words;
        if (!/^--(?:trusted-host|allow-insecure-host)$/.test(option.name) || isLoopback(value) || !word) continue;
        yield {
          at: word.span,
          message: `${found.program} in ${where} skips certificate checks for "${value}".`,
          severity: severityIn(instruction.stage, 'high'),
          aliases: ['CKV2_DOCKER_4'],
          fix: () =>
            dockerfileFix('Check the certificate', 'review', [removeWords(instruction, command, option.words)]),
        };
      }
    }
  }),

  examples: [
    {
      bad: 'FROM python:3.13\nRUN pip install \\\n      «--trusted-host» pypi.example \\\n      -r requirements.txt # all\n',
      good: 'FROM python:3.13\nRUN pip install \\\n      -r requirements.txt # all\n',
    },
    {
      bad: 'FROM python:3.13\nRUN python3 -m pip install «--trusted-host=a.example» a==1\n',
      good: 'FROM python:3.13\nRUN python3 -m pip install a==1\n',
    },
    { bad: 'FROM python:3.13\nENV «PIP_TRUSTED_HOST=a.example»\nRUN make\n', good: 'FROM python:3.13\nRUN make\n' },
  ],
  accepts: [
    'FROM python:3.13\nRUN pip install --trusted-host localhost a==1\n',
    'FROM python:3.13\nRUN echo --trusted-host a\n',
  ],
});

export const german = {
  title: 'pip soll einem Host ohne TLS vertrauen',
  why: 'Für einen vertrauten Host prüft pip das Zertifikat nicht und verlangt keines: Jeder unterwegs kann mit einem eigenen Paket antworten.',
  remedy:
    'Entfernen und stattdessen das Zertifikat der privaten Stelle installieren (`--cert` oder der Systemspeicher).',
  says: {
    '{0} {1} in {2} lets pip skip certificate checks.': '{0} {1} in {2} lässt pip die Zertifikatsprüfung überspringen.',
    'Remove {0}': '{0} entfernen',
    '{0} in {1} lets pip skip certificate checks.': '{0} in {1} lässt pip die Zertifikatsprüfung überspringen.',
    'pip is configured in {0} to skip certificate checks.':
      'pip ist in {0} so konfiguriert, dass es die Zertifikatsprüfung überspringt.',
    '{0} in {1} skips certificate checks for "{2}".': '{0} in {1} überspringt die Zertifikatsprüfung für „{2}“.',
    'Check the certificate': 'Das Zertifikat prüfen',
  },
};
