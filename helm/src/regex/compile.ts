import { parseRegex, RegexError, type Tree } from './parse';

export { RegexError };

/** One step of a compiled pattern. */
export type Instruction =
  | { readonly op: 'char'; readonly test: (code: number) => boolean }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly holds: (before: number, after: number) => boolean }
  | { readonly op: 'match' };

/** A compiled pattern. */
export interface Regex {
  readonly program: readonly Instruction[];
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

const MAX_PROGRAM = 20_000;

/** Compiles a pattern in RE2's syntax for a matcher that never backtracks. */
export function compileRegex(source: string): Regex {
  const parsed = parseRegex(source);
  const program: Instruction[] = [];
  emit(program, { type: 'group', index: 0, of: parsed.tree });
  program.push({ op: 'match' });
  return { program, groups: parsed.groups + 1, names: parsed.names };
}

function emit(program: Instruction[], tree: Tree): void {
  if (program.length > MAX_PROGRAM) throw new RegexError('This regular expression is too large.');
  switch (tree.type) {
    case 'char':
      program.push({ op: 'char', test: tree.test });
      return;
    case 'assert':
      program.push({ op: 'assert', holds: tree.holds });
      return;
    case 'sequence':
      for (const part of tree.parts) emit(program, part);
      return;
    case 'group':
      program.push({ op: 'save', slot: tree.index * 2 });
      emit(program, tree.of);
      program.push({ op: 'save', slot: tree.index * 2 + 1 });
      return;
    case 'choice':
      emitChoice(program, tree.options);
      return;
    case 'repeat':
      emitRepeat(program, tree);
  }
}

function emitChoice(program: Instruction[], options: readonly Tree[]): void {
  const jumps: { op: 'jump'; to: number }[] = [];
  options.forEach((option, i) => {
    if (i === options.length - 1) {
      emit(program, option);
      return;
    }
    const split = { op: 'split' as const, first: program.length + 1, second: 0 };
    program.push(split);
    emit(program, option);
    const jump = { op: 'jump' as const, to: 0 };
    program.push(jump);
    jumps.push(jump);
    split.second = program.length;
  });
  for (const jump of jumps) jump.to = program.length;
}

function emitRepeat(program: Instruction[], tree: Tree & { type: 'repeat' }): void {
  for (let i = 0; i < tree.min; i++) emit(program, tree.of);
  const prefer = (split: { first: number; second: number }, inside: number, outside: number) => {
    split.first = tree.greedy ? inside : outside;
    split.second = tree.greedy ? outside : inside;
  };
  if (tree.max === undefined) {
    const split = { op: 'split' as const, first: 0, second: 0 };
    const at = program.push(split) - 1;
    emit(program, tree.of);
    program.push({ op: 'jump', to: at });
    prefer(split, at + 1, program.length);
    return;
  }
  const splits: { split: { op: 'split'; first: number; second: number }; at: number }[] = [];
  for (let i = tree.min; i < tree.max; i++) {
    const split = { op: 'split' as const, first: 0, second: 0 };
    splits.push({ split, at: program.push(split) - 1 });
    emit(program, tree.of);
  }
  for (const { split, at } of splits) prefer(split, at + 1, program.length);
}
