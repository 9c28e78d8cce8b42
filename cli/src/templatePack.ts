import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { configFileName, lineStarts, positionAt, readConfig } from '@bulkhead/rules';
import { mergeTemplates, readPack, templates as shipped, type Template } from '@bulkhead/snippets';
import { checklistTemplate } from '@bulkhead/snippets/checklist';
import { Failure } from './failure';
import { displayPath, reason } from './sources';

/** What can be made from, and what is wrong with the company's own: one line each. */
export interface Choice {
  readonly templates: readonly Template[];
  readonly problems: readonly string[];
}

/**
 * The shipped templates, with those of the folder that the nearest settings file names. One of them that is broken is told and
 * left out, together with the shipped one it would replace.
 */
export function templatesFor(folder: string, cwd: string): Choice {
  const templates = [...shipped, checklistTemplate()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const pack = packFolder(resolve(cwd, folder), cwd);
  if (pack === undefined) return { templates, problems: [] };
  const files = namesIn(pack, cwd).map((name) => {
    const path = join(pack, name);
    return { path: displayPath(path, cwd), text: readFileSync(path, 'utf8') };
  });
  const { templates: own, problems } = readPack(files);
  const broken = new Set(problems.map(({ path }) => basename(path, '.md')));
  return {
    templates: mergeTemplates(templates, own).filter(({ id }) => !broken.has(id)),
    problems: problems.map(({ path, message, span }) => {
      const text = files.find((file) => file.path === path)?.text ?? '';
      const { line, column } = positionAt(lineStarts(text), span.start);
      return `${path}:${line + 1}:${column + 1}: ${message}`;
    }),
  };
}

function namesIn(folder: string, cwd: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.md'));
  } catch (error) {
    throw new Failure(`The folder of templates ${displayPath(folder, cwd)} ${reason(error)}.`);
  }
}

/** The `templates` of the nearest settings file that has one, up to the top of the repository. */
function packFolder(start: string, cwd: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, configFileName);
    if (existsSync(path)) {
      const { config } = readConfig(readText(path, cwd));
      if (config.templates) return resolve(folder, config.templates);
      if (config.root) return undefined;
    }
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return undefined;
  }
}

function readText(path: string, cwd: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Failure(`The settings file ${displayPath(path, cwd)} ${reason(error)}.`);
  }
}
