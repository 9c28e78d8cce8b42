import type { Node, TemplateTree } from '@bulkhead/helm';
import type { Span } from '../text/span';

/** A branch, loop or definition of a template, from behind its opening action up to its closing one. */
interface Block extends Span {
  readonly within: Block | undefined;
}

/** The innermost block around a place; undefined for the template itself. */
function blockAround(tree: TemplateTree, offset: number): Block | undefined {
  let inner: Block | undefined;
  const visit = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if (!('then' in node)) continue;
      for (const block of [node.then, node.otherwise]) {
        if (!block || offset < block.start || offset > block.end) continue;
        inner = { start: block.start, end: block.end, within: inner };
        visit(block.nodes);
        return;
      }
    }
  };
  const define = tree.defines.find(({ start, end }) => start <= offset && offset <= end);
  if (define) inner = { start: define.start, end: define.end, within: undefined };
  visit(define?.body ?? tree.body);
  return inner;
}

/**
 * Where something that belongs to what begins at `home` may be added instead of at `place`: another block that lies there
 * may be skipped, or rendered where this one is not. `place` itself when both are in one block. Undefined where another
 * document may begin in between: with other values it would be added to that.
 */
export function placeInBlock(text: string, tree: TemplateTree, home: number, place: number): number | undefined {
  const found = placeOfBlock(text, tree, home, place);
  return found !== undefined && /^---/m.test(text.slice(home, found)) ? undefined : found;
}

function placeOfBlock(text: string, tree: TemplateTree, home: number, place: number): number | undefined {
  const wanted = blockAround(tree, home);
  const found = blockAround(tree, place);
  if (isSame(wanted, found)) return place;
  for (let block = found; block; block = block.within) {
    if (!isSame(block.within, wanted)) continue;
    // Behind an inner block, with all its branches.
    const closing = /\{\{-?\s*end\b[^}]*\}\}/g;
    closing.lastIndex = block.end;
    return closing.exec(text)?.index === block.end ? closing.lastIndex : undefined;
  }
  if (!wanted || place < wanted.end) return undefined;
  return wanted.start + text.slice(wanted.start, wanted.end).trimEnd().length;
}

function isSame(a: Block | undefined, b: Block | undefined): boolean {
  return a?.start === b?.start;
}
