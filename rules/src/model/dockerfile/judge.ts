import type { Context } from '../../context';
import type { Command } from '../../parse/shell';
import type { Problem, Severity } from '../../rule';
import { remember } from '../commands/remember';
import type { Instruction, Stage } from '../dockerfile';

const order: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

/** One step less serious. */
export function milder(severity: Severity): Severity {
  return order[Math.max(0, order.indexOf(severity) - 1)] ?? severity;
}

/** The usual severity in stages that are part of the image, one step less in those that are thrown away. */
export function severityIn(stage: Stage | undefined, severity: Severity): Severity {
  return stage === undefined || stage.ships ? severity : milder(severity);
}

/** Whether a file has more steps than anybody writes: what would look at all of them for each is left out there. */
export const isEndless = ({ dockerfile }: Instruction) => dockerfile.instructions.length > 5_000;

/** How a message calls the place of an instruction. */
export function placeName(instruction: Instruction): string {
  return instruction.stage?.label ?? 'the build';
}

/** A sentence begins with a capital. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The commands an instruction runs in the build. */
export function buildCommands(instruction: Instruction): readonly Command[] {
  return instruction.keyword === 'RUN' ? instruction.commands : [];
}

/** The commands an instruction runs in the build, at start or as health check. */
export function allCommands(instruction: Instruction): readonly Command[] {
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
      return instruction.commands;
    default:
      return [];
  }
}

/** A short form of a text for messages. */
export function shortened(text: string, length = 60): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 3)}...`;
}

const nothing: readonly Problem[] = [];

/** The instructions that may have one of these keywords; COPY and ADD share a type. */
export type With<K> = Instruction extends infer I
  ? I extends { readonly keyword: infer J }
    ? [Extract<J, K>] extends [never]
      ? never
      : I
    : never
  : never;

/** Names of the programs that an instruction runs, one a line. */
const programsOf = remember((instruction: Instruction) =>
  allCommands(instruction)
    .map(({ name }) => name)
    .join('\n'),
);

/** A check with the keywords it looks at. */
export type KeywordCheck = ((instruction: Instruction, context: Context) => Iterable<Problem>) & {
  readonly keywords?: ReadonlySet<string>;
};

/**
 * Looks only at instructions with these keywords and, where `programs` (with the flag m) is given, only at those that run
 * such a program. Most rules have nothing to say about most instructions, and this is how that costs next to nothing.
 */
export function on<K extends Instruction['keyword']>(
  keywords: readonly K[],
  check: (instruction: With<K>, context: Context) => Iterable<Problem>,
  programs?: RegExp,
): KeywordCheck {
  const wanted = new Set<string>(keywords);
  const narrow = (instruction: Instruction, context: Context) => {
    if (!wanted.has(instruction.keyword)) return nothing;
    if (programs && 'script' in instruction && !programs.test(programsOf(instruction))) return nothing;
    return check(instruction as With<K>, context);
  };
  return Object.assign(narrow, { keywords: wanted });
}
