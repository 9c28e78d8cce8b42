import type { Dockerfile, Flag, Instruction } from '../model/dockerfile';
import type { Command, Value } from '../parse/shell';
import type { Fix, Safety } from '../rule';
import type { Edit } from '../text/edits';
import { buildLineEnding, indentOf, lineEnd, lineStart, nextLine } from '../text/lines';
import type { Span } from '../text/span';

/** Makes a fix out of edits; none when one of them could not be made. */
export function dockerfileFix(title: string, safety: Safety, edits: readonly (Edit | undefined)[]): Fix | undefined {
  const made = edits.filter((edit): edit is Edit => edit !== undefined);
  if (made.length === 0 || made.length < edits.length) return undefined;
  return { title, safety, edits: made };
}

const matchCase = (keyword: string, like: string) => (like === like.toLowerCase() ? keyword.toLowerCase() : keyword);

/** Writes instructions the way the file writes its own: `USER` or `user`. */
function inCaseOf(instruction: Instruction, line: string): string {
  const { text } = instruction.dockerfile;
  const like = text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end);
  const blank = line.indexOf(' ');
  return blank < 0 ? line : matchCase(line.slice(0, blank), like) + line.slice(blank);
}

/** Inserts whole lines in front of an instruction and the comments that stand directly above it. */
export function insertLinesBefore(instruction: Instruction, lines: readonly string[], adds: string): Edit {
  const { text } = instruction.dockerfile;
  const first = instruction.comments[0];
  const at = first ? lineStart(text, first.span.start) : instruction.lines.start;
  const from = text.charCodeAt(at) === 0xfeff ? at + 1 : at;
  return insertion(from, wholeLines(instruction, lines), adds);
}

/** Inserts whole lines behind an instruction. */
export function insertLinesAfter(instruction: Instruction, lines: readonly string[], adds: string): Edit | undefined {
  const { text } = instruction.dockerfile;
  const at = instruction.lines.end;
  // An instruction whose last line ends in a continuation mark would swallow what is inserted.
  if (instruction.heredocs.some((heredoc) => !heredoc.closed) || endsOpen(instruction)) return undefined;
  const eol = buildLineEnding(text);
  // A carriage return alone ends the text, but no line: what is put behind it would go on in this one.
  if (text[at - 1] === '\r' && eol !== '\r') return undefined;
  const endsWithBreak = at > 0 && /[\n\r]/.test(text[at - 1] ?? '');
  if (endsWithBreak) return insertion(at, wholeLines(instruction, lines), adds);
  // A file of one unfinished line: somebody is typing.
  if (!/[\n\r]/.test(text)) return undefined;
  const indent = indentOf(text, instruction.span.start);
  return insertion(at, lines.map((line) => eol + indent + inCaseOf(instruction, line)).join(''), adds);
}

function endsOpen({ dockerfile: { text, escapeChar }, lines, heredocs }: Instruction): boolean {
  if (heredocs.length > 0) return false;
  let at = lines.end;
  while (at > lines.start && /\s/.test(text[at - 1] ?? '')) at--;
  return text[at - 1] === escapeChar;
}

function wholeLines(instruction: Instruction, lines: readonly string[]): string {
  const { text } = instruction.dockerfile;
  const indent = indentOf(text, instruction.span.start);
  const eol = buildLineEnding(text);
  return lines.map((line) => `${indent}${inCaseOf(instruction, line)}${eol}`).join('');
}

function insertion(at: number, text: string, adds: string): Edit {
  return { span: { start: at, end: at }, text, adds };
}

/** Deletes an instruction with its lines. Not possible when that would delete a comment inside it. */
export function removeInstruction(instruction: Instruction): Edit | undefined {
  const { text, comments } = instruction.dockerfile;
  const { start, end } = instruction.lines;
  if (comments.some((comment) => comment.span.start >= start && comment.span.end <= end)) return undefined;
  if (instruction.onbuild || instruction.heredocs.some((heredoc) => !heredoc.closed)) return undefined;
  if (hasSwallowedStage(instruction)) return undefined;
  const isLast = end >= text.length && !/[\n\r]$/.test(text);
  if (!isLast) return { span: { start, end }, text: '' };
  // Without a final line break the one in front goes, so that the file still ends without.
  let from = start;
  if (text[from - 1] === '\n') from--;
  if (text[from - 1] === '\r') from--;
  return { span: { start: from, end }, text: '' };
}

/** A mark left at the end of a line, or a carriage return alone, makes the next stage a part of the instruction. */
function hasSwallowedStage({ dockerfile: { text }, span, heredocs }: Instruction): boolean {
  return heredocs.length === 0 && /[\n\r][ \t]*FROM\s/i.test(text.slice(span.start, span.end));
}

/**
 * Takes one of the items an instruction lists (variables, ports, volumes) out of it, or the whole instruction with its
 * only item. Comments between continued lines stay.
 */
export function removeItem(
  instruction: Instruction,
  items: readonly { readonly span: Span }[],
  item: { readonly span: Span },
): Edit | undefined {
  if (items.length === 1) return removeInstruction(instruction);
  if ('form' in instruction && instruction.form === 'exec') return undefined;
  const { text, escapeChar } = instruction.dockerfile;
  const at = items.indexOf(item);
  const { start, end } = item.span;
  const isJoint = (from: number, to: number) =>
    [...text.slice(from, to)].every((c) => c === escapeChar || /\s/.test(c));
  const next = items[at + 1];
  if (next) {
    if (isJoint(end, next.span.start)) return { span: { start, end: next.span.start }, text: '' };
    // A comment stands in between: up to it the line goes.
    const rest = text.slice(end, next.span.start);
    const comment = end + rest.indexOf('#');
    const isFirst = text.slice(lineStart(text, start), start).trim() === '';
    return isFirst && isJoint(end, comment) ? { span: { start, end: comment }, text: '' } : undefined;
  }
  const from = items[at - 1]?.span.end ?? start;
  return isJoint(from, start) ? { span: { start: from, end }, text: '' } : undefined;
}

/** Changes the keyword, in the case it was written in. */
export function replaceKeyword(instruction: Instruction, keyword: string): Edit {
  const { start, end } = instruction.keywordSpan;
  return { span: instruction.keywordSpan, text: matchCase(keyword, instruction.dockerfile.text.slice(start, end)) };
}

/** Adds `--name=value` in front of the other flags. */
export function addFlag(instruction: Instruction, flag: string): Edit {
  const at = instruction.keywordSpan.end;
  return insertion(at, ` ${flag}`, flag.replace(/=.*$/s, ''));
}

/** Takes a flag out, with the blanks behind it. */
export function removeFlag(instruction: Instruction, flag: Flag): Edit | undefined {
  const { text } = instruction.dockerfile;
  let { end } = flag.span;
  while (text[end] === ' ' || text[end] === '\t') end++;
  // A flag alone on its line would leave an empty continuation line.
  if (end >= lineEnd(text, end) || text[end] === instruction.dockerfile.escapeChar) return undefined;
  return { span: { start: flag.span.start, end }, text: '' };
}

/** Whether the file has exactly this text at this place: not so behind joined lines or inside decoded strings. */
export function isVerbatim(dockerfile: Dockerfile, value: Pick<Value, 'span' | 'raw'>): boolean {
  return dockerfile.text.slice(value.span.start, value.span.end) === value.raw;
}

/** Replaces one value as it is written. */
export function replaceValue(dockerfile: Dockerfile, value: Value, text: string): Edit | undefined {
  return isVerbatim(dockerfile, value) ? { span: value.span, text } : undefined;
}

/** Replaces a part of a value that the file has letter by letter. */
export function replacePart(dockerfile: Dockerfile, value: Value, part: string, text: string): Edit | undefined {
  if (!isVerbatim(dockerfile, value)) return undefined;
  const at = value.raw.indexOf(part);
  if (at < 0 || value.raw.indexOf(part, at + 1) >= 0) return undefined;
  const start = value.span.start + at;
  return { span: { start, end: start + part.length }, text };
}

const isExecForm = (instruction: Instruction) => 'form' in instruction && instruction.form === 'exec';

/** Whether words of this command may be edited in place: written in a shell form or a script, letter by letter. */
export function isEditable(instruction: Instruction, command: Command): boolean {
  const { dockerfile } = instruction;
  if (isExecForm(instruction) || !command.words.every((word) => isVerbatim(dockerfile, word))) return false;
  const last = command.words.at(-1);
  return last === undefined || dockerfile.escapeChar === '`' || !isOpen(last.raw);
}

/** Whether a quote is not closed yet, as while it is typed: what is put behind it would be a part of it. */
function isOpen(raw: string): boolean {
  return /["'`]/.test(raw.replace(/\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|`(?:\\[\s\S]|[^`\\])*`/g, ''));
}

/** Inserts an argument behind a word of a shell form. */
export function insertArgument(
  instruction: Instruction,
  command: Command,
  after: Value,
  text: string,
): Edit | undefined {
  if (!isEditable(instruction, command)) return undefined;
  return insertion(after.span.end, ` ${text}`, text);
}

/** Adds an argument behind the last word of a command, in either form. */
export function appendArgument(instruction: Instruction, words: readonly Value[], text: string): Edit | undefined {
  const last = words.at(-1);
  if (!last || !words.every((word) => isVerbatim(instruction.dockerfile, word))) return undefined;
  // Which shell reads a file with another escape mark is not sure: what looks like a comment may be one.
  if (!isExecForm(instruction) && words.some(({ raw }) => raw.startsWith('#'))) return undefined;
  return insertion(last.span.end, isExecForm(instruction) ? `, ${JSON.stringify(text)}` : ` ${text}`, text);
}

/** Takes words that follow one another out of a command, with the blanks in front. */
export function removeWords(instruction: Instruction, command: Command, words: readonly Value[]): Edit | undefined {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return undefined;
  if (isExecForm(instruction)) return removeElements(instruction, command, first, last);
  if (!isEditable(instruction, command)) return undefined;
  const { text, escapeChar } = instruction.dockerfile;
  const { end } = last.span;
  let start = first.span.start;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  const isFirstOnLine = start === 0 || /[\n\r]/.test(text[start - 1] ?? '');
  if (!isFirstOnLine) return { span: { start, end }, text: '' };
  const rest = text.slice(end, lineEnd(text, end));
  // Alone on a continued line: the whole line goes.
  if (rest.trim() === escapeChar) return { span: { start, end: nextLine(text, end) }, text: '' };
  if (rest.trim() === '') return undefined;
  return { span: { start: first.span.start, end: end + (rest.length - rest.trimStart().length) }, text: '' };
}

/** The same in an exec form: elements that are not the first, with the comma in front. */
function removeElements({ dockerfile }: Instruction, command: Command, first: Value, last: Value): Edit | undefined {
  const before = command.words.filter((word) => word.span.end <= first.span.start).at(-1);
  if (!before || ![before, first, last].every((word) => isVerbatim(dockerfile, word))) return undefined;
  const joint = dockerfile.text.slice(before.span.end, first.span.start);
  const isJoint = [...joint].every((c) => c === ',' || c === dockerfile.escapeChar || /\s/.test(c));
  return isJoint && joint.includes(',')
    ? { span: { start: before.span.end, end: last.span.end }, text: '' }
    : undefined;
}

/** What stands between a command that ends at `at` and the next: on a line of its own when there are some, or it gets long. */
export function jointOf(instruction: Instruction, at: number, operator: '&&' | ';', isLong = false): string {
  const { text, escapeChar } = instruction.dockerfile;
  const { start, end } = instruction.span;
  const eol = buildLineEnding(text);
  if (instruction.heredocs.length > 0) return operator === '&&' ? ' && ' : `${eol}${indentOf(text, at)}`;
  const isContinued = lineEnd(text, start) < end;
  if (!isContinued && !isLong) return operator === '&&' ? ' && ' : '; ';
  const second = nextLine(text, start);
  const like = lineStart(text, at) > start ? at : second;
  const own = indentOf(text, start);
  const next = `${escapeChar}${eol}${isContinued ? indentOf(text, like) || `${own}    ` : `${own}    `}`;
  if (operator === ';') return `; ${next}`;
  const isLeading = text.slice(lineStart(text, at), at).trimStart().startsWith('&&');
  const isTrailing = !isLeading && /&&[ \t]*[\\`][ \t]*[\n\r]/.test(text.slice(start, end));
  return isTrailing ? ` && ${next}` : ` ${next}&& `;
}

/** Adds `&& command` behind a command, on its own line when the instruction spans several; in a script just the line. */
export function insertCommandAfter(instruction: Instruction, command: Command, added: string): Edit | undefined {
  if (!isEditable(instruction, command) || command.nesting !== undefined) return undefined;
  const { text } = instruction.dockerfile;
  const at = command.span.end;
  if (instruction.heredocs.length === 0) return insertion(at, jointOf(instruction, at, '&&') + added, added);
  if (!('form' in instruction) || instruction.form !== 'heredoc') return undefined;
  if (text.slice(at, lineEnd(text, at)).trim() !== '') return insertion(at, ` && ${added}`, added);
  return insertion(at, `${buildLineEnding(text)}${indentOf(text, command.span.start)}${added}`, added);
}

/** Takes a command with its pipeline out of a list, or the whole instruction when it is all there is. */
export function removeCommand(
  instruction: Instruction,
  commands: readonly Command[],
  command: Command,
): Edit | undefined {
  const { text, comments } = instruction.dockerfile;
  if (!isEditable(instruction, command) || command.nesting !== undefined || command.conditional) return undefined;
  const top = commands.filter((found) => found.nesting === undefined);
  const members = [...command.pipedFrom, command, ...command.pipedTo].filter((found) => found.nesting === undefined);
  const start = Math.min(...members.map((found) => found.span.start));
  const end = Math.max(...members.map((found) => found.span.end));
  const others = top.filter((found) => found.span.end <= start || found.span.start >= end);
  if (others.length === 0) {
    return top.length === members.length && instruction.heredocs.length === 0
      ? removeInstruction(instruction)
      : undefined;
  }
  const before = others.filter((found) => found.span.end <= start).at(-1);
  const after = others.find((found) => found.span.start >= end);
  const span = before ? { start: before.span.end, end } : { start, end: after?.span.start ?? end };
  const joint = before ? text.slice(before.span.end, start) : text.slice(end, after?.span.start ?? end);
  if (!/^[\s\\`]*(?:&&|;)[\s\\`]*$/.test(joint)) return undefined;
  if (comments.some((comment) => comment.span.start >= span.start && comment.span.end <= span.end)) return undefined;
  return { span, text: '' };
}
