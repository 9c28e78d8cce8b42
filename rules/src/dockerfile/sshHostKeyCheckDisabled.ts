import { dockerfileFix, isEditable, replacePart } from '../edit/dockerfileEdit';
import { publishedKeys } from '../model/commands/hostKeys';
import type { Instruction } from '../model/dockerfile';
import { buildCommands, isEndless, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command, Value } from '../parse/shell';
import { defineRule, type Fix } from '../rule';
import type { Span } from '../text/span';

const off = /StrictHostKeyChecking[= ]\s*(?:no|off)\b|UserKnownHostsFile[= ]\s*\/dev\/null/i;

function weakPlace(command: Command): (Partial<Value> & { span: Span }) | undefined {
  const usesSsh = /^(?:ssh|scp|sftp|rsync|git|echo|printf|export|env|ansible.*)$/.test(command.name);
  const word = usesSsh ? command.args.find(({ text }) => off.test(text)) : undefined;
  if (word) return word;
  const assigned = command.assignments.find(({ name, value }) => /SSH/.test(name) && off.test(value.text));
  if (assigned) return { ...assigned.value, span: assigned.span };
  const written = command.redirects.find((redirect) => off.test(redirect.body?.text ?? ''));
  return written && { span: written.span };
}

/** Scanned keys are what the network says they are, unless they are compared with something. */
function trustsScan(command: Command, all: readonly Command[]): boolean {
  if (command.name !== 'ssh-keyscan') return false;
  const writes = [command, ...command.pipedTo].some(
    ({ redirects, name }) => name === 'tee' || redirects.some(({ operator }) => operator.startsWith('>')),
  );
  return writes && !all.some(({ name }) => /^(?:ssh-keygen|sha256sum|diff|cmp|grep)$/.test(name));
}

/** Writes the key that the host publishes in place of what the network answers. */
function writeKey(instruction: Instruction, command: Command): Fix | undefined {
  const keys = publishedKeys(command);
  const [first] = command.words;
  const last = command.words.at(-1);
  if (!keys || !first || !last || command.nesting !== undefined || !isEditable(instruction, command)) return undefined;
  const lines = keys.map((key) => `"${key}"`).join(' ');
  const text = keys.length > 1 ? `printf '%s\\n' ${lines}` : `echo ${lines}`;
  const hosts = keys.map((key) => key.split(' ')[0]).join(', ');
  return dockerfileFix(`Write the published key of ${hosts}`, 'review', [
    { span: { start: first.span.start, end: last.span.end }, text },
  ]);
}

/** Whether something in front has told which keys hosts have. */
function knowsHosts(instruction: Instruction): boolean {
  if (isEndless(instruction)) return false;
  const { index } = instruction;
  return (instruction.stage?.instructions ?? []).some((other) => {
    if (other.index > index) return false;
    if (other.keyword === 'COPY' || other.keyword === 'ADD') return /known_hosts/.test(other.argumentsText);
    return buildCommands(other).some(({ redirects }) =>
      redirects.some(
        ({ operator, target }) => operator.startsWith('>') && /ssh_known_hosts|\/known_hosts$/.test(target.text),
      ),
    );
  });
}

function checkKeys(instruction: Instruction, { raw, text, span }: Partial<Value> & { span: Span }): Fix | undefined {
  if (raw === undefined || text === undefined || instruction.onbuild || /UserKnownHostsFile/i.test(text))
    return undefined;
  const [part = ''] = /StrictHostKeyChecking[= ]\s*(?:no|off)\b/i.exec(raw) ?? [];
  if (part === '' || !knowsHosts(instruction)) return undefined;
  const start = instruction.dockerfile.text.indexOf(raw, span.start);
  const value = { span: { start, end: start + raw.length }, raw, text, value: text };
  return dockerfileFix('Refuse hosts with another key than the one they are known by', 'review', [
    replacePart(instruction.dockerfile, value, part, part.replace(/(?:no|off)$/i, 'yes')),
  ]);
}

export const sshHostKeyCheckDisabled = defineRule({
  id: 'ssh-host-key-check-disabled',
  title: 'SSH host verification disabled',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'medium',
  stride: ['S'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12'],
  fixable: 'sometimes', // Only for hosts that publish their key, or where hosts are known already.
  subject: 'instruction',
  why: 'Without a known host key anybody on the way can answer in place of the server and hand out other code.',
  remedy: 'Write the published host key into known_hosts: `echo "github.com ssh-ed25519 ..." >> ~/.ssh/known_hosts`.',

  check: on(
    ['RUN', 'ENV'],
    function* (instruction) {
      const where = placeName(instruction);
      if (instruction.keyword === 'ENV') {
        for (const { name, value, span } of instruction.variables) {
          if (!/SSH/.test(name) || !off.test(value?.text ?? '')) continue;
          yield {
            at: span,
            message: `ENV ${name} in ${where} accepts any SSH host key.`,
            fix: () => value && checkKeys(instruction, value),
          };
        }
      }
      const commands = buildCommands(instruction);
      for (const command of commands) {
        const weak = weakPlace(command);
        if (weak) {
          yield {
            at: weak.span,
            message: `A step of ${where} accepts any SSH host key.`,
            severity: severityIn(instruction.stage, 'medium'),
            fix: () => checkKeys(instruction, weak),
          };
        } else if (trustsScan(command, commands)) {
          yield {
            at: command.span,
            message: `A step of ${where} trusts whatever SSH host key the network answers with.`,
            severity: 'low',
            fix: () => writeKey(instruction, command),
          };
        }
      }
    },
    /^(?:ssh|scp|sftp|rsync|git|echo|printf|export|env|ansible.*|ssh-keyscan|cat|tee)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN ssh -o «StrictHostKeyChecking=no» host && echo «"StrictHostKeyChecking no"» >> /etc/ssh/ssh_config\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN mkdir -p ~/.ssh && «ssh-keyscan -t rsa github.com >> ~/.ssh/known_hosts» # once\n',
      good: 'FROM debian:13.1\nRUN mkdir -p ~/.ssh && echo "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl" >> ~/.ssh/known_hosts # once\n',
    },
    { bad: 'FROM debian:13.1\nRUN «ssh-keyscan git.example >> ~/.ssh/known_hosts»\n' },
    {
      bad: 'FROM debian:13.1\nCOPY known_hosts /root/.ssh/\nENV «GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no"»\n',
      good: 'FROM debian:13.1\nCOPY known_hosts /root/.ssh/\nENV GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=yes"\n',
    },
    {
      bad: 'FROM debian:13.1\nCOPY known_hosts /root/.ssh/\nRUN scp -o «StrictHostKeyChecking=no» a@host:/b /c\n',
      good: 'FROM debian:13.1\nCOPY known_hosts /root/.ssh/\nRUN scp -o StrictHostKeyChecking=yes a@host:/b /c\n',
    },
    { bad: 'FROM debian:13.1\nENV «GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no"»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN ssh -o StrictHostKeyChecking=accept-new host\n',
    'FROM debian:13.1\nRUN ssh-keyscan h > k && ssh-keygen -lf k | grep SHA256:abc\n',
    'FROM debian:13.1\nRUN make StrictHostKeyChecking=no\n',
  ],
});

export const german = {
  title: 'SSH-Hostprüfung abgeschaltet',
  why: 'Ohne bekannten Hostschlüssel kann jeder unterwegs anstelle des Servers antworten und anderen Code ausgeben.',
  remedy:
    'Den veröffentlichten Hostschlüssel in known_hosts schreiben: `echo "github.com ssh-ed25519 ..." >> ~/.ssh/known_hosts`.',
  says: {
    'ENV {0} in {1} accepts any SSH host key.': 'ENV {0} in {1} akzeptiert jeden SSH-Hostschlüssel.',
    'A step of {0} accepts any SSH host key.': 'Ein Schritt in {0} akzeptiert jeden SSH-Hostschlüssel.',
    'Write the published key of {0}': 'Den veröffentlichten Schlüssel von {0} schreiben',
    'Refuse hosts with another key than the one they are known by':
      'Hosts mit einem anderen Schlüssel als dem bekannten ablehnen',
    'A step of {0} trusts whatever SSH host key the network answers with.':
      'Ein Schritt in {0} vertraut jedem SSH-Hostschlüssel, mit dem das Netz antwortet.',
  },
};
