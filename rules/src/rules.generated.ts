// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { dockerfileRules } from './dockerfile.generated';
import { helmRules } from './helm.generated';
import { kubernetesRules } from './kubernetes.generated';
import { suppressionRules } from './suppression.generated';
import { workspaceRules } from './workspace.generated';
import type { Rule } from './rule';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  ...dockerfileRules,
  ...helmRules,
  ...kubernetesRules,
  ...suppressionRules,
  ...workspaceRules,
].sort((a, b) => (a.id < b.id ? -1 : 1));
