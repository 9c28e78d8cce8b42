// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { buildContextCopiedWholesale } from './workspace/buildContextCopiedWholesale';
import { containerPortNotExposedByImage } from './workspace/containerPortNotExposedByImage';
import { disruptionBudgetDoesNotFit } from './workspace/disruptionBudgetDoesNotFit';
import { dockerfileUserVersusRunAsUser } from './workspace/dockerfileUserVersusRunAsUser';
import { externalSecretStoreUnused } from './workspace/externalSecretStoreUnused';
import { imageSignaturePolicyAbsent } from './workspace/imageSignaturePolicyAbsent';
import { ingressBackendDangling } from './workspace/ingressBackendDangling';
import { isolationChainIncomplete } from './workspace/isolationChainIncomplete';
import { limitRangeLeavesContainersOpen } from './workspace/limitRangeLeavesContainersOpen';
import { manifestImageDiffersFromDockerfileBasePolicy } from './workspace/manifestImageDiffersFromDockerfileBasePolicy';
import { namespaceWithoutDefaultDeny } from './workspace/namespaceWithoutDefaultDeny';
import { namespaceWithoutLimitRange } from './workspace/namespaceWithoutLimitRange';
import { namespaceWithoutResourceQuota } from './workspace/namespaceWithoutResourceQuota';
import { networkPolicyDangling } from './workspace/networkPolicyDangling';
import { networkPolicyEgressNotGoverned } from './workspace/networkPolicyEgressNotGoverned';
import { rbacClusterScopeUnneeded } from './workspace/rbacClusterScopeUnneeded';
import { rbacTakeoverRoleBound } from './workspace/rbacTakeoverRoleBound';
import { readOnlyRootNeedsWritablePath } from './workspace/readOnlyRootNeedsWritablePath';
import { resourceQuotaLeavesKindsOpen } from './workspace/resourceQuotaLeavesKindsOpen';
import { runAsNonRootBlockedByImage } from './workspace/runAsNonRootBlockedByImage';
import { serviceAccountNonexistent } from './workspace/serviceAccountNonexistent';
import { serviceSelectsTooMuch } from './workspace/serviceSelectsTooMuch';
import { sharedServiceAccount } from './workspace/sharedServiceAccount';
import { sharedVolumeAcrossWorkloads } from './workspace/sharedVolumeAcrossWorkloads';
import { sidecarCanBeBypassed } from './workspace/sidecarCanBeBypassed';
import { singleReplica } from './workspace/singleReplica';
import { untrustedNamespaceMixed } from './workspace/untrustedNamespaceMixed';
import { workloadBoundToDangerousRole } from './workspace/workloadBoundToDangerousRole';
import { workloadWithoutNetworkPolicy } from './workspace/workloadWithoutNetworkPolicy';
import type { Rule } from './rule';

/** The rules in workspace/, sorted by id. */
export const workspaceRules: readonly Rule[] = [
  buildContextCopiedWholesale,
  containerPortNotExposedByImage,
  disruptionBudgetDoesNotFit,
  dockerfileUserVersusRunAsUser,
  externalSecretStoreUnused,
  imageSignaturePolicyAbsent,
  ingressBackendDangling,
  isolationChainIncomplete,
  limitRangeLeavesContainersOpen,
  manifestImageDiffersFromDockerfileBasePolicy,
  namespaceWithoutDefaultDeny,
  namespaceWithoutLimitRange,
  namespaceWithoutResourceQuota,
  networkPolicyDangling,
  networkPolicyEgressNotGoverned,
  rbacClusterScopeUnneeded,
  rbacTakeoverRoleBound,
  readOnlyRootNeedsWritablePath,
  resourceQuotaLeavesKindsOpen,
  runAsNonRootBlockedByImage,
  serviceAccountNonexistent,
  serviceSelectsTooMuch,
  sharedServiceAccount,
  sharedVolumeAcrossWorkloads,
  sidecarCanBeBypassed,
  singleReplica,
  untrustedNamespaceMixed,
  workloadBoundToDangerousRole,
  workloadWithoutNetworkPolicy,
];
