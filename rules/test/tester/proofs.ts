import type { Context } from '../../src/context';
import type { Engine } from '../../src/engine';
import { fixUntilStable } from '../../src/fix';
import type { Report, SourceFile } from '../../src/report';
import type { Finding } from '../../src/rule';

/** What one proof needs: a file, and the engine that judges it. */
export interface Trial {
  readonly file: SourceFile;
  readonly context: Context;
  readonly engine: Engine;
}

const comments = (text: string) =>
  text.split(/\r\n|\n|\r/).flatMap((line) => {
    const found = /(?:^|\s)(#.*)$/.exec(line)?.[1];
    // Ignore comments are ours: their own rules may change them. A directive is none: it names what runs the build.
    return found && !/bulkhead-ignore|^#\s*syntax\s*=/.test(found) ? [found.trimEnd()] : [];
  });

const endings = (text: string) =>
  [/\r\n/.test(text), /(^|[^\r])\n/.test(text), /\r(?!\n)/.test(text), /[\n\r]$/.test(text)].join();

const stages = (text: string) => text.match(/^\s*FROM\s.*$/gim)?.map((line) => line.replace(/@sha256:\S+/, '')) ?? [];

const counted = (findings: readonly Finding[]) => {
  const table = new Map<string, number>();
  for (const finding of findings) table.set(finding.rule, (table.get(finding.rule) ?? 0) + 1);
  return table;
};

/** Applies every fix until none is left and lists what does not hold afterwards. Empty: the fixes are sound. */
export function unsoundness(trial: Trial): { complaints: string[]; text: string } {
  const { engine, file, context } = trial;
  const complaints: string[] = [];
  const before = engine.check(file, context);
  const offered = before.findings.filter((finding) => finding.fix() !== undefined);
  for (const finding of offered) {
    const fix = finding.fix();
    if (fix && fix.edits.length === 0) complaints.push(`the fix of ${finding.rule} changes nothing`);
    if (fix && fix.title.trim() === '') complaints.push(`the fix of ${finding.rule} has no title`);
  }
  const result = fixUntilStable(engine, file, context, { safety: 'review' });
  const after = engine.check({ ...file, text: result.text }, context);
  if (!result.settled) complaints.push(`fixes do not settle (${result.rounds} rounds)`);
  complaints.push(...remaining(after), ...arrived(before, after), ...damage(file.text, result.text));
  if (before.notes.length === 0 && after.notes.length > 0)
    complaints.push(`no longer parses: ${after.notes[0]?.message}`);
  if (before.kind !== after.kind) complaints.push('is no longer recognised');
  const twice = fixUntilStable(engine, { ...file, text: result.text }, context, { safety: 'review' });
  if (twice.text !== result.text) complaints.push('a second run changes it again');
  return { complaints, text: result.text };
}

function remaining(after: Report): string[] {
  return after.findings.filter((f) => f.fix() !== undefined).map((f) => `${f.rule} still offers a fix after fixing`);
}

function arrived(before: Report, after: Report): string[] {
  const had = counted(before.findings);
  return [...counted(after.findings)]
    .filter(([rule, n]) => n > (had.get(rule) ?? 0))
    .map(([rule]) => `${rule} came with the fix`);
}

function damage(before: string, after: string): string[] {
  const complaints: string[] = [];
  if (before === after) return complaints;
  const left = comments(after);
  for (const comment of comments(before)) {
    const at = left.indexOf(comment);
    if (at < 0) complaints.push(`lost the comment "${comment}"`);
    else left.splice(at, 1);
  }
  if (endings(before) !== endings(after)) complaints.push('changed the line endings');
  if (before.startsWith('\uFEFF') !== after.startsWith('\uFEFF')) complaints.push('changed the byte order mark');
  const had = stages(before);
  const has = stages(after);
  if (had.length !== has.length) complaints.push('changed the list of stages');
  return complaints;
}
