import { type Document, isMap, isSeq, parseDocument, visit, type YAMLMap, YAMLSeq } from 'yaml';

/** The same file written another way. Textual shapes change the wanted result in the same way, so it stays exact. */
export interface TextShape {
  readonly name: string;
  /** Of the fixed text it is told what that was made of. */
  readonly write: (text: string, from?: string) => string;
}

const crlf = (text: string) => text.replace(/\r?\n/g, '\r\n');

/** Ends the first document; what a fix puts below a single one comes before its end mark. */
function endFirstDocument(text: string, from = text): string {
  const next = from.includes('\n---\n') ? text.indexOf('\n---\n') + 1 : 0;
  return next === 0 ? `---\n${text}...\n` : `---\n${text.slice(0, next)}...\n${text.slice(next)}`;
}

export const yamlTextShapes: readonly TextShape[] = [
  { name: 'CRLF line endings', write: crlf },
  { name: 'no final newline', write: (text) => text.replace(/\n+$/, '') },
  { name: 'byte order mark', write: (text) => `\uFEFF${text}` },
  { name: 'document before', write: (text) => `apiVersion: v1\nkind: Note\nmetadata:\n  name: a\n---\n${text}` },
  { name: 'document after', write: (text) => `${text}---\napiVersion: v1\nkind: Note\nmetadata:\n  name: a\n` },
  { name: 'explicit start and end', write: endFirstDocument },
  { name: 'wide characters', write: (text) => `# \u{1F512} größer 漢字\n${text}` },
  { name: 'tab in a comment', write: (text) => `#\twritten\tby hand\n${text}` },
  { name: 'CRLF, no final newline', write: (text) => crlf(text).replace(/(\r\n)+$/, '') },
];

export const dockerfileTextShapes: readonly TextShape[] = [
  { name: 'CRLF line endings', write: crlf },
  { name: 'no final newline', write: (text) => text.replace(/\n+$/, '') },
  { name: 'byte order mark', write: (text) => `\uFEFF${text}` },
];

/** A shape that rebuilds the document: the result is judged by what must hold, not letter by letter. */
export interface TreeShape {
  readonly name: string;
  readonly write: (text: string) => string | undefined;
}

function rebuilt(change: (document: Document) => boolean, flow = false): (text: string) => string | undefined {
  return (text) => {
    const document = parseDocument(text, { version: '1.1', merge: true } as object);
    if (document.errors.length || !isMap(document.contents)) return undefined;
    if (!change(document)) return undefined;
    return document.toString(flow ? { collectionStyle: 'flow' } : {});
  };
}

/** The container lists of a document, found by name: tests need no model of their own. */
function containerLists(document: Document): YAMLSeq[] {
  const lists: YAMLSeq[] = [];
  visit(document, {
    Pair(_, pair) {
      const key = String((pair.key as { value?: unknown } | null)?.value);
      if (/^(containers|initContainers)$/.test(key) && isSeq(pair.value)) lists.push(pair.value as YAMLSeq);
    },
  });
  return lists;
}

function firstContainer(document: Document): { list: YAMLSeq; map: YAMLMap } | undefined {
  const list = containerLists(document)[0];
  const map = list?.items[0];
  return list && isMap(map) ? { list, map } : undefined;
}

export const treeShapes: readonly TreeShape[] = [
  { name: 'flow style', write: rebuilt(() => true, true) },
  {
    name: 'JSON',
    write: (text) => {
      const document = parseDocument(text, { version: '1.1' });
      return document.errors.length ? undefined : `${JSON.stringify(document.toJS(), null, 2)}\n`;
    },
  },
  {
    name: 'maps shared by alias',
    write: rebuilt((document) => {
      const found = firstContainer(document);
      if (!found) return false;
      const second = document.createNode({ name: 'second' }) as YAMLMap;
      let shared = 0;
      for (const pair of found.map.items) {
        const key = String((pair.key as { value?: unknown }).value);
        if (key === 'name') continue;
        if (isMap(pair.value) || isSeq(pair.value)) {
          second.set(key, document.createAlias(pair.value as YAMLMap, `shared${shared++}`));
        } else second.set(key, document.createNode(pair.value));
      }
      found.list.add(second);
      return shared > 0;
    }),
  },
  {
    name: 'merge key',
    write: rebuilt((document) => {
      const found = firstContainer(document);
      if (!found) return false;
      const second = document.createNode({}) as YAMLMap;
      second.add(document.createPair('<<', document.createAlias(found.map, 'base')));
      second.add(document.createPair('name', 'second'));
      found.list.add(second);
      return true;
    }),
  },
  {
    name: 'empty flow maps',
    write: rebuilt((document) => {
      const found = firstContainer(document);
      if (!found || found.map.has('securityContext')) return false;
      for (const key of ['securityContext', 'resources'])
        if (!found.map.has(key)) found.map.set(key, document.createNode({}));
      return true;
    }),
  },
  {
    name: 'keys without a value',
    write: (text) =>
      rebuilt((document) => {
        const found = firstContainer(document);
        if (!found || found.map.has('securityContext')) return false;
        for (const key of ['securityContext', 'resources']) if (!found.map.has(key)) found.map.set(key, null);
        return true;
      })(text)?.replace(/^(\s*(?:securityContext|resources)):\s*null$/gm, '$1: # later'),
  },
  {
    name: 'block scalar first',
    write: rebuilt((document) => {
      const found = firstContainer(document);
      if (!found) return false;
      const note = document.createNode('/dev/termination-log\n');
      (note as { type?: string }).type = 'BLOCK_LITERAL';
      found.map.items.unshift(document.createPair('terminationMessagePath', note));
      return true;
    }),
  },
  {
    name: 'wider indentation',
    write: (text) => {
      const document = parseDocument(text, { version: '1.1' });
      return document.errors.length ? undefined : document.toString({ indent: 4, indentSeq: true });
    },
  },
];
void YAMLSeq;
