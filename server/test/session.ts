import { PassThrough } from 'node:stream';
import { defineRule, findRule, type Rule } from '@bulkhead/rules';
import {
  type ClientCapabilities,
  createConnection,
  createMessageConnection,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Host } from '../src/host';
import type { InitializationOptions } from '../src/protocol';
import { type ServerOptions, startServer } from '../src/server';
import { uri } from './manifests';

/** A client as a test plays it. */
export interface Session {
  readonly client: MessageConnection;
  readonly initialized: InitializeResult;
  readonly open: (uri: string, languageId: string, text: string) => void;
  readonly pushed: (uri: string) => Promise<PushedDiagnostics>;
  /** How often the engine has read a document. */
  readonly analyses: () => number;
  readonly log: string[];
  readonly end: () => void;
}

export interface PushedDiagnostics {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: { readonly message: string; readonly code: string; readonly range: unknown }[];
}

export interface SessionOptions {
  readonly capabilities?: ClientCapabilities;
  readonly own?: InitializationOptions;
  readonly settings?: () => unknown;
  readonly rules?: readonly Rule[];
  readonly host?: Partial<Host>;
  readonly folders?: readonly string[];
  /** The one folder of a client that knows of no others. */
  readonly root?: string;
  readonly locale?: string;
  /** The way to registries; without one there is no network. */
  readonly connectRegistry?: NonNullable<ServerOptions['connectRegistry']>;
}

/** Starts a server and a client that talk through memory. Timers fire at once unless the test brings its own. */
export async function startSession(options: SessionOptions = {}): Promise<Session> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const log: string[] = [];
  let analyses = 0;
  const host: Host = {
    readFile: async () => undefined,
    listFiles: async () => [],
    log: (level, message) => log.push(`${level}: ${message}`),
    setTimer: later,
    now: () => 0,
    today: () => '2026-01-01',
    ...options.host,
  };
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), host, {
    rules: [...(options.rules ?? rulesNamed('host-network', 'privileged-container')), counting(() => analyses++)],
    ...(options.connectRegistry ? { connectRegistry: options.connectRegistry } : {}),
  });
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const waiting = new Map<string, ((found: PushedDiagnostics) => void)[]>();
  client.onNotification('textDocument/publishDiagnostics', (params: PushedDiagnostics) => {
    for (const resolve of waiting.get(params.uri)?.splice(0) ?? []) resolve(params);
  });
  client.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
    items.map(() => options.settings?.() ?? null),
  );
  client.onRequest('client/registerCapability', () => null);
  client.listen();
  const initialized = await client.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: options.root ?? null,
    workspaceFolders: options.root ? null : (options.folders ?? []).map((folder) => ({ uri: folder, name: folder })),
    capabilities: options.capabilities ?? {},
    initializationOptions: options.own,
    ...(options.locale === undefined ? {} : { locale: options.locale }),
  });
  await client.sendNotification('initialized', {});
  return {
    client,
    initialized,
    open: (uri, languageId, text) =>
      void client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    pushed: (uri) =>
      new Promise((resolve) => {
        waiting.set(uri, [...(waiting.get(uri) ?? []), resolve]);
      }),
    analyses: () => analyses,
    log,
    end: () => {
      client.dispose();
      up.end();
      down.end();
    },
  };
}

/** A timer without time: it fires when the event loop has gone round often enough for messages underway to arrive. */
function later(_milliseconds: number, run: () => void): () => void {
  let rounds = 20;
  const round = () => {
    timer = setImmediate(rounds-- > 0 ? round : run);
  };
  let timer = setImmediate(round);
  return () => clearImmediate(timer);
}

/** A rule that finds nothing and only counts: it sees an object each time its document is read again. */
function counting(count: () => void): Rule {
  return defineRule({
    id: 'counting',
    title: 'Counts',
    control: 'test',
    level: 'baseline',
    severity: 'info',
    stride: ['E'],
    layer: 'runtime',
    aliases: [],
    references: [],
    fixable: 'never',
    subject: 'object',
    why: '',
    remedy: '',
    check() {
      count();
      return [];
    },
    examples: [],
    accepts: [],
  });
}

/** A few real rules, by name: what the others say may change without a test of the protocol noticing. */
export function rulesNamed(...ids: string[]): Rule[] {
  return ids.map((id) => {
    const rule = findRule(id);
    if (!rule) throw new Error(`no rule ${id}`);
    return rule;
  });
}

/** A client that asks for findings. */
export const pull: SessionOptions = { capabilities: { textDocument: { diagnostic: {} } } };

/** Ends the session whatever happens. */
export async function withSession(options: SessionOptions, use: (session: Session) => Promise<void>): Promise<void> {
  const session = await startSession(options);
  session.client.onRequest('window/workDoneProgress/create', () => null);
  try {
    await use(session);
  } finally {
    session.end();
  }
}

/** The rules whose findings the server answers with. */
export async function codes({ client }: Session, file = uri): Promise<string[]> {
  const report = await client.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri: file },
  });
  return report.kind === 'full' ? report.items.map(({ code }) => String(code)) : [];
}
