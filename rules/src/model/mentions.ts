import type { KubernetesObject } from './object';
import { entries, items, scalarText, type Value } from './value';

/** The texts of an object in which a name stands as a word, without its metadata. */
export function mentionsOf(name: string, object: KubernetesObject): Value[] {
  return entries(object.root).flatMap(({ key, value }) => (key === 'metadata' ? [] : wordsIn(value, name)));
}

/** The texts below a value in which a name stands as a word. */
export function wordsIn(value: Value, name: string): Value[] {
  const word = new RegExp(`(^|[^\\w.-])${name.replace(/[^\w-]/g, '\\$&')}($|[^\\w.-])`);
  const found: Value[] = [];
  const look = (here: Value): void => {
    if (word.test(scalarText(here) ?? '')) found.push(here);
    for (const entry of entries(here)) {
      if (word.test(entry.key)) found.push(entry.value);
      look(entry.value);
    }
    for (const item of items(here)) look(item);
  };
  look(value);
  return found;
}
