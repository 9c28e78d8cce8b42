import type { KubernetesObject } from './object';
import { entries, items, scalarText, type Value } from './value';

/** The texts of an object in which a name stands as a word, without its metadata. */
export function mentionsOf(name: string, object: KubernetesObject): Value[] {
  const word = new RegExp(`(^|[^\\w.-])${name.replace(/[^\w-]/g, '\\$&')}($|[^\\w.-])`);
  const found: Value[] = [];
  const look = (value: Value): void => {
    if (word.test(scalarText(value) ?? '')) found.push(value);
    for (const entry of entries(value)) {
      if (word.test(entry.key)) found.push(entry.value);
      if (value !== object.root || entry.key !== 'metadata') look(entry.value);
    }
    for (const item of items(value)) look(item);
  };
  look(object.root);
  return found;
}
