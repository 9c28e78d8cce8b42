import { findImages } from '@bulkhead/rules/images/index';
import type { CancellationToken } from 'vscode-languageserver';
import { toOffset } from '../convert';
import type { ConnectRegistry, ImageNeeds, RegistryActions } from '../images';
import type { ImagesParams, ImagesResult } from '../imagesProtocol';
import type { RegistryClient } from '../registry/client';
import { type PinOutcome, pinFiles } from '../registry/pinFiles';
import { type FactStore, factsMarkdown } from './facts';
import { type ImageDocument, readAllImageFiles, readImageFile } from './files';
import { lookUpFacts } from './lookUp';
import { pinEdit } from './pinEdit';
import { type EditorProxy, type ImageSettings, readEditorProxy, readImageSettings } from './settings';
import { count, summaryOf } from './summary';

/** Pins images and looks their facts up. */
export function createRegistryActions(needs: ImageNeeds, store: FactStore): RegistryActions {
  const { host, connection } = needs;

  /** Kept between actions for what it remembers of images; its secrets and connections go with the last action. */
  let kept: { readonly key: string; readonly client: ReturnType<ConnectRegistry> } | undefined;
  let running = 0;
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
    const client = clientFor(await needs.connect(), settings, readEditorProxy(await needs.settings('http')));
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
    const onDone: Report = (done, total) => progress.report((100 * done) / Math.max(total, 1), `${done}/${total}`);
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

  const saved = async (uri: string, trusted: boolean): Promise<void> => {
    const { lookup } = readImageSettings(await needs.settings('bulkhead.images'));
    if (lookup !== 'onSave' || !trusted) return;
    const file = await readImageFile(uri, needs);
    const signal = new AbortController().signal;
    if (file) await withClient(trusted, (client) => lookUp(client, [file], signal, () => undefined));
  };

  return { run, saved };
}

type Report = (done: number, total: number) => void;
