import type { Command } from '../../parse/shell';

/** The subcommand of git behind its own options; `lfs clone` counts as `clone`. */
export function gitVerb({ name, args }: Command): string {
  if (name !== 'git') return '';
  let at = 0;
  while (args[at]?.text.startsWith('-')) at += /^-[cC]$/.test(args[at]?.text ?? '') ? 2 : 1;
  if (args[at]?.text === 'lfs') at++;
  return args[at]?.text ?? '';
}

/** Whether a text names a whole commit, or a variable that may. */
export function namesCommit(text: string): boolean {
  return /(?:^|[\s=@])(?:[0-9a-f]{40}|[0-9a-f]{64})$|^\$/i.test(text);
}

/** Whether these commands go to a commit by its whole name. */
export function checksOutCommit(commands: readonly Command[]): boolean {
  return commands.some(
    (command) =>
      /^(?:checkout|reset|switch|fetch|update)$/.test(gitVerb(command)) &&
      command.args.some((word) => namesCommit(word.text) || word.value === undefined),
  );
}
