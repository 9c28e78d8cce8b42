import type { Item } from '../../rules/src/catalog/types';
import type { Words } from '../../server/src/language';

export function germanWords(rules: Words['rules'], catalogue: readonly Item[]): Words;
