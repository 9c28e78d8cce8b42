import { remember } from '../commands/remember';
import type { Instruction, Stage } from '../dockerfile';
import type { With } from './judge';
import { lastInFront } from './scope';

type Keyword = Instruction['keyword'];

const byKeyword = remember((stage: Stage) => {
  const found = new Map<Keyword, Instruction[]>();
  for (const instruction of stage.instructions) {
    const list = found.get(instruction.keyword);
    if (list) list.push(instruction);
    else found.set(instruction.keyword, [instruction]);
  }
  return found;
});

/** The instructions of a stage with one keyword, searched for once: many rules ask at each of thousands of steps. */
export function ofKind<K extends Keyword>(stage: Stage, keyword: K): readonly With<K>[] {
  return (byKeyword(stage).get(keyword) ?? []) as unknown as readonly With<K>[];
}

/** The last of them in front of an instruction. */
export function lastBefore<K extends Keyword>(stage: Stage, keyword: K, index: number): With<K> | undefined {
  return lastInFront(ofKind(stage, keyword), index);
}

/** Whether an ENV of the stage, or of a stage below, gives a variable some value, known or not. */
export function setsVariable(stage: Stage, name: string): boolean {
  return stage.chain.some((part) =>
    ofKind(part, 'ENV').some(({ variables }) => variables.some((variable) => variable.name === name)),
  );
}
