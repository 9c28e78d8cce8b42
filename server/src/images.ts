import { findImages, hasRealDigest, lockFileName, readLock } from '@bulkhead/rules/images/index';
import type { ImageFacts } from '@bulkhead/rules/model/facts';
import type { CancellationToken, CodeAction, Connection, Position, Range } from 'vscode-languageserver';
import { toOffset, toRange, toSpan } from './convert';
import type { EditStyle } from './edits';
import type { Host } from './host';
import { commandParams } from './images/commandParams';
import { createFactStore, factsMarkdown } from './images/facts';
import { type FileNeeds, type ImageDocument, readAllImageFiles, readImageFile } from './images/files';
import { lookUpFacts } from './images/lookUp';
import { pinEdit } from './images/pinEdit';
import { type EditorProxy, type ImageSettings, readEditorProxy, readImageSettings } from './images/settings';
import { count, summaryOf } from './images/summary';
import {
  type ImagesParams,
  type ImagesResult,
  type ImagesSavedParams,
  imageCommands,
  imagesRequest,
  imagesSavedNotification,
} from './imagesProtocol';
import type { RegistryClient } from './registry/client';
import { type PinOutcome, pinFiles } from './registry/pinFiles';

/** Makes the client for one action; it connects to nothing before it is asked. */
export type ConnectRegistry = (settings: ImageSettings, proxy: EditorProxy) => RegistryClient & { close?: () => void };

/** What the images need from the rest of the server. */
export interface ImageNeeds extends FileNeeds {
  readonly connection: Connection;
  readonly host: Pick<Host, 'readFile' | 'listFiles' | 'log' | 'today'>;
  /** The folders of the workspace, as URIs without a trailing slash. */
  readonly folders: () => readonly string[];
  readonly edits: () => EditStyle;
  /** A section of the client's settings; undefined when it cannot be asked. */
  readonly settings: (section: string) => Promise<unknown>;
  /** Absent where there is no network. */
  readonly connect?: ConnectRegistry;
  /** Facts have changed: what was concluded from them is no longer right. */
  readonly onFacts: () => void;
}

/** Everything about images and registries. Opens a connection only in `run`, which only a user's command reaches. */
export interface ImageService {
  readonly commands: readonly string[];
  readonly run: (params: ImagesParams, token: CancellationToken) => Promise<ImagesResult>;
  /** For clients that know only commands: arguments are a URI and a position. */
  readonly execute: (command: string, args: readonly unknown[], token: CancellationToken) => Promise<void>;
  /** What can be asked for at a place. */
  readonly actions: (uri: string, range: Range) => Promise<CodeAction[]>;
  /** What is known about references as written, without asking anybody: for the rules. Another function when that changes. */
  readonly facts: () => (reference: string) => ImageFacts | undefined;
  /** The same for a hover. */
  readonly hover: (uri: string, position: Position) => Promise<string | undefined>;
  /** A file was saved: looks its images up when the user has chosen `onSave`. */
  readonly saved: (uri: string, trusted: boolean) => Promise<void>;
  /** Reads the lock files of the workspace again. */
  readonly reloadLock: () => Promise<void>;
}

/** Serves pinning and image facts. */
export function createImageService(needs: ImageNeeds): ImageService {
  const store = createFactStore();
  const { host, connection } = needs;

  /** Kept between actions for what it remembers of images; its secrets and connections go with the last action. */
  let kept: { readonly key: string; readonly client: ReturnType<ConnectRegistry> } | undefined;
  let running = 0;
  let hasLock = false;
  const clientFor = (connect: ConnectRegistry, settings: ImageSettings, proxy: EditorProxy) => {
    const key = JSON.stringify([settings, proxy]);
    if (kept?.key !== key) kept = { key, client: connect(settings, proxy) };
    return kept.client;
  };

  const withClient = async <T>(trusted: boolean, use: (client: RegistryClient) => Promise<T>): Promise<T | string> => {
    const settings = readImageSettings(await needs.settings('bulkhead.images'));
    if (!needs.connect) return 'Images cannot be looked up here: there is no network.';
    if (settings.lookup === 'off') return 'Looking images up is switched off (bulkhead.images.lookup).';
    if (!trusted) return 'Images are looked up only in workspaces you trust.';
    const client = clientFor(needs.connect, settings, readEditorProxy(await needs.settings('http')));
    running++;
    try {
      return await use(client);
    } finally {
      running--;
      if (running === 0) {
        client.forgetSecrets();
        client.close?.();
      }
    }
  };

  const filesFor = async (params: ImagesParams, signal: AbortSignal): Promise<ImageDocument[]> => {
    if (params.scope === 'workspace') return readAllImageFiles(needs.folders(), needs, () => signal.aborted);
    const file = params.uri === undefined ? undefined : await readImageFile(params.uri, needs);
    if (!file) return [];
    if (params.scope === 'file' || !params.position) return [file];
    const at = toOffset(file, params.position);
    return [{ ...file, only: ({ span }) => span.start <= at && at <= span.end }];
  };

  const pin = async (
    client: RegistryClient,
    params: ImagesParams,
    signal: AbortSignal,
    onDone: Report,
  ): Promise<ImagesResult> => {
    const mode = params.action === 'refresh' ? 'refresh' : 'pin';
    for (let attempt = 1; ; attempt++) {
      const files = await filesFor(params, signal);
      const outcome = await pinFiles(files, client, {
        mode,
        signal,
        onDone,
        fresh: mode === 'refresh' && attempt === 1,
      });
      const isStale = files.some(({ path, version }) => version !== (needs.documents.get(path)?.version ?? null));
      // Somebody typed while the registries were asked; their answers are remembered, so once more is quick.
      if (isStale && attempt < 3) continue;
      if (isStale) return { message: 'Nothing was pinned: the file is being edited.', problems: [], cancelled: false };
      const applied = outcome.edits.size === 0 || (await apply(files, outcome));
      if (!applied)
        return { message: 'Nothing was pinned: the editor refused the change.', problems: [], cancelled: false };
      return summaryOf(outcome);
    }
  };

  const apply = async (files: readonly ImageDocument[], outcome: PinOutcome): Promise<boolean> =>
    (await connection.workspace.applyEdit({ label: 'Pin images', edit: pinEdit(files, outcome, needs.edits()) }))
      .applied;

  const lookUp = async (
    client: RegistryClient,
    files: readonly ImageDocument[],
    signal: AbortSignal,
    onDone: Report,
  ): Promise<ImagesResult> => {
    const images = files
      .flatMap((file) => findImages(file).filter(file.only ?? (() => true)))
      .flatMap((use) => use.image ?? []);
    const looked = await lookUpFacts(images, client, { signal, today: host.today(), onDone });
    for (const [reference, facts] of looked.facts) store.learn(reference, facts);
    if (looked.facts.size > 0) needs.onFacts();
    const texts = looked.shown.map((reference) => {
      const facts = looked.facts.get(reference);
      return facts ? factsMarkdown(reference, facts, host.today()) : '';
    });
    const message = texts.length > 0 ? `Looked up ${count(texts.length, 'image')}.` : 'No image was looked up.';
    return { message, problems: looked.problems, facts: texts.join('\n\n---\n\n'), cancelled: signal.aborted };
  };

  const run = async (params: ImagesParams, token: CancellationToken): Promise<ImagesResult> => {
    const stop = new AbortController();
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin('Bulkhead: asking registries', 0, undefined, true);
    const listeners = [token, progress.token].map((one) => one.onCancellationRequested(() => stop.abort()));
    if (token.isCancellationRequested) stop.abort();
    const onDone: Report = (done, total) => progress.report((100 * done) / Math.max(total, 1), `${done} of ${total}`);
    try {
      const result = await withClient(params.trusted, async (client) =>
        params.action === 'facts'
          ? lookUp(client, await filesFor(params, stop.signal), stop.signal, onDone)
          : pin(client, params, stop.signal, onDone),
      );
      return typeof result === 'string' ? { message: result, problems: [], cancelled: false } : result;
    } finally {
      progress.done();
      for (const listener of listeners) listener.dispose();
    }
  };

  const service: ImageService = {
    commands: Object.values(imageCommands),
    run,
    facts: store.lookup,

    async execute(command, [uri, position], token) {
      const params = commandParams(command, uri, position);
      if (!params) return;
      const result = await run(params, token);
      for (const problem of result.problems) host.log('warning', problem);
      const shown = [result.message, ...result.problems.slice(0, 3), result.facts ?? ''].filter((text) => text !== '');
      connection.window.showInformationMessage(shown.join('\n'));
    },

    async actions(uri, range) {
      const file = await readImageFile(uri, needs, { charts: false });
      if (!file || !needs.connect) return [];
      const asked = toSpan(file, range);
      const here = findImages(file).filter(({ span }) => span.start <= asked.end && asked.start <= span.end);
      return here.slice(0, 1).flatMap(({ image, span, setDigest }) => {
        const at = toRange(file, span).start;
        const action = (title: string, command: string): CodeAction => ({
          title,
          kind: 'quickfix',
          command: { title, command, arguments: [uri, at] },
        });
        if (!image) return [];
        const isPinned = hasRealDigest(image);
        // Whether a chart uses a digest is found out when somebody asks for it: that takes rendering.
        const canPin = setDigest !== undefined || file.kind === 'helm-values';
        return [
          ...(canPin && !isPinned ? [action('Pin to digest', imageCommands.pinDigest)] : []),
          ...(canPin && isPinned && image.tag ? [action('Refresh digest', imageCommands.refreshDigest)] : []),
          ...(canPin && !isPinned ? [action('Pin all images in this file', imageCommands.pinFile)] : []),
          action('Show image facts', imageCommands.showImageFacts),
        ];
      });
    },

    async hover(uri, position) {
      const file = await readImageFile(uri, needs, { charts: false });
      if (!file) return undefined;
      const at = toOffset(file, position);
      const use = findImages(file).find(({ span }) => span.start <= at && at <= span.end);
      const known = use?.image && store.get(use.image.text);
      return known && use?.image ? factsMarkdown(use.image.text, known, host.today()) : undefined;
    },

    async saved(uri, trusted) {
      const { lookup } = readImageSettings(await needs.settings('bulkhead.images'));
      if (lookup !== 'onSave' || !trusted) return;
      const file = await readImageFile(uri, needs);
      const signal = new AbortController().signal;
      if (file) await withClient(trusted, (client) => lookUp(client, [file], signal, () => undefined));
    },

    async reloadLock() {
      const texts = await Promise.all(needs.folders().map((folder) => host.readFile(`${folder}/${lockFileName}`)));
      const found = texts.filter((text) => text !== undefined);
      // Most workspaces have no lock file: then nothing has changed.
      if (found.length === 0 && !hasLock) return;
      hasLock = found.length > 0;
      store.setLock(new Map(found.flatMap((text) => [...readLock(text)])));
      needs.onFacts();
    },
  };
  connection.onRequest(imagesRequest, run);
  connection.onNotification(imagesSavedNotification, ({ uri, trusted }: ImagesSavedParams) =>
    service.saved(uri, trusted),
  );
  return service;
}

type Report = (done: number, total: number) => void;
