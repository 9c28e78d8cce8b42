import type { Dockerfile, Instruction, Stage } from '../model/dockerfile';
import { watched } from '../model/dockerfile/around';
import type { KeywordCheck } from '../model/dockerfile/judge';
import type { SourceFile } from '../report';
import type { Finding, Rule } from '../rule';
import { contains, type Span, span } from '../text/span';
import { mostFindings } from './enough';
import { ask, MovedFinding, once, type RunRules, rulesFor } from './run';

/** What is remembered of a Dockerfile: what was found in its stages and instructions, by their text and what is known of it. */
export interface KnownDockerfile {
  /** The stages with all that any answer may depend on without asking. */
  readonly stages: string;
  readonly parts: ReadonlyMap<string, KnownPart>;
  /** Small numbers for long texts that parts depend on. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly nextNumber: number;
}

interface KnownPart {
  readonly start: number;
  /** What rules said that looked at nothing else, without their fixes. */
  readonly findings: readonly Finding[];
  /** Rules that looked at more; they are asked again. */
  readonly around: readonly Rule[];
}

interface Part {
  readonly key: string;
  readonly range: Span;
  readonly scope: readonly Span[];
  readonly subject: Stage | Instruction;
  /** Where it may look without being asked again. */
  readonly within: ReadonlySet<Stage>;
  readonly rules: readonly Rule[];
}

const nowhere: ReadonlySet<Stage> = new Set();

/** Judges stages and instructions, and remembers what only they themselves decide. Returns from where on it gave up. */
export function judgeAgain(
  file: SourceFile,
  dockerfile: Dockerfile,
  before: KnownDockerfile | undefined,
  run: RunRules,
  into: Finding[],
): { readonly known: KnownDockerfile; readonly stopped: number | undefined } {
  const stages = describeStages(dockerfile);
  const old = before?.stages === stages ? before : undefined;
  const parts = new Map<string, KnownPart>();
  const numbers = numbering(old);
  const judge = (all: Iterable<Part>): number | undefined => {
    const most = into.length + mostFindings;
    for (const part of all) {
      const known = parts.get(part.key) ?? old?.parts.get(part.key);
      if (known) tellAgain(part, known, file, run, into);
      parts.set(part.key, known ?? judgeNew(part, file, run, into));
      if (into.length >= most) return into.reduce((furthest, { span }) => Math.max(furthest, span.start), 0);
    }
    return undefined;
  };
  const ofStages = judge(stageParts(file.text, dockerfile, run, numbers.of));
  const ofInstructions = judge(instructionParts(file.text, dockerfile, run, numbers.of));
  const stopped = ofInstructions ?? ofStages;
  return { known: { stages, parts, ...numbers.used() }, stopped };
}

/** What every answer may depend on: how stages are called, which of them ship, and what they run on. */
function describeStages({ stages, escapeChar }: Dockerfile): string {
  const each = stages.map(({ name, ships, os, parent }) => [name ?? '', ships, os, parent?.index ?? ''].join(' '));
  return [escapeChar, ...each].join('\n');
}

type NumberOf = (text: string) => number;

/** Gives texts numbers, the same as the last time to those that were there. */
function numbering(old: KnownDockerfile | undefined) {
  const numbers = new Map<string, number>();
  let nextNumber = old?.nextNumber ?? 1;
  const of: NumberOf = (text) => {
    const number = numbers.get(text) ?? old?.numbers.get(text) ?? nextNumber++;
    numbers.set(text, number);
    return number;
  };
  return { of, used: () => ({ numbers, nextNumber }) };
}

/** A stage depends on those it is built on, and on the ARGs in front of all. */
function* stageParts(text: string, dockerfile: Dockerfile, run: RunRules, numberOf: NumberOf): Generator<Part> {
  const rules = rulesFor(run, 'stage');
  const numbers = new Map<Stage | undefined, number>();
  numbers.set(undefined, numberOf(dockerfile.globalArgs.map((arg) => textOf(text, rangeOf(arg))).join('')));
  for (const stage of dockerfile.stages) {
    const range = span(rangeOf(stage.from).start, rangeOf(stage.instructions.at(-1) ?? stage.from).end);
    const number = numberOf(`${stage.index} ${numbers.get(stage.parent)} ${textOf(text, range)}`);
    numbers.set(stage, number);
    const within = new Set(stage.chain);
    yield { key: `stage ${number}`, range, scope: [stage.span], subject: stage, within, rules };
  }
}

/** An instruction depends on the variables and the shell that are set in front of it. */
function* instructionParts(text: string, dockerfile: Dockerfile, run: RunRules, numberOf: NumberOf): Generator<Part> {
  const settings = new Map<Stage | undefined, number>();
  for (const instruction of dockerfile.instructions) {
    const { stage, keyword, onbuild } = instruction;
    const set = settings.get(stage) ?? settings.get(stage?.parent) ?? 0;
    const range = rangeOf(instruction);
    const own = textOf(text, range);
    const key = [stage?.index ?? '', set, keyword, onbuild, own].join(' ');
    const scope = stage ? [stage.span, instruction.span] : [instruction.span];
    yield { key, range, scope, subject: instruction, within: nowhere, rules: rulesOn(run, keyword) };
    const sets = keyword === 'ARG' || keyword === 'ENV' || keyword === 'SHELL';
    settings.set(stage, sets ? numberOf(`${set} ${own}`) : set);
  }
}

/** An instruction with the comments above it. */
function rangeOf({ comments, lines }: Instruction): Span {
  return span(comments[0]?.span.start ?? lines.start, lines.end);
}

function textOf(text: string, range: Span): string {
  return text.slice(range.start, range.end);
}

const byKeyword = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>();

function rulesOn(run: RunRules, keyword: string): readonly Rule[] {
  const table = byKeyword.get(run.rules) ?? new Map<string, readonly Rule[]>();
  byKeyword.set(run.rules, table);
  const known = table.get(keyword);
  if (known) return known;
  const rules = rulesFor(run, 'instruction').filter(
    ({ check }) => (check as KeywordCheck).keywords?.has(keyword) ?? true,
  );
  table.set(keyword, rules);
  return rules;
}

function judgeNew(part: Part, file: SourceFile, run: RunRules, into: Finding[]): KnownPart {
  const findings: Finding[] = [];
  const around: Rule[] = [];
  for (const rule of part.rules) {
    const found: Finding[] = [];
    const { lookedAround } = watched(part.within, () => ask(run, rule, part.subject, file.path, part.scope, found));
    for (const finding of found) into.push(finding);
    if (lookedAround || !found.every((finding) => isInside(finding, part.range))) around.push(rule);
    else for (const finding of found) findings.push(withoutFix(finding));
  }
  return { start: part.range.start, findings, around };
}

function isInside({ span: at, related }: Finding, range: Span): boolean {
  return contains(range, at) && related.every((other) => other.file === undefined && contains(range, other.at));
}

function withoutFix(finding: Finding): Finding {
  return { ...finding, scope: [], fix: () => undefined };
}

function tellAgain(part: Part, known: KnownPart, file: SourceFile, run: RunRules, into: Finding[]): void {
  const { scope, subject, range } = part;
  const nth = new Map<string, number>();
  for (const finding of known.findings) {
    const index = nth.get(finding.rule) ?? 0;
    nth.set(finding.rule, index + 1);
    // A fix is about the text as it is now, so the rule is asked for it once more.
    const fix = once(() => {
      const found: Finding[] = [];
      const rule = part.rules.find(({ id }) => id === finding.rule);
      if (rule) ask(run, rule, subject, file.path, scope, found);
      return found[index]?.fix();
    });
    into.push(new MovedFinding(finding, range.start - known.start, { scope, fix }));
  }
  for (const rule of known.around) ask(run, rule, subject, file.path, scope, into);
}
