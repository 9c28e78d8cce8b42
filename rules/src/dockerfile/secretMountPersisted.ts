import { dockerfileFix, removeCommand } from '../edit/dockerfileEdit';
import type { RunInstruction } from '../model/dockerfile';
import { milder, on, placeName } from '../model/dockerfile/judge';
import { runsAsRoot } from '../model/dockerfile/users';
import type { Command } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

interface Secrets {
  readonly paths: readonly string[];
  readonly names: readonly string[];
  /** Folders that are mounts themselves, so what is written there is in no layer. */
  readonly kept: readonly string[];
}

function secretsOf(instruction: RunInstruction): Secrets {
  const paths: string[] = [];
  const names: string[] = [];
  const kept = ['/dev/', '/proc/'];
  for (const { type, options } of instruction.mounts) {
    const option = (...keys: string[]) => keys.map((key) => options.get(key)?.value).find((text) => text !== undefined);
    const target = option('target', 'dst', 'destination');
    if (type !== 'secret') {
      if (target !== undefined && (type === 'tmpfs' || type === 'cache')) kept.push(target);
      continue;
    }
    const id = option('id');
    const variable = option('env');
    if (variable !== undefined) names.push(variable);
    if (target !== undefined) paths.push(target);
    else if (id !== undefined) paths.push(`/run/secrets/${id}`);
  }
  return { paths, names, kept };
}

const mentions = (text: string, secrets: Secrets) =>
  secrets.paths.some((path) => text.includes(path)) ||
  secrets.names.some((name) => new RegExp(`\\$\\{?${name}\\b`).test(text));

/** Where a command writes what it is given to. */
function writesTo(command: Command): string | undefined {
  for (const { redirects, name, args } of [command, ...command.pipedTo]) {
    const target = redirects.find((redirect) => /^(?:>>?|>\|)$/.test(redirect.operator))?.target.text;
    if (target !== undefined) return target;
    if (name === 'tee') return args.find((word) => !word.text.startsWith('-'))?.text;
  }
  return undefined;
}

/** Programs that keep what they are told in a file of the home folder. */
function storesSetting({ name, words }: Command): boolean {
  const line = words
    .slice(1, 4)
    .map((word) => word.text)
    .join(' ');
  if (name === 'git')
    return /^config .*(?:--global|--system)|^config (?:url|http|credential)/.test(line) || /insteadof/i.test(line);
  if (/^(?:npm|yarn|pnpm|pip3?|poetry|conda|composer|bundle|gem)$/.test(name)) return /^config (?:set )?/.test(line);
  return name === 'aws' && line.startsWith('configure set');
}

/**
 * Mounts the secret where the command would write it, for a last step of root that does nothing else with either file.
 * Outside of root's home the program itself may read the file when it runs.
 */
function mountThere(instruction: RunInstruction, command: Command): Fix | undefined {
  const { stage, dockerfile, mounts, source, commands } = instruction;
  const mount = mounts.filter(({ type }) => type === 'secret').length === 1 && mounts.find((m) => m.type === 'secret');
  if (!mount || ['target', 'dst', 'destination', 'env', 'uid', 'mode'].some((name) => mount.options.has(name)))
    return undefined;
  const [from, to = command.redirects[0]?.target] = command.args;
  const isCopy =
    command.name === 'cat' ? command.args.length === 1 : command.name === 'cp' && command.args.length === 2;
  const isPlain = command.redirects.length === (command.name === 'cat' ? 1 : 0) && command.pipedTo.length === 0;
  const isWhole = from?.value === `/run/secrets/${mount.options.get('id')?.value}`;
  const path = to?.value ?? '';
  if (!isCopy || !isPlain || !isWhole || command.assignments.length > 0 || !/^\/root\/[\w./-]*[\w-]$/.test(path))
    return undefined;
  const isOnce = source.split(from.text).length === 2 && dockerfile.text.split(path).length === 2;
  const isLast = !dockerfile.instructions.some(
    (later) =>
      later.keyword === 'RUN' && later.index > instruction.index && stage && later.stage?.chain.includes(stage),
  );
  if (!isOnce || !isLast || !runsAsRoot(instruction)) return undefined;
  const { end } = mount.span;
  return dockerfileFix(`Mount the secret as ${path} in this step only`, 'review', [
    { span: { start: end, end }, text: `,target=${path}` },
    removeCommand(instruction, commands, command),
  ]);
}

export const secretMountPersisted = defineRule({
  id: 'secret-mount-persisted',
  title: 'Mounted build secret written into a layer',
  control: 'no-secrets-in-image',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: ['CISD:4.10', 'OWASP:D12'],
  fixable: 'sometimes', // Only where the file can be the mount itself; else the program has to read it in another way.
  subject: 'instruction',
  why: 'The mount keeps the secret out of the image, but this command writes it into a file of the layer, where everybody who pulls the image finds it.',
  remedy: 'Let the command read the mounted file or variable directly, or write under a tmpfs mount.',

  check: on(['RUN'], function* (instruction) {
    if (instruction.keyword !== 'RUN') return;
    const secrets = secretsOf(instruction);
    if (secrets.paths.length === 0 && secrets.names.length === 0) return;
    for (const command of instruction.commands) {
      const text = command.words.map((word) => word.raw).join(' ');
      if (!mentions(text, secrets) || command.nesting === 'substitution') continue;
      const operands = command.args.filter((word) => !word.text.startsWith('-'));
      const copies = /^(?:cp|install|mv|ln)$/.test(command.name) && command.name !== 'ln';
      const target = copies
        ? operands.at(-1)?.text
        : /^(?:cat|echo|printf|sed|envsubst|base64|jq)$/.test(command.name)
          ? writesTo(command)
          : undefined;
      const isKept = target !== undefined && secrets.kept.some((folder) => target.startsWith(folder));
      const source = copies ? (operands.at(-1)?.text ?? '') : '';
      const isWrite = target !== undefined && !isKept && !(copies && mentions(source, secrets));
      if (!isWrite && !storesSetting(command)) continue;
      yield {
        at: command.span,
        message: `A step of ${placeName(instruction)} writes its mounted secret into the layer.`,
        severity: instruction.stage?.ships === false ? milder('high') : 'high',
        fix: () => mountThere(instruction, command),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN --mount=type=secret,id=n «cat /run/secrets/n > /root/.npmrc» && npm ci\n',
      good: 'FROM debian:13.1\nRUN --mount=type=secret,id=n,target=/root/.npmrc npm ci\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN --mount=type=secret,id=n \\\n    mkdir -p /root/.aws && \\\n    «cp /run/secrets/n /root/.aws/credentials» && \\\n    make\n',
      good: 'FROM debian:13.1\nRUN --mount=type=secret,id=n,target=/root/.aws/credentials \\\n    mkdir -p /root/.aws && \\\n    make\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN --mount=type=secret,id=n «cat /run/secrets/n > /root/.npmrc» && npm ci\nRUN npm run build\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN --mount=type=secret,id=n «cat /run/secrets/n > /root/.npmrc» && npm ci && rm /root/.npmrc\n',
    },
    {
      bad: 'FROM debian:13.1\nUSER 10001\nRUN --mount=type=secret,id=n «cat /run/secrets/n > /app/.npmrc» && npm ci\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN --mount=type=secret,id=t,env=T «npm config set //r.example/:_authToken=$T» && npm ci\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN --mount=type=secret,id=t «git config --global url.https://$(cat /run/secrets/t)@h/.insteadOf https://h/»\n',
    },
    { bad: 'FROM debian:13.1\nRUN --mount=type=secret,id=n «cp /run/secrets/n /app/.env» && make\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN --mount=type=secret,id=n,target=/root/.npmrc npm ci\n',
    'FROM debian:13.1\nRUN --mount=type=secret,id=t --mount=type=tmpfs,target=/tmp cat /run/secrets/t > /tmp/t\n',
    'FROM debian:13.1\nRUN --mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) make > /log\n',
    'FROM debian:13.1\nRUN --mount=type=secret,id=t,env=T curl -H "X: $T" -o /a https://h\n',
  ],
});

export const german = {
  title: 'Eingebundenes Build-Geheimnis in eine Schicht geschrieben',
  why: 'Die Einbindung hält das Geheimnis aus dem Image, aber dieser Befehl schreibt es in eine Datei der Schicht, wo jeder es findet, der das Image zieht.',
  remedy: 'Den Befehl die eingebundene Datei oder Variable direkt lesen lassen oder unter einen tmpfs-Mount schreiben.',
  says: {
    'Mount the secret as {0} in this step only': 'Das Geheimnis nur in diesem Schritt als {0} einbinden',
    'A step of {0} writes its mounted secret into the layer.':
      'Ein Schritt in {0} schreibt sein eingebundenes Geheimnis in die Schicht.',
  },
};
