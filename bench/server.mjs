// One language server as a process, spoken to over stdio, and watched.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';

export class Server {
  #process;
  #answers = new Map();
  #waiting = [];
  #nextId = 0;
  #buffer = Buffer.alloc(0);
  #version = 0;
  #document;
  published = 0;

  constructor(definition) {
    this.definition = definition;
    this.startedAt = performance.now();
    const [command, ...args] = definition.command;
    this.#process = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ...definition.env },
    });
    this.#process.stdin.on('error', () => {});
    this.#process.stdout.on('data', (chunk) => this.#receive(chunk));
    this.exited = new Promise((resolve) => this.#process.once('exit', resolve));
    this.exited.then(() => {
      for (const { done } of this.#waiting.splice(0)) done(undefined);
    });
  }

  async open(document) {
    const { initializationOptions = {}, notify = [], settings } = this.definition;
    await this.#request('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      initializationOptions,
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
        textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
      },
    });
    this.initialized = performance.now() - this.startedAt;
    this.#notify('initialized', {});
    for (const method of notify) this.#notify(method, undefined);
    if (settings) this.#notify('workspace/didChangeConfiguration', { settings });
    const { languageId, text, fileName } = document;
    this.#document = { uri: document.uri ?? `file:///bench/${fileName}`, languageId };
    this.#version = 1;
    const first = this.#diagnosticsOf(1, 60_000);
    this.#notify('textDocument/didOpen', { textDocument: { ...this.#document, version: 1, text } });
    const at = await first;
    return at === undefined ? undefined : at - this.startedAt;
  }

  /** Sends one edit and does not wait. */
  edit(change) {
    const textDocument = { uri: this.#document.uri, version: ++this.#version };
    this.#notify('textDocument/didChange', { textDocument, contentChanges: [change] });
  }

  /** Milliseconds from the edit to its diagnostics; undefined when they do not come. */
  async editAndWait(change, limit = 20_000) {
    const sent = performance.now();
    const answer = this.#diagnosticsOf(this.#version + 1, limit);
    this.edit(change);
    const at = await answer;
    return at === undefined ? undefined : at - sent;
  }

  /** Milliseconds until the diagnostics of the version sent last. */
  async last(limit = 60_000) {
    const from = performance.now();
    const at = await this.#diagnosticsOf(this.#version, limit);
    return at === undefined ? undefined : at - from;
  }

  /** CPU time (milliseconds) and memory (MB) of the process and its children. */
  cost() {
    let nanoseconds = 0;
    let rss = 0;
    for (const pid of tree(this.#process.pid)) {
      for (const task of tasksOf(pid)) nanoseconds += Number(read(`${task}/schedstat`).split(' ')[0] || 0);
      rss += Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
    }
    return { cpu: nanoseconds / 1e6, rss };
  }

  /** As an editor ends it: a server may have something to put away. */
  async stop() {
    const late = setTimeout(() => this.#process.kill('SIGKILL'), 5000);
    this.#request('shutdown').then(() => this.#notify('exit'));
    await this.exited;
    clearTimeout(late);
  }

  #diagnosticsOf(version, limit) {
    return new Promise((resolve) => {
      const entry = { version, done: resolve };
      const late = setTimeout(() => entry.done(undefined), limit);
      entry.done = (at) => {
        clearTimeout(late);
        this.#waiting = this.#waiting.filter((other) => other !== entry);
        resolve(at);
      };
      this.#waiting.push(entry);
    });
  }

  #send(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #notify(method, params) {
    this.#send({ method, ...(params === undefined ? {} : { params }) });
  }

  #request(method, params) {
    const id = ++this.#nextId;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.#send({ id, method, params });
    });
  }

  #receive(chunk) {
    const now = performance.now();
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: *(\d+)/i.exec(this.#buffer.toString('latin1', 0, end))[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.#buffer.toString('utf8', end + 4, end + 4 + length));
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#handle(message, now);
    }
  }

  #handle({ id, method, params, result }, now) {
    if (method === 'textDocument/publishDiagnostics') {
      if (params.uri !== this.#document?.uri) return;
      this.published++;
      for (const { version, done } of [...this.#waiting]) if ((params.version ?? version) >= version) done(now);
    } else if (method !== undefined && id !== undefined) this.#send({ id, result: this.#answerTo(method, params) });
    else if (id !== undefined) this.#answers.get(id)?.(result);
  }

  #answerTo(method, params) {
    const { settings = {}, contents } = this.definition;
    if (method === 'workspace/configuration') return params.items.map(({ section }) => settings[section] ?? null);
    if (method !== 'vscode/content' || !contents) return null;
    const file = join(contents, basename(String([params].flat()[0]).split('#')[0]));
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // The process has ended, or this is no Linux.
  }
}

function tasksOf(pid) {
  const folder = `/proc/${pid}/task`;
  return existsSync(folder) ? readdirSync(folder).map((task) => `${folder}/${task}`) : [];
}

function tree(pid) {
  const children = tasksOf(pid).flatMap((task) => read(`${task}/children`).trim().split(' '));
  return [pid, ...children.filter(Boolean).flatMap((child) => tree(Number(child)))];
}
