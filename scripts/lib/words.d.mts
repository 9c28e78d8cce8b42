import type { Item } from '../../rules/src/catalog/types';
import type { Words } from '../../server/src/language';

export function readWords(language: string, catalogue: readonly Item[]): Words;
