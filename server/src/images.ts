import { lockFileName } from '@bulkhead/rules/images/locked';
import type { ImageFacts } from '@bulkhead/rules/model/facts';
import {
  type CancellationToken,
  type CodeAction,
  type Connection,
  ErrorCodes,
  type Position,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import { toOffset, toRange, toSpan } from './convert';
import type { EditStyle } from './edits';
import type { Host } from './host';
import { commandParams } from './images/commandParams';
import { createFactStore, factsMarkdown } from './images/facts';
import { type FileNeeds, readImageFile } from './images/files';
import type { EditorProxy, ImageSettings } from './images/settings';
import {
  type ImagesParams,
  type ImagesResult,
  type ImagesSavedParams,
  imageCommands,
  imagesRequest,
  imagesSavedNotification,
} from './imagesProtocol';
import { type Language, toldIn } from './language';
import type { RegistryClient } from './registry/client';

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
  /** Loads what connects to registries; absent where there is no network. */
  readonly connect?: () => Promise<ConnectRegistry>;
  /** Facts have changed: what was concluded from them is no longer right. */
  readonly onFacts: () => void;
  readonly language: () => Language;
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

/** The part that asks registries; it is loaded when somebody first wants that. */
export type RegistryActions = Pick<ImageService, 'run' | 'saved'>;

/** Serves pinning and image facts. */
export function createImageService(needs: ImageNeeds): ImageService {
  const store = createFactStore();
  const { host, connection } = needs;
  let hasLock = false;
  let loading: Promise<RegistryActions> | undefined;
  const actions = (): Promise<RegistryActions> => {
    loading ??= import('./images/registryActions').then(({ createRegistryActions }) =>
      createRegistryActions(needs, store),
    );
    return loading;
  };
  const run: ImageService['run'] = async (params, token) =>
    toldIn(needs.language(), await (await actions()).run(params, token));

  const service: ImageService = {
    commands: Object.values(imageCommands),
    run,
    facts: store.lookup,

    async execute(command, [uri, position], token) {
      const params = commandParams(command, uri, position);
      if (!params) throw new ResponseError(ErrorCodes.InvalidParams, `There is no command "${command}".`);
      const result = await run(params, token);
      for (const problem of result.problems) host.log('warning', problem);
      const shown = [result.message, ...result.problems.slice(0, 3), result.facts ?? ''].filter((text) => text !== '');
      connection.window.showInformationMessage(shown.join('\n'));
    },

    async actions(uri, range) {
      const file = await readImageFile(uri, needs, { charts: false });
      if (!file || !needs.connect) return [];
      const { findImages, hasRealDigest } = await import('@bulkhead/rules/images/index');
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
      const { findImages } = await import('@bulkhead/rules/images/index');
      const at = toOffset(file, position);
      const use = findImages(file).find(({ span }) => span.start <= at && at <= span.end);
      const known = use?.image && store.get(use.image.text);
      return known && use?.image
        ? needs.language().tellParts(factsMarkdown(use.image.text, known, host.today()))
        : undefined;
    },

    saved: async (uri, trusted) => (await actions()).saved(uri, trusted),

    async reloadLock() {
      const texts = await Promise.all(needs.folders().map((folder) => host.readFile(`${folder}/${lockFileName}`)));
      const found = texts.filter((text) => text !== undefined);
      // Most workspaces have no lock file: then nothing has changed.
      if (found.length === 0 && !hasLock) return;
      hasLock = found.length > 0;
      const { readLock } = await import('@bulkhead/rules/images/index');
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
