import { dockerfileFix, removeCommand } from '../../edit/dockerfileEdit';
import type { Command } from '../../parse/shell';
import { buildCommands, type KeywordCheck, on, placeName } from './judge';

/** A check that tells of steps of the image that weaken something, and leaves them out: `weakens` says what a command does. */
export function weakeningSteps(weakens: (command: Command) => string | undefined, programs: RegExp): KeywordCheck {
  return on(
    ['RUN'],
    function* (instruction) {
      if (instruction.stage?.ships === false) return;
      const commands = buildCommands(instruction);
      for (const command of commands) {
        const what = weakens(command);
        if (!what) continue;
        yield {
          at: command.span,
          message: `A step of ${placeName(instruction)} ${what}.`,
          fix: () => dockerfileFix('Leave the step out', 'review', [removeCommand(instruction, commands, command)]),
        };
      }
    },
    programs,
  );
}
