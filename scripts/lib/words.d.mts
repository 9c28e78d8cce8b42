import type { Words } from '../../server/src/language';

export function readWords(language: string): Words;
