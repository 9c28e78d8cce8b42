import { readTemplate, type TemplateProblem } from './source';
import type { Template } from './template';

/** A source of a company's own folder. */
export interface PackFile {
  /** As problems name it. */
  readonly path: string;
  readonly text: string;
}

/** A problem and the file it is in. */
export interface PackProblem extends TemplateProblem {
  readonly path: string;
}

/** Reads the templates of a folder. What is wrong is said; the rest is still used. */
export function readPack(files: readonly PackFile[]): { templates: Template[]; problems: PackProblem[] } {
  const templates: Template[] = [];
  const problems: PackProblem[] = [];
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const id = path.replace(/^.*[/\\]/, '').replace(/\.md$/, '');
    if (id === 'README') continue;
    const read = readTemplate(id, text);
    for (const problem of read.problems) problems.push({ ...problem, path });
    if (read.template) templates.push(read.template);
  }
  return { templates, problems };
}

/** The shipped templates with those of a company: the same id replaces, another adds. */
export function mergeTemplates(shipped: readonly Template[], own: readonly Template[]): Template[] {
  const byId = new Map([...shipped, ...own].map((template) => [template.id, template]));
  return [...byId.values()];
}
