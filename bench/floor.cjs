// The floor: the least a language server in Node can do. It parses the edited YAML document, or the Dockerfile, with the
// parsers we use, and publishes. No rule, no model.
const {
  createConnection,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
} = require('vscode-languageserver/node');
const { TextDocument } = require('vscode-languageserver-textdocument');
const { LineCounter, parseAllDocuments } = require('yaml');
const { DockerfileParser } = require('dockerfile-ast');

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
const documents = new TextDocuments(TextDocument);
let parsed = new Map();

connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
documents.onDidChangeContent(({ document }) => {
  const text = document.getText();
  if (document.languageId === 'dockerfile') DockerfileParser.parse(text).getInstructions();
  else {
    const next = new Map();
    for (const part of text.split(/^---.*$/m)) {
      const known = parsed.get(part);
      next.set(part, known ?? parseAllDocuments(part, { keepSourceTokens: true, lineCounter: new LineCounter() }));
    }
    parsed = next;
  }
  connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: [] });
});
documents.listen(connection);
connection.listen();
