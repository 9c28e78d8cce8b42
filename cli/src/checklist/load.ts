import { statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { type Context, createEngine, defaultContext, type SourceFile } from '@bulkhead/rules';
import {
  belongs,
  type CheckedFile,
  type Evidence,
  evidenceContext,
  fileName,
  gatherEvidence,
  importSarif,
  isChecklistName,
  mergeEvidence,
  type Page,
  readChecklist,
  readPage,
} from '@bulkhead/rules/checklist/index';
import { Failure } from '../failure';
import { readSource } from '../files/read';
import type { Io } from '../io';
import { collectSources, displayPath, reason } from '../sources';

/** A checklist of the command line with what its files say. */
export interface LoadedChecklist {
  readonly absolute: string;
  /** As reports name it. */
  readonly path: string;
  readonly text: string;
  readonly page: Page;
}

export interface LoadOptions {
  /** Reports of other scanners. */
  readonly sarif: readonly string[];
  readonly kubernetes?: number;
}

/** The checklist files people mean: those they name, and those in the folders they name. */
export function findChecklists(paths: readonly string[], io: Io): readonly string[] {
  const found = new Set<string>();
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const absolute = resolve(io.cwd, path);
    if (!isFolder(absolute, path)) {
      found.add(absolute);
      continue;
    }
    const { sources } = collectSources([absolute], { cwd: io.cwd, honourGitignore: true });
    for (const source of sources) if (isChecklistName(source.absolute)) found.add(source.absolute);
  }
  if (found.size === 0) throw new Failure(`There is no ${fileName} here. "bulkhead checklist init" makes one.`);
  return [...found].sort();
}

/** Reads a checklist and checks the files of its component. */
export function loadChecklist(absolute: string, io: Io, options: LoadOptions): LoadedChecklist {
  const text = readText(absolute, io);
  const folder = dirname(absolute);
  const checklist = readChecklist(text);
  const shown = (path: string) => relative(folder, path).split(sep).join('/');
  const { sources } = collectSources([folder], { cwd: io.cwd, honourGitignore: true });
  const others = sources
    .filter((source) => isChecklistName(source.absolute) && source.absolute !== absolute)
    .map((source) => shown(dirname(source.absolute)));
  const context: Context = evidenceContext({
    ...defaultContext,
    today: io.today(),
    ...(options.kubernetes === undefined ? {} : { kubernetes: options.kubernetes }),
  });
  const engine = createEngine();
  const texts = new Map<string, string>();
  const files: CheckedFile[] = [];
  for (const source of sources) {
    const path = shown(source.absolute);
    if (!belongs(path, checklist.include, others)) continue;
    const content = readSource(source);
    if (content.state !== 'text') continue;
    texts.set(path, content.text);
    files.push({ path, text: content.text, report: engine.check({ path, text: content.text }, context) });
    engine.forget(path);
  }
  const rules = engine.rules(context);
  const together = engine.checkTogether(
    files.map(({ path, text }): SourceFile => ({ path, text })),
    context,
  );
  const evidence = [
    gatherEvidence(files, rules, together),
    ...options.sarif.map((file) => sarifEvidence(file, folder, io)),
  ];
  const page = readPage(text, {
    evidence: mergeEvidence(evidence),
    rules,
    readText: (path) => texts.get(path) ?? watchedText(folder, path, io),
    today: io.today(),
    path: basename(absolute),
  });
  return { absolute, path: displayPath(absolute, io.cwd), text, page };
}

/** The text of a file that must be there. */
export function readText(absolute: string, io: Io): string {
  const path = displayPath(absolute, io.cwd);
  const content = readSource({ path, absolute, named: true });
  if (content.state !== 'text') throw new Failure(`${path} ${content.message.replace(/\.$/, '')}.`);
  return content.byteOrderMark + content.text;
}

function sarifEvidence(file: string, folder: string, io: Io): Evidence {
  const absolute = resolve(io.cwd, file);
  const imported = importSarif(readText(absolute, io), createEngine().rules(evidenceContext(defaultContext)));
  if (!imported) throw new Failure(`${file} is not a SARIF report.`);
  if (imported.unknown.length > 0) {
    const [first] = imported.unknown;
    io.stderr.write(
      `bulkhead: ${file}: ${imported.unknown.length} rule ids belong to no item, for example ${first}.\n`,
    );
  }
  // Scanners name files from where they ran, which is the working folder; the checklist counts from its own.
  const local = (path: string) => relative(folder, resolve(io.cwd, path)).split(sep).join('/');
  return new Map(
    [...imported.evidence].map(([rule, one]) => [
      rule,
      {
        ...one,
        findings: one.findings.map((each) => ({ ...each, file: local(each.file) })),
        suppressed: one.suppressed.map((each) => ({ ...each, file: local(each.file) })),
      },
    ]),
  );
}

/** A watched file that no rule looks at. It never lies outside the component's folder. */
function watchedText(folder: string, path: string, io: Io): string | undefined {
  const absolute = resolve(folder, path);
  if (!absolute.startsWith(folder + sep)) return undefined;
  const content = readSource({ path: displayPath(absolute, io.cwd), absolute, named: true });
  return content.state === 'text' ? content.text : undefined;
}

function isFolder(absolute: string, path: string): boolean {
  try {
    return statSync(absolute).isDirectory();
  } catch (error) {
    throw new Failure(`${path} ${reason(error)}.`);
  }
}
