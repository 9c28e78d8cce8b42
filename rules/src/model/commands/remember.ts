import { looksAt, watched } from '../dockerfile/around';

const nowhere: ReadonlySet<never> = new Set();

/**
 * Keeps the answer of a pure function on what it was asked about, for as long as that lives. Many rules ask the same.
 * A hidden property is much cheaper for the garbage collector than a table of weak references.
 */
export function remember<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const slot = Symbol('answer');
  return (key) => {
    const holder = key as K & { [slot]?: { readonly result: V; readonly lookedAround: boolean } };
    const known = holder[slot] ?? watched(nowhere, () => compute(key));
    holder[slot] = known;
    if (known.lookedAround) looksAt();
    return known.result;
  };
}
