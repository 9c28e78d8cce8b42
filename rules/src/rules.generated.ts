// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { hostNetwork } from './kubernetes/hostNetwork';
import { privilegeEscalationAllowed } from './kubernetes/privilegeEscalationAllowed';
import { privilegedContainer } from './kubernetes/privilegedContainer';
import { suppressionExpired } from './suppression/suppressionExpired';
import { suppressionUnused } from './suppression/suppressionUnused';
import { suppressionWithoutReason } from './suppression/suppressionWithoutReason';
import type { Rule } from './rule';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  hostNetwork,
  privilegeEscalationAllowed,
  privilegedContainer,
  suppressionExpired,
  suppressionUnused,
  suppressionWithoutReason,
];
