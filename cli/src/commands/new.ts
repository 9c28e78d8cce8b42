import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { nearest } from '@bulkhead/rules/text/nearest';
import {
  type Answers,
  answerProblems,
  type Expanded,
  expand,
  sampleAnswers,
  type Template,
  withApprovedImages,
} from '@bulkhead/snippets';
import { type Options, readArguments } from '../args';
import type { Command } from '../command';
import { judgeWith } from '../configs';
import { exitCode, Failure } from '../failure';
import { displayPath, reason } from '../sources';
import { templatesFor } from '../templatePack';
import { count } from '../words';

const options = {
  set: { value: 'KEY=VALUE', many: true, help: 'Answer a question of the template; the rest takes sample values' },
  dir: { value: 'FOLDER', help: 'Where to write; the working folder when not given' },
  variant: { value: 'NAME', help: 'Print only this variant of a snippet' },
  list: { help: 'List the templates' },
  format: { value: 'FORMAT', choices: ['text', 'json'], help: 'How to list them' },
  force: { help: 'Write over files that are there' },
} satisfies Options;

/** Writes files from a hardened template, or prints a snippet. */
export const newFromTemplate: Command = {
  usage: 'bulkhead new [options] [TEMPLATE]',
  options,
  details: 'Writes the files of a template and never over others. A snippet is printed. Without TEMPLATE, lists them.',

  async run(args, io) {
    const given = readArguments(args, options);
    const [id, more] = given.paths;
    if (more !== undefined) throw new Failure('Name one template.');
    const folder = resolve(io.cwd, given.value('dir') ?? '.');
    const { templates: all, problems } = templatesFor(folder, io.cwd);
    for (const problem of problems) io.stderr.write(`bulkhead: ${problem}\n`);
    const wanted = ['set', 'dir', 'variant', 'force'].find((name) => given.has(name));
    if (id === undefined && wanted && !given.has('list'))
      throw new Failure(`--${wanted} goes with a template; name one.`);
    if (id === undefined || given.has('list')) {
      io.stdout.write(given.value('format') === 'json' ? listAsJson(all) : listAsText(all));
      return exitCode.clean;
    }
    const { context } = judgeWith({ type: 'nearest' }, io.cwd, {})(join(folder, 'Dockerfile'));
    const template = withApprovedImages(findTemplate(all, id), context.approvedBaseImages);
    const texts = expand(template, { ...sampleAnswers(template), ...answersOf(template, given.values('set')) });
    const variant = given.value('variant');
    if (template.kind === 'snippet' || variant !== undefined) {
      io.stdout.write(printed(template, texts, variant));
      return exitCode.clean;
    }
    for (const path of writeAll(texts, folder, { cwd: io.cwd, force: given.has('force') }))
      io.stdout.write(`Wrote ${path}.\n`);
    return exitCode.clean;
  },
};

function listAsJson(all: readonly Template[]): string {
  return `${JSON.stringify({ templates: all.map(({ id, title, kind }) => ({ id, title, kind })) }, null, 2)}\n`;
}

function listAsText(all: readonly Template[]): string {
  const width = Math.max(0, ...all.map((t) => t.id.length));
  const lines = all.map((t) => `${t.id.padEnd(width)}  ${t.kind.padEnd(7)}  ${t.title}`);
  return [...lines, '', `${count(all.length, 'template')}. "bulkhead new TEMPLATE" writes or prints one.`, ''].join(
    '\n',
  );
}

function findTemplate(all: readonly Template[], id: string): Template {
  const found = all.find((t) => t.id === id);
  if (found) return found;
  const near = nearest(
    id,
    all.map((t) => t.id),
  );
  throw new Failure(
    `There is no template "${id}"${near ? `; did you mean "${near}"?` : '. "bulkhead new --list" names them.'}`,
  );
}

function answersOf(template: Template, pairs: readonly string[]): Answers {
  const answers: Record<string, string> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new Failure(`"--set ${pair}" is not KEY=VALUE.`);
    answers[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  const [problem] = answerProblems(template, answers);
  if (problem) throw new Failure(problem);
  return answers;
}

function printed(template: Template, texts: readonly Expanded[], variant: string | undefined): string {
  const variants = template.blocks.flatMap((block) => block.variant ?? []);
  if (variant !== undefined && !variants.includes(variant))
    throw new Failure(`"${template.id}" has no variant "${variant}". It has ${variants.join(', ') || 'none'}.`);
  const wanted = variant === undefined ? texts : texts.filter((t) => t.block.variant === variant);
  return wanted.map((t) => t.text).join('\n');
}

function whyNotWritten(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'a folder of its path is a file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return `it ${reason(error)}`;
}

/** Writes all files or none: what is there is looked at first. */
function writeAll(
  texts: readonly Expanded[],
  folder: string,
  { cwd, force }: { readonly cwd: string; readonly force: boolean },
): string[] {
  const files = texts.map(({ path, text }) => ({ path: resolve(folder, path), text }));
  const outside = files.find(({ path }) => !path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
  if (outside) throw new Failure(`${displayPath(outside.path, cwd)} is outside of the folder to write to.`);
  const there = force ? [] : files.filter(({ path }) => existsSync(path));
  if (there.length) {
    const names = there.map(({ path }) => displayPath(path, cwd)).join(', ');
    throw new Failure(`${names} ${there.length === 1 ? 'is' : 'are'} there already; --force writes over.`);
  }
  return files.map(({ path, text }) => {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: force ? 'w' : 'wx' });
    } catch (error) {
      throw new Failure(`${displayPath(path, cwd)} cannot be written: ${whyNotWritten(error)}.`);
    }
    return displayPath(path, cwd);
  });
}
