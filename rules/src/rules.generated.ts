// Made by `npm run generate` from the files in the rule folders. Do not edit.
import type { Rule } from './rule';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [];
