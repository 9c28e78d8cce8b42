// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { securityCheckSuppressedWithoutReason } from './suppression/securityCheckSuppressedWithoutReason';
import { suppressionExpired } from './suppression/suppressionExpired';
import { suppressionUnused } from './suppression/suppressionUnused';
import { suppressionWithoutReason } from './suppression/suppressionWithoutReason';
import type { Rule } from './rule';

/** The rules in suppression/, sorted by id. */
export const suppressionRules: readonly Rule[] = [
  securityCheckSuppressedWithoutReason,
  suppressionExpired,
  suppressionUnused,
  suppressionWithoutReason,
];
