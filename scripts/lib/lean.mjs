import { root } from './root.mjs';

/**
 * An esbuild plugin for the extension: what the extension host need not read and run before the first finding. Most of its
 * start is the code of the language client, and most of that serves what our server has none of.
 */
export const leanClient = {
  name: 'lean-client',
  setup(build) {
    const file = (name) => new RegExp(`vscode-languageclient[\\\\/]lib[\\\\/]common[\\\\/](${name})\\.js$`);
    build.onLoad({ filter: file(unused.join('|')) }, () => ({ contents: noFeatures }));
    // The editor itself holds us to the version that package.json asks for.
    build.onLoad({ filter: /semver[\\/]functions[\\/]\w+\.js$/ }, () => ({ contents: 'module.exports = () => true;' }));
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'api' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'api' },
    );
    build.onLoad({ filter: /.*/, namespace: 'api' }, () => ({ contents: api('vscode') }));
  },
};

/** The same for the server: the definitions of such features, and what a connection is given for them. */
export const leanServer = {
  name: 'lean-server',
  setup(build) {
    const names = [...unused, 'moniker', 'notebook'].join('|');
    const file = new RegExp(
      `vscode-languageserver(?:-protocol)?[\\\\/]lib[\\\\/]common[\\\\/](?:protocol\\.)?(?:${names})\\.js$`,
    );
    build.onLoad({ filter: file }, () => ({ contents: asIfWithout }));
    build.onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]node[\\/]files\.js$/ }, () => ({
      contents: asIfWithout,
    }));
    // For named pipes, which nobody asks for.
    build.onResolve({ filter: /^crypto$/ }, () => ({ path: 'node:crypto', namespace: 'later' }));
    build.onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => ({ contents: later(path) }));
    build.onResolve({ filter: /^vscode-languageserver(?:\/\w+)?$/ }, ({ path, namespace, importer }) =>
      namespace === 'api' || importer.includes('node_modules') ? undefined : { path, namespace: 'api' },
    );
    build.onLoad({ filter: /.*/, namespace: 'api' }, ({ path }) => ({ contents: api(path), resolveDir: root }));
  },
};

/**
 * And for what reads Dockerfiles: of `dockerfile-ast` the arguments of one instruction, with ranges as plain objects. What reads
 * whole files, and needs Node for it, is in none of our bundles.
 */
export const leanDockerfile = {
  name: 'lean-dockerfile',
  setup(build) {
    const inLibrary = /dockerfile-ast[\\/]lib[\\/]/;
    build.onLoad({ filter: /dockerfile-ast[\\/]lib[\\/]main\.js$/ }, () => ({
      contents: 'exports.DefaultVariables = [];',
    }));
    build.onResolve({ filter: /^vscode-languageserver-types$/ }, ({ importer }) =>
      inLibrary.test(importer) ? { path: 'ranges', namespace: 'dockerfile' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'dockerfile' }, () => ({ contents: ranges }));
  },
};

const ranges = `
exports.Range = { create: (start, end) => ({ start, end }) };
exports.Position = { create: (line, character) => ({ line, character }) };`;

/** The modules of features that our server never offers (`server/src/capabilities.ts`). Diagnostics need that of notebooks. */
const unused = [
  'callHierarchy',
  'colorProvider',
  'declaration',
  'documentHighlight',
  'documentSymbol',
  'fileOperations',
  'foldingRange',
  'formatting',
  'implementation',
  'inlineCompletion',
  'inlineValue',
  'linkedEditingRange',
  'rename',
  'selectionRange',
  'semanticTokens',
  'signatureHelp',
  'textDocumentContent',
  'typeDefinition',
  'typeHierarchy',
  'workspaceSymbol',
];

/** Stands in for each class of such a module: a feature that promises the server nothing. */
const noFeatures = `
class NoFeature {
  fillClientCapabilities() {}
  initialize() {}
  getState() { return { kind: 'static' }; }
  clear() {}
}
module.exports = new Proxy({}, { get: () => NoFeature });`;

/** Stands in for what adds such a feature to a connection: the connection as it was. */
const asIfWithout = `
module.exports = new Proxy({}, { get: (_, name) => (/Feature$/.test(String(name)) ? (base) => base : undefined) });`;

/** Whoever imports what is no ES module gets a copy of all its names, file by file: some 500 in these cases. */
const api = (name) => `module.exports = Object.create(require('${name}'), { __esModule: { value: true } });`;

/** Stands in for a module of Node that takes milliseconds to load. */
const later = (name) => `module.exports = new Proxy({}, { get: (_, key) => require('${name}')[key] });`;
