import {
  Composer,
  type CST,
  type Document,
  type DocumentOptions,
  type ParsedNode,
  type ParseOptions,
  Parser,
  type SchemaOptions,
} from 'yaml';

/** Deeper than any file people write, and far from where a recursive reader exhausts the stack. */
export const deepestNesting = 400;

/**
 * Parses the first document of a text, like `parseDocument`. Reading tokens needs no recursion, composing them does: what
 * is nested too deeply is refused in between. A stack that is nearly exhausted is no mere exception: the engine ends the
 * process when it has to compile a regular expression there.
 */
export function parseBounded(
  text: string,
  options: ParseOptions & DocumentOptions & SchemaOptions,
): Document.Parsed<ParsedNode> {
  const tokens = [...new Parser().parse(text)];
  if (isDeeperThan(tokens, deepestNesting)) throw new RangeError('It is nested too deeply.');
  for (const document of new Composer(options).compose(tokens, true, text.length)) {
    return document as Document.Parsed<ParsedNode>;
  }
  throw new Error('A text always has a document.');
}

function isDeeperThan(tokens: readonly CST.Token[], limit: number): boolean {
  const open: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > limit) return true;
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items as readonly { key?: CST.Token | null; value?: CST.Token }[]) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return false;
}
