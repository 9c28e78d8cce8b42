import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';
import type { Span } from '../text/span';

const off = /StrictHostKeyChecking[= ]\s*(?:no|off)\b|UserKnownHostsFile[= ]\s*\/dev\/null/i;

function weakPlace(command: Command): Span | undefined {
  const usesSsh = /^(?:ssh|scp|sftp|rsync|git|echo|printf|export|env|ansible.*)$/.test(command.name);
  const word = usesSsh ? command.args.find(({ text }) => off.test(text)) : undefined;
  if (word) return word.span;
  const assigned = command.assignments.find(({ name, value }) => /SSH/.test(name) && off.test(value.text));
  if (assigned) return assigned.span;
  return command.redirects.find((redirect) => off.test(redirect.body?.text ?? ''))?.span;
}

/** Scanned keys are what the network says they are, unless they are compared with something. */
function trustsScan(command: Command, all: readonly Command[]): boolean {
  if (command.name !== 'ssh-keyscan') return false;
  const writes = [command, ...command.pipedTo].some(
    ({ redirects, name }) => name === 'tee' || redirects.some(({ operator }) => operator.startsWith('>')),
  );
  return writes && !all.some(({ name }) => /^(?:ssh-keygen|sha256sum|diff|cmp|grep)$/.test(name));
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
  fixable: 'never', // The real key of the host is not written anywhere.
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
          yield { at: span, message: `ENV ${name} in ${where} accepts any SSH host key.` };
        }
      }
      const commands = buildCommands(instruction);
      for (const command of commands) {
        const at = weakPlace(command);
        if (at) {
          yield {
            at,
            message: `A step of ${where} accepts any SSH host key.`,
            severity: severityIn(instruction.stage, 'medium'),
          };
        } else if (trustsScan(command, commands)) {
          yield {
            at: command.span,
            message: `A step of ${where} trusts whatever SSH host key the network answers with.`,
            severity: 'low',
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
      bad: 'FROM debian:13.1\nENV «GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no"»\nRUN «ssh-keyscan github.com >> ~/.ssh/known_hosts»\n',
    },
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
    'A step of {0} trusts whatever SSH host key the network answers with.':
      'Ein Schritt in {0} vertraut jedem SSH-Hostschlüssel, mit dem das Netz antwortet.',
  },
};
