import { existsSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { type Context, createEngine, type Engine, type RuleFacts } from '@bulkhead/rules';
import {
  belongs,
  type ComponentFile,
  counted,
  type Evidence,
  evaluateComponent,
  fileName,
  importSarif,
  isChecklistName,
  mergeEvidence,
  type Page,
  readChecklist,
  readPage,
} from '@bulkhead/rules/checklist/index';
import { judgeWith } from '../configs';
import { Failure } from '../failure';
import { chartTexts, partCharts, readChart } from '../files/charts';
import { readSource } from '../files/read';
import type { Io } from '../io';
import { collectSources, displayPath, reason, type Source } from '../sources';

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

/** The one checklist that is meant. */
export function theChecklist(paths: readonly string[], io: Io): string {
  const [first, ...others] = findChecklists(paths, io);
  if (first === undefined || others.length > 0) {
    const names = [first ?? '', ...others].map((path) => displayPath(path, io.cwd)).join(', ');
    throw new Failure(`There are several checklists: ${names}. Name one.`);
  }
  return first;
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
  const judge = judgeWith({ type: 'nearest' }, io.cwd, {
    profile: 'all',
    today: io.today(),
    ...(options.kubernetes === undefined ? {} : { kubernetes: options.kubernetes }),
  });
  const { context } = judge(absolute);
  const wanted = ({ path }: ComponentFile) =>
    belongs(path, checklist.include, others) && !judge(resolve(folder, path)).ignored;
  const files = filesOf(sources, folder, io).filter(wanted);
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const engine = createEngine();
  const rules = engine.rules(context);
  const evidence = [
    evaluated(files, engine, context),
    ...options.sarif.map((file) => sarifEvidence(file, folder, rules, io)),
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

/** The texts of all files, those of charts with the helpers and whatever else templates read. */
function filesOf(sources: readonly Source[], folder: string, io: Io): ComponentFile[] {
  const shown = (absolute: string) => relative(folder, absolute).split(sep).join('/');
  const { charts, rest } = partCharts(sources, { cwd: io.cwd });
  const single = rest.flatMap((source): ComponentFile[] => {
    const content = readSource(source);
    return content.state === 'text' ? [{ path: shown(source.absolute), text: content.text }] : [];
  });
  const ofCharts = charts.flatMap((chart) =>
    chartTexts(readChart(chart)).map(({ path, text }) => ({ path: shown(resolve(io.cwd, path)), text })),
  );
  const known = new Set(single.map(({ path }) => path));
  return [...single, ...ofCharts.filter(({ path }) => !known.has(path))].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function evaluated(files: readonly ComponentFile[], engine: Engine, context: Context): Evidence {
  const work = evaluateComponent(files, engine, context);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function sarifEvidence(file: string, folder: string, rules: readonly RuleFacts[], io: Io): Evidence {
  const absolute = resolve(io.cwd, file);
  const imported = importSarif(readText(absolute, io), rules);
  if (!imported) throw new Failure(`${file} is not a SARIF report.`);
  if (imported.unknown.length > 0) {
    const [first] = imported.unknown;
    const ids = counted(imported.unknown.length, 'rule id');
    io.stderr.write(`bulkhead: ${file}: ${ids} of it mean no rule of ours, for example ${first}.\n`);
  }
  // Scanners name files from where they ran, which is the working folder; the checklist counts from its own.
  // Some write what lies there with a slash in front.
  const local = (path: string) => {
    const there = path.startsWith('/') && !existsSync(path) ? path.slice(1) : path;
    return relative(folder, resolve(io.cwd, there)).split(sep).join('/');
  };
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
