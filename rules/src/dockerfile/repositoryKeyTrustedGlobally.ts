import { downloadOf } from '../model/commands/download';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';
import type { Span } from '../text/span';

const folder = /^\/etc\/apt\/trusted\.gpg(?:\.d(?:\/|$)|$)/;

function trusts(command: Command): Span | undefined {
  const { name, args, redirects } = command;
  if (name === 'apt-key') {
    const verb = args.find((word) => /^(?:add|adv)$/.test(word.text));
    return verb && command.span;
  }
  const target = redirects.find((redirect) => redirect.operator.startsWith('>') && folder.test(redirect.target.text));
  if (target) return target.target.span;
  const writes = /^(?:tee|gpg|gpg2|cp|mv|install)$/.test(name) || folder.test(downloadOf(command)?.output ?? '');
  return writes ? args.find((word) => folder.test(word.text))?.span : undefined;
}

/** A `deb` line for another publisher than the distribution, without a key of its own. */
function unsignedLine({ name, args, redirects, pipedTo }: Command): Span | undefined {
  if (name !== 'echo' && name !== 'printf') return undefined;
  const files = [...redirects, ...pipedTo.flatMap((next) => next.redirects)].map((redirect) => redirect.target.text);
  const named = pipedTo.flatMap((next) => (next.name === 'tee' ? next.args.map((word) => word.text) : []));
  if (![...files, ...named].some((file) => file.startsWith('/etc/apt/sources.list'))) return undefined;
  const word = args.find(({ text }) => /^\s*deb(?:-src)?\s/.test(text));
  if (!word || /signed-by=|trusted=yes/i.test(word.text)) return undefined;
  return /https?:\/\/(?:[\w-]+\.)*(?:debian\.org|ubuntu\.com)(?:\/|$|\s)/.test(word.text) ||
    !/https?:\/\//.test(word.text)
    ? undefined
    : word.span;
}

export const repositoryKeyTrustedGlobally = defineRule({
  id: 'repository-key-trusted-globally',
  title: 'Third-party repository key trusted for everything',
  control: 'no-unverified-downloads',
  level: 'restricted',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never', // The key and the line of its repository have to change together.
  subject: 'instruction',
  why: 'The key may then sign any package, also those of the distribution: whoever has it replaces libc, not only the one tool it was added for.',
  remedy:
    'Write the key to /etc/apt/keyrings and name it in the line of its repository: `deb [signed-by=/etc/apt/keyrings/x.gpg] ...`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const key = trusts(command);
        const line = key ? undefined : unsignedLine(command);
        const at = key ?? line;
        if (!at) continue;
        yield {
          at,
          message: key
            ? `A step of ${placeName(instruction)} trusts a key for every package repository.`
            : `A step of ${placeName(instruction)} adds a package repository without naming its key.`,
          severity: severityIn(instruction.stage, 'low'),
        };
      }
    },
    /^(?:apt-key|echo|printf|tee|gpg2?|cp|mv|install|curl|wget|cat)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:12.1\nRUN curl -fsSL https://x.example/k | «apt-key add -» && echo «"deb https://x.example/apt stable main"» > /etc/apt/sources.list.d/x.list\n',
    },
    { bad: 'FROM debian:12.1\nRUN wget -qO «/etc/apt/trusted.gpg.d/x.asc» https://x.example/k\n' },
  ],
  accepts: [
    'FROM debian:12.1\nRUN echo "deb [signed-by=/etc/apt/keyrings/x.gpg] https://x.example/apt stable main" > /etc/apt/sources.list.d/x.list\n',
    'FROM debian:12.1\nRUN echo "deb http://deb.debian.org/debian bookworm main" >> /etc/apt/sources.list && apt-key list\n',
  ],
});

export const german = {
  title: 'Schlüssel einer fremden Paketquelle für alles vertraut',
  why: 'Der Schlüssel darf dann jedes Paket signieren, auch die der Distribution: Wer ihn hat, ersetzt libc, nicht nur das eine Werkzeug.',
  remedy:
    'Den Schlüssel nach /etc/apt/keyrings schreiben und in der Zeile seiner Quelle nennen: `deb [signed-by=/etc/apt/keyrings/x.gpg] ...`.',
  says: {
    'A step of {0} trusts a key for every package repository.':
      'Ein Schritt in {0} vertraut einem Schlüssel für jede Paketquelle.',
    'A step of {0} adds a package repository without naming its key.':
      'Ein Schritt in {0} fügt eine Paketquelle hinzu, ohne ihren Schlüssel zu nennen.',
  },
};
