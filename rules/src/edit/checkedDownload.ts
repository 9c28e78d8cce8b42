import { type Download, urlFile } from '../model/commands/download';
import { installedDownloads } from '../model/commands/installedDownload';
import { remoteScripts } from '../model/commands/remoteScript';
import type { RunInstruction } from '../model/dockerfile';
import { isEndless } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import type { Fix } from '../rule';
import { applyEdits, type Edit } from '../text/edits';
import type { Span } from '../text/span';
import { argumentNames, declareArguments, isOneFile, nameOfAddress } from './buildArgument';
import { dockerfileFix, isEditable, jointOf } from './dockerfileEdit';

/** One download, the argument it is compared with, and where it is kept while it is used only once. */
interface Checked {
  readonly instruction: RunInstruction;
  readonly download: Download;
  readonly argument: string;
  readonly kept: string;
}

interface Fetched {
  readonly download: Download;
  /** What runs it, when it is a script. */
  readonly runner: Command | undefined;
}

function fetchedBy({ commands }: RunInstruction): (Fetched | undefined)[] {
  const scripts = remoteScripts(commands).map(({ by }) => by);
  return [...scripts, ...installedDownloads(commands).map(({ download }) => ({ download, runner: undefined }))];
}

const addressOf = ({ urls }: Download) => urls[0]?.raw.replace(/["']/g, '') ?? '';

/** The arguments for all that the steps of a file download unseen, by their addresses. */
const argumentsOf = argumentNames((instruction) =>
  (instruction.keyword === 'RUN' ? fetchedBy(instruction) : []).flatMap((found) => {
    const thing = found && addressOf(found.download);
    return thing === undefined ? [] : { thing, wanted: `${nameOfAddress(thing).join('_').toUpperCase()}_SHA256` };
  }),
);

/** Compares all that a step downloads with checksums that the build must be given; none when one cannot be. */
export function checkDownloads(instruction: RunInstruction): Fix | undefined {
  const { stage, script, dockerfile } = instruction;
  if (!stage || instruction.onbuild || isEndless(instruction) || script.shell !== 'posix' || !script.complete)
    return undefined;
  const names: string[] = [];
  const edits: (Edit | undefined)[] = [];
  for (const found of fetchedBy(instruction)) {
    const url = found?.download.urls[0];
    if (!found || !url || found.download.urls.length > 1 || !isOneFile(url)) return undefined;
    const address = addressOf(found.download);
    const argument = argumentsOf(dockerfile).get(address);
    if (argument === undefined) return undefined;
    names.push(argument);
    const file = /\/\/[^/]*$/.test(address) ? '' : urlFile(address);
    const kept = /^[\w.-]*\w$/.test(file) ? file : nameOfAddress(address).join('-').toLowerCase();
    edits.push(...check({ instruction, download: found.download, argument, kept: `/tmp/${kept}` }, found.runner));
  }
  if (names.length === 0) return undefined;
  const title = `Compare what is downloaded with ${[...new Set(names)].join(', ')}, which each build must then give`;
  return dockerfileFix(title, 'review', [...declareArguments(instruction, names), ...edits]);
}

function check(checked: Checked, runner: Command | undefined): readonly (Edit | undefined)[] {
  const { download, instruction } = checked;
  const { command } = download;
  if (runner && isInside(command)) return checkInside(checked, runner);
  const top = outermost(command);
  if (top.nesting !== undefined || top.conditional || !isEditable(instruction, top)) return [undefined];
  return download.toStdout ? checkPiped(checked, top) : checkFile(checked, top);
}

const isInside = ({ nesting }: Command) => nesting === 'substitution' || nesting === 'process-substitution';

/** The command with what only starts it: `sudo -E bash` for `bash`. */
function outermost(command: Command): Command {
  let top = command;
  while (top.nesting === 'wrapper' && top.parent) top = top.parent;
  return top;
}

const proof = ({ argument }: Checked, file: string) => `echo "\${${argument}:?}  ${file}" | sha256sum -c -`;

interface Joints {
  /** In front of the check, and behind it: what follows must not run when it fails. */
  readonly before: string;
  readonly after: string;
  /** In front of the command that clears up. */
  readonly last: string;
}

/** How commands are put in front of what follows `end`; undefined where a failure there means something else. */
function jointsAt(instruction: RunInstruction, from: Span, end: number, several = true): Joints | undefined {
  const { text } = instruction.dockerfile;
  const others = instruction.commands.filter(({ nesting }) => nesting === undefined);
  const next = others.find(({ span }) => span.start >= end);
  const limit = instruction.heredocs[0]?.span.end ?? instruction.span.end;
  const comments = instruction.dockerfile.comments.map(({ span }) => ({ span, text: '' }));
  const gap = { start: end, end: next?.span.start ?? limit };
  const inGap = comments.filter(({ span }) => span.start >= gap.start && span.end <= gap.end);
  const moved = inGap.map(({ span, text: none }) => ({
    span: { start: span.start - gap.start, end: span.end - gap.start },
    text: none,
  }));
  const operator = /^[\s\\]*(&&|;|)[\s\\]*$/.exec(applyEdits(text.slice(gap.start, gap.end), moved))?.[1];
  if (operator === undefined || next?.joinedBy === '||' || next?.joinedBy === '|') return undefined;
  const and = jointOf(instruction, from.end, '&&', several);
  const then = jointOf(instruction, from.end, ';', several);
  if (operator === '&&' || (!next && instruction.heredocs.length === 0)) return { before: and, after: and, last: and };
  const stops = others.some(
    ({ name, args, span }) =>
      name === 'set' && span.end <= from.start && args.some((word) => /^-[a-z]*e|^errexit$/.test(word.text)),
  );
  if (stops) return { before: then, after: then, last: then };
  return { before: then, after: ` || exit 1${then}`, last: and };
}

/** `curl address | tar xz`: the file is kept, compared, read by the same program and removed. */
function checkPiped(checked: Checked, top: Command): readonly (Edit | undefined)[] {
  const { instruction, download, kept } = checked;
  const { text, comments } = instruction.dockerfile;
  const [reader, another] = top.pipedTo.filter(({ nesting }) => nesting === undefined);
  const saved = savedTo(download, kept);
  const rest = [...pipeline(reader)];
  const last = rest.at(-1);
  if (!reader || another || !last || !saved || top.pipedFrom.length > 0) return [undefined];
  if (!rest.every((command) => isEditable(instruction, command) && !command.conditional)) return [undefined];
  const between = { start: top.span.end, end: reader.span.start };
  if (!/^[\s\\]*\|[\s\\]*$/.test(text.slice(between.start, between.end))) return [undefined];
  if (comments.some(({ span }) => span.start > top.span.start && span.end < last.span.end)) return [undefined];
  const joints = jointsAt(instruction, top.span, last.span.end);
  const lastWord = reader.words.at(-1);
  if (!joints || !lastWord || reader.redirects.some(({ operator }) => operator.startsWith('<'))) return [undefined];
  const tail = text.slice(saved.span.end, top.span.end);
  return [
    {
      span: { start: saved.span.start, end: between.end },
      text: saved.text + tail + joints.before + proof(checked, kept) + joints.after,
    },
    at(lastWord.span.end, ` < ${kept}`),
    at(last.span.end, `${joints.last}rm ${kept}`),
  ];
}

const at = (offset: number, text: string): Edit => ({ span: { start: offset, end: offset }, text });

function* pipeline(command: Command | undefined): Iterable<Command> {
  for (let one = command; one; one = one.pipedTo.find(({ nesting }) => nesting === undefined)) yield one;
}

/** How a download that goes to standard output is written to a file. */
function savedTo({ command, output }: Download, file: string): Edit | undefined {
  const { args, words, name } = command;
  if (name === 'curl') return output === undefined ? at(words.at(-1)?.span.end ?? 0, ` -o ${file}`) : undefined;
  if (name !== 'wget') return undefined;
  for (const [index, { text, raw, span }] of args.entries()) {
    const previous = args[index - 1]?.text ?? '';
    if (/^-[A-Za-z]*O$|^--output-document$/.test(previous)) return { span, text: file };
    if (text !== raw) continue;
    if (/^-[A-Za-z]*O-$/.test(text)) return { span: { start: span.end - 1, end: span.end }, text: ` ${file}` };
    if (text === '--output-document=-') return { span: { start: span.end - 1, end: span.end }, text: file };
  }
  return undefined;
}

/** `curl -o file address && sh file`: compared where it was written. */
function checkFile(checked: Checked, top: Command): readonly (Edit | undefined)[] {
  const file = writtenTo(checked.download);
  const joints = jointsAt(checked.instruction, top.span, top.span.end, false);
  if (file === undefined || !joints || top.pipedTo.length > 0 || top.pipedFrom.length > 0) return [undefined];
  const ends = joints.after.startsWith(' || ') ? ' || exit 1' : '';
  return [at(top.span.end, joints.before + proof(checked, file) + ends)];
}

/** The file of a download as the script calls it. */
function writtenTo({ command, output, urls }: Download): string | undefined {
  const { args, name, redirects } = command;
  if (name !== 'curl' && name !== 'wget') return undefined;
  if (args.some(({ text }) => /^-[A-Za-z]*J|^--(?:remote-header|content-disp|trust-server|output-dir)/.test(text)))
    return undefined;
  const target = redirects.find(({ operator }) => operator === '>')?.target;
  const word = output === undefined ? target : args.find(({ text }) => text === output);
  if (word) return asPath(word.raw);
  const glued = output !== undefined && args.find(({ raw, text }) => raw === text && text.endsWith(output));
  if (output !== undefined) return glued ? asPath(output) : undefined;
  const url = urls[0]?.raw.replace(/["']/g, '') ?? '';
  const folder = args.findIndex(({ text }) => /^-[A-Za-z]*P|^--directory-prefix/.test(text));
  if (name === 'wget' && (/[?#]/.test(url) || folder >= 0)) {
    const into = args[folder]?.text === '-P' ? args[folder + 1]?.raw.replace(/\/$/, '') : undefined;
    return into === undefined || /[?#]/.test(url) ? undefined : asPath(`${into}/${urlFile(url)}`);
  }
  return asPath(urlFile(url));
}

function asPath(raw: string): string | undefined {
  if (raw.startsWith('~/')) return asPath(raw.replace('~', '$HOME'));
  const path = /^(["'])(.*)\1$/.exec(raw)?.[2] ?? raw;
  return /^[\w./${}+][\w./${}+:@,=-]*$/.test(path) && !(raw.startsWith("'") && path.includes('$')) ? path : undefined;
}

/** `sh -c "$(curl address)"`, `bash <(curl address)`, `eval "$(curl address)"`. */
function checkInside(checked: Checked, runner: Command): readonly (Edit | undefined)[] {
  const { instruction, download, kept } = checked;
  const { text } = instruction.dockerfile;
  const { span } = download.command;
  const top = outermost(runner);
  const saved = savedTo(download, kept);
  const place = runner.args.findIndex((word) => word.span.start <= span.start && span.end <= word.span.end);
  const word = runner.args[place];
  const isSingle = text.slice(top.span.start, top.span.end).search(/[\n\r]/) < 0;
  if (top.nesting !== undefined || top.conditional || !word || !saved || !isSingle || !isEditable(instruction, top))
    return [undefined];
  const around = text.slice(word.span.start, span.start) + text.slice(span.end, word.span.end);
  if (!/^(?:"?\$\(\s*\)"?|"?``"?|<\(\s*\))$/.test(around) || top.pipedTo.length > 0 || top.pipedFrom.length > 0)
    return [undefined];
  const joints = jointsAt(instruction, top.span, top.span.end);
  const run = joints && runFile(runner, place, kept);
  if (!joints || !run) return [undefined];
  const from = span.start;
  const fetch = applyEdits(text.slice(from, span.end), [
    { span: { start: saved.span.start - from, end: saved.span.end - from }, text: saved.text },
  ]);
  return [
    at(top.span.start, fetch + joints.before + proof(checked, kept) + joints.after),
    run,
    at(top.span.end, `${joints.last}rm ${kept}`),
  ];
}

/** Lets a shell run a file where it was given the script itself. */
function runFile({ name, args, words }: Command, place: number, file: string): Edit | undefined {
  const word = args[place];
  const before = place === 0 ? words[0] : args[place - 1];
  if (!word || !before) return undefined;
  const { start } = before.span;
  if (name === 'eval')
    return args.length === 1 ? { span: { start, end: word.span.end }, text: `. ${file}` } : undefined;
  if (word.raw.startsWith('<(')) return { span: word.span, text: file };
  // Behind the script of `-c` stands what it calls itself.
  return before.text === '-c' ? { span: { start, end: (args[place + 1] ?? word).span.end }, text: file } : undefined;
}
