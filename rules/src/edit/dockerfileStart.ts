import type { SaferStart } from '../model/commands/servers';
import type { Instruction } from '../model/dockerfile';
import type { Command } from '../parse/shell';
import type { Fix } from '../rule';
import { dockerfileFix, removeWords, replacePart } from './dockerfileEdit';

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
