import type { PathNode } from '../value/path';
import type { Frame, Piece, Site, Span, Text } from '../value/text';
import type { Value } from '../value/value';
import type { Node } from './ast';

/** Limits of one rendering: a chart is an untrusted program. */
export interface Budget {
  /** Nodes and calls evaluated. */
  readonly steps: number;
  /** Nested includes and tpl calls. */
  readonly depth: number;
  /** Characters written, over all includes. */
  readonly output: number;
}

/** Generous for real charts (the largest known take a tenth), yet over in a second or two. */
export const DEFAULT_BUDGET: Budget = { steps: 3_000_000, depth: 200, output: 32_000_000 };

/** A template that can be called by name. `file` is where it stands, for positions. */
export interface Callable {
  readonly name: string;
  readonly file: string;
  readonly body: readonly Node[];
  /** The text it was defined in, when tpl ran that. */
  readonly source?: Text;
}

/**
 * What stopped or bent a rendering. `error` is what real Helm refuses, `required` and `fail` are the chart asking for
 * values, `unsupported` is a function this renderer does not have, `missing` an include of a template that is not there.
 */
export interface RenderProblem {
  readonly kind: 'error' | 'required' | 'fail' | 'unsupported' | 'missing' | 'budget';
  readonly message: string;
  readonly file: string;
  readonly span: Span;
  readonly frame: Frame | undefined;
}

/** A condition that is Unknown: the rendering took `taken`, and could have taken the other branch. */
export interface Fork {
  /** Names the condition, for `assumed`. */
  readonly key: string;
  readonly taken: boolean;
  readonly file: string;
  readonly span: Span;
}

/** A variable, with the values that were read to make it. */
export interface Variable {
  readonly name: string;
  value: Value;
  reads: readonly PathNode[];
}

/** A function of the template language. `traced` ones see origins and Unknown; the others see bare values. */
export interface TemplateFunction {
  readonly traced: boolean;
  readonly call: (args: readonly Value[], run: Run) => Value;
}

/** The state of one rendering. */
export interface Run {
  readonly callables: ReadonlyMap<string, Callable>;
  /** Definitions in texts that tpl runs, while it runs them. */
  readonly inner: Map<string, Callable>;
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  readonly budget: Budget;
  readonly isCancelled: (() => boolean) | undefined;
  /** How Unknown conditions are taken to turn out, by `Fork.key`. */
  readonly assumed: ReadonlyMap<string, boolean>;
  readonly forks: Map<string, Fork>;
  readonly problems: RenderProblem[];
  readonly used: Set<string>;
  readonly reads: PathNode[];
  /** The values without which the text would be another: a map that is only handed on is not among them. */
  readonly depends: Set<PathNode>;
  steps: number;
  written: number;
  depth: number;
  uncertain: number;
  file: string;
  frame: Frame | undefined;
  /** The text being executed by tpl, whose literal parts keep the origin they have there. */
  source: Text | undefined;
  out: Piece[];
  variables: Variable[];
  /** The operand whose evaluation is under way, for problems. */
  at: Span;
}

/** Ends a rendering that takes more than it may. */
export class BudgetError extends Error {}

/** What a template did that Go, Sprig or Helm refuses. */
export class TemplateError extends Error {}

/** The template of a name. */
export function callable(run: Run, name: string): Callable | undefined {
  return run.inner.get(name) ?? run.callables.get(name);
}

/** Counts one step, and stops the rendering at the limit. */
export function step(run: Run): void {
  run.steps++;
  if (run.steps > run.budget.steps) throw new BudgetError('This chart takes too many steps to render.');
  if ((run.steps & 1023) === 0 && run.isCancelled?.()) throw new BudgetError('Rendering was cancelled.');
}

/** Notes a problem at the operand under evaluation. */
export function report(run: Run, kind: RenderProblem['kind'], message: string): void {
  if (run.problems.length >= 100) return;
  const { file, start, end } = standing(run, run.at);
  run.problems.push({ kind, message, file, span: { start, end }, frame: run.frame });
}

/** The values read since `mark`, each once. */
export function readsSince(run: Run, mark: number): readonly PathNode[] {
  if (run.reads.length === mark) return NONE;
  const reads = run.reads.slice(mark);
  return reads.every((read, i) => i === 0 || read === reads[0]) ? reads.slice(0, 1) : [...new Set(reads)];
}

const NONE: readonly PathNode[] = [];

/** The place of a node in the current rendering. */
export function siteOf(run: Run, span: Span, reads: readonly PathNode[] = NONE): Site {
  // Written out: there is one for each piece, and a spread costs ten times as much.
  const { file, start, end } = standing(run, span);
  return { file, start, end, frame: run.frame, reads, uncertain: run.uncertain > 0 };
}

/** Where a node stands in a file: what tpl runs stands in none, and is known by its call. */
export function standing({ source, frame, file }: Run, { start, end }: Span): Span & { readonly file: string } {
  return source && frame ? { file: frame.file, start: frame.start, end: frame.end } : { file, start, end };
}

/** Writes pieces; those that have no place yet get that of the action that prints them. */
export function emit(run: Run, pieces: readonly Piece[], span: Span, mark: number): void {
  let site: Site | undefined;
  for (const piece of pieces) {
    run.written += piece.text.length;
    if (piece.site && !isLoose(piece.site, piece.kind)) {
      run.out.push(piece);
      continue;
    }
    site ??= siteOf(run, span, readsSince(run, mark));
    const { file, start, end } = piece.site ?? site;
    const { frame, reads, uncertain } = site;
    run.out.push(placedAt(piece, piece.site ? { file, start, end, frame, reads, uncertain } : site));
  }
  if (run.written > run.budget.output) throw new BudgetError('This chart renders to more text than is looked at.');
}

function placedAt({ text, kind, offset, path, form, skipped }: Piece, site: Site): Piece {
  return { text, kind, offset, path, form, site, skipped };
}

/** A string literal knows its place, but not yet who printed it and what decided for it. */
function isLoose(site: Site, kind: Piece['kind']): boolean {
  return kind === 'literal' && site.frame === undefined && site.reads.length === 0;
}
