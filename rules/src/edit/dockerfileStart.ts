import type { UnguardedStart } from '../model/commands/safeguards';
import type { SaferStart } from '../model/commands/servers';
import type { Instruction, Stage } from '../model/dockerfile';
import { insertBeforeStart } from '../model/dockerfile/users';
import type { Command } from '../parse/shell';
import type { Fix } from '../rule';
import { appendArgument, dockerfileFix, removeWords, replacePart } from './dockerfileEdit';

/** Starts a server without the risk in its command. */
export function startSafer(instruction: Instruction, command: Command, safer: SaferStart | undefined): Fix | undefined {
  if (!safer) return undefined;
  if (!('leaveOut' in safer)) {
    const { title, word, part, by } = safer;
    return dockerfileFix(title, 'review', [replacePart(instruction.dockerfile, word, part, by)]);
  }
  if (safer.refusesRoot && instruction.stage?.user.root !== false) return undefined;
  return dockerfileFix(
    safer.title,
    'review',
    safer.leaveOut.map((words) => removeWords(instruction, command, words)),
  );
}

/** Starts a server with a safeguard that is the same for everybody. */
export function startGuarded(stage: Stage, { server, safeguard }: UnguardedStart): Fix | undefined {
  const { args, command, last } = server;
  const { option, variable, answer } = safeguard;
  if (answer === undefined) return undefined;
  if (option === undefined) {
    const line = `ENV ${variable}=${answer}`;
    return dockerfileFix(`Set ${variable}=${answer}`, 'review', [insertBeforeStart(stage, [line], `ENV ${variable}`)]);
  }
  // Another value stands there, and somebody may have meant it.
  if (args.some(({ text }) => text.replaceAll('_', '-').startsWith(option))) return undefined;
  const start = [stage.cmd, stage.entrypoint].find(
    (found) => found && found.span.start <= last.span.start && last.span.end <= found.span.end,
  );
  return start && dockerfileFix(`Add ${answer}`, 'review', [appendArgument(start, command?.words ?? args, answer)]);
}
