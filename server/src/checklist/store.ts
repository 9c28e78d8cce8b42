import type { Engine } from '@bulkhead/rules';
import {
  belongs,
  type ComponentFile,
  type Evidence,
  evidenceContext,
  importSarif,
  isChecklistName,
  mergeEvidence,
  type Page,
  readChecklist,
  readPage,
  type Surroundings,
} from '@bulkhead/rules/checklist/index';
import type { Documents } from '../documents';
import type { Host } from '../host';
import type { Settings } from '../settings';
import type { WorkspaceFiles } from '../workspaceFiles';
import { createEvidenceReader, type ReadEvidence } from './evidence';

/** What the checklists need from the rest of the server. */
export interface StoreNeeds {
  readonly engine: Engine;
  readonly documents: Documents;
  readonly files: Pick<WorkspaceFiles, 'text'>;
  readonly host: Host;
  readonly settingsFor: (uri: string) => Promise<Settings>;
  /** The folders of the workspace, as URIs without a trailing slash. */
  readonly folders: () => readonly string[];
  /** Reports of other scanners, relative to the checklist. */
  readonly sarifFiles: (uri: string) => Promise<readonly string[]>;
  readonly onChanged: () => void;
}

/** A checklist with what its files say. */
export interface OpenChecklist {
  readonly uri: string;
  /** Of the newest text, with the newest evidence there is. */
  readonly page: () => Page;
  readonly files: readonly ComponentFile[];
  readonly busy: boolean;
}

/** All checklists of the workspace, kept up to date in the background. */
export interface ChecklistStore {
  /** Those there are, with as much as is known now: the evidence may still be on its way. */
  readonly all: () => Promise<readonly OpenChecklist[]>;
  /** One of them, in the same way. */
  readonly glance: (uri: string) => Promise<OpenChecklist | undefined>;
  /** Waits until it has been evaluated once. */
  readonly get: (uri: string) => Promise<OpenChecklist | undefined>;
  /** A document was opened, changed or closed. */
  readonly touched: (uri: string) => void;
  /** Files on disk or settings changed. */
  readonly invalidate: (uris?: readonly string[]) => void;
}

interface Component {
  uri: string;
  text: string;
  files: readonly ComponentFile[];
  evidence: Evidence;
  rules: Surroundings['rules'];
  /** Undefined until the files have been read. */
  texts: ReadonlyMap<string, string> | undefined;
  page: Page | undefined;
}

/** Long enough that nobody who types is disturbed, short enough that a saved change is seen at once. */
const pause = 250;

export function createChecklistStore(needs: StoreNeeds): ChecklistStore {
  const { host, documents, files, engine } = needs;
  const readers = new Map<string, ReadEvidence>();
  const components = new Map<string, Component>();
  /** What open checklists last were on disk. */
  const saved = new Map<string, string>();
  let listed: readonly string[] | undefined;
  let generation = 0;
  let running: Promise<void> | undefined;
  let looking: Promise<void> | undefined;
  let busy = false;

  const list = async (): Promise<readonly string[]> => {
    if (listed) return listed;
    const folders = [...needs.folders()];
    for (const { uri } of documents.all()) {
      if (isChecklistName(uri) && !folders.some((folder) => isBelow(uri, folder))) folders.push(folderOf(uri));
    }
    const found = await Promise.all(folders.map((folder) => host.listFiles(folder)));
    listed = [...new Set(found.flat())].sort();
    return listed;
  };

  /** Deleted, and only not let go yet by the editor: the document holds nothing that was not on disk. */
  const isLeft = async (uri: string): Promise<boolean> => {
    const open = documents.get(uri);
    if (!open) saved.delete(uri);
    if (!open) return false;
    const now = await host.readFile(uri);
    if (now === undefined) return saved.get(uri) === open.text;
    saved.set(uri, now);
    return false;
  };

  /** Finds the checklists; new ones are shown before anything has been checked for them. */
  const look = async (): Promise<readonly string[]> => {
    const uris = new Set([...(await list()), ...documents.all().map(({ uri }) => uri)]);
    const checklists: string[] = [];
    for (const uri of uris) if (isChecklistName(uri) && !(await isLeft(uri))) checklists.push(uri);
    for (const uri of [...components.keys()]) if (!checklists.includes(uri)) forget(uri);
    for (const uri of checklists) {
      const unchecked = components.has(uri) ? undefined : await unevaluated(uri);
      if (unchecked && !components.has(uri)) components.set(uri, unchecked);
    }
    return [...uris];
  };

  const evaluate = async (wanted: () => boolean): Promise<void> => {
    const before = components.size;
    const uris = await look();
    if (components.size !== before) needs.onChanged();
    for (const uri of [...components.keys()].sort()) {
      if (!wanted()) return;
      const component = await evaluateOne(uri, uris, wanted);
      if (!wanted()) return;
      if (component) components.set(uri, component);
      else forget(uri);
    }
  };

  const forget = (uri: string) => {
    components.delete(uri);
    readers.delete(uri);
  };

  const evaluateOne = async (
    uri: string,
    uris: readonly string[],
    wanted: () => boolean,
  ): Promise<Component | undefined> => {
    const text = await files.text(uri);
    if (text === undefined) return undefined;
    const checklist = readChecklist(text);
    const folder = folderOf(uri);
    const others = [...components.keys()]
      .filter((other) => other !== uri && isBelow(other, folder))
      .map((other) => pathFrom(folder, folderOf(other)));
    const own: ComponentFile[] = [];
    for (const file of uris) {
      const path = isBelow(file, folder) ? pathFrom(folder, file) : undefined;
      if (path === undefined || !belongs(path, checklist.include, others)) continue;
      const content = await files.text(file);
      if (content !== undefined) own.push({ path, text: content });
    }
    const texts = new Map(own.map((file) => [file.path, file.text]));
    for (const path of checklist.entries.flatMap(({ fields }) => fields.watch ?? [])) {
      if (texts.has(path) || !isRelative(path)) continue;
      const watched = await files.text(`${folder}/${encodePath(path)}`);
      if (watched !== undefined) texts.set(path, watched);
    }
    const context = evidenceContext((await needs.settingsFor(uri)).context);
    const read = readers.get(uri) ?? createEvidenceReader(engine, host);
    readers.set(uri, read);
    const evidence = await read(own, context, wanted);
    if (!evidence) return undefined;
    const rules = engine.rules(context);
    const imported: Evidence[] = [];
    for (const path of await needs.sarifFiles(uri)) {
      const sarif = isRelative(path) ? await files.text(`${folder}/${encodePath(path)}`) : undefined;
      const report = sarif === undefined ? undefined : importSarif(sarif, rules);
      if (report) imported.push(report.evidence);
    }
    return { uri, text, files: own, evidence: mergeEvidence([evidence, ...imported]), rules, texts, page: undefined };
  };

  /** Starts over after a while; what runs now stops at once, for somebody is at work. */
  const run = (wait: number): Promise<void> => {
    const mine = ++generation;
    const wanted = () => mine === generation;
    busy = true;
    const quiet = wait === 0 ? Promise.resolve() : new Promise<void>((resolve) => void host.setTimer(wait, resolve));
    running = quiet
      .then(() => (wanted() ? evaluate(wanted) : undefined))
      .catch((error) => host.log('error', `The checklist could not be evaluated: ${String(error)}`))
      .then(() => {
        if (!wanted()) return running;
        busy = false;
        needs.onChanged();
        return undefined;
      });
    return running;
  };

  const later = () => {
    if (running) void run(pause); // Otherwise nobody has asked for a checklist yet.
  };

  const unevaluated = async (uri: string): Promise<Component | undefined> => {
    const text = await files.text(uri);
    if (text === undefined) return undefined;
    const { context } = await needs.settingsFor(uri);
    const rules = engine.rules(evidenceContext(context));
    return { uri, text, files: [], evidence: new Map(), rules, texts: undefined, page: undefined };
  };

  const pageOf = (component: Component): Page => {
    const text = documents.get(component.uri)?.text ?? component.text;
    const today = host.today();
    if (component.page?.text === text && component.page.around.today === today) return component.page;
    const { evidence, rules, texts, uri } = component;
    const path = pathFrom(folderOf(uri), uri);
    const readText = (each: string) => texts?.get(each);
    component.page = readPage(text, { evidence, rules, readText, today, path, pending: !texts });
    return component.page;
  };

  const opened = (component: Component): OpenChecklist => ({
    uri: component.uri,
    page: () => pageOf(component),
    files: component.files,
    busy,
  });

  const started = () => {
    if (running) return;
    void run(0);
    looking = look().then(() => {});
  };

  return {
    async all() {
      started();
      await looking;
      return [...components.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1)).map(opened);
    },
    async get(uri) {
      started();
      if (!components.get(uri)?.texts) await running;
      const known = components.get(uri);
      return known && opened(known);
    },
    async glance(uri) {
      started();
      const known = components.get(uri) ?? (await unevaluated(uri));
      return known && opened(known);
    },
    touched(uri) {
      if (isChecklistName(uri) && !components.has(uri)) listed = undefined;
      else if (![...components.keys()].some((each) => isBelow(uri, folderOf(each)))) return; // It belongs to none.
      later();
    },
    invalidate(uris) {
      // A file that is known has other content now, or none; only new ones ask for the list again.
      if (!uris?.every((uri) => listed?.includes(uri))) listed = undefined;
      later();
    },
  };
}

/** The URI of the folder a file is in, without a trailing slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function isBelow(uri: string, folder: string): boolean {
  return uri.startsWith(`${folder.replace(/\/$/, '')}/`);
}

function pathFrom(folder: string, uri: string): string {
  const rest = uri.slice(folder.length + 1);
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest; // Not an encoded path: shown as it is.
  }
}

/** A path in the checklist never leads out of its folder. */
function isRelative(path: string): boolean {
  return !/^([a-z]+:|\/|\\)/i.test(path) && !path.split(/[\\/]/).includes('..');
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
