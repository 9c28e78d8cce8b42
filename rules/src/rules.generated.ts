// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { hostNetwork } from './kubernetes/hostNetwork';
import { privilegeEscalationAllowed } from './kubernetes/privilegeEscalationAllowed';
import { privilegedContainer } from './kubernetes/privilegedContainer';
import { rbacAdmissionOrApiExtensionWrite } from './kubernetes/rbacAdmissionOrApiExtensionWrite';
import { rbacAggregatesIntoDefaultRoles } from './kubernetes/rbacAggregatesIntoDefaultRoles';
import { rbacAnonymousBinding } from './kubernetes/rbacAnonymousBinding';
import { rbacAuthenticatedGroupBinding } from './kubernetes/rbacAuthenticatedGroupBinding';
import { rbacBindOrEscalate } from './kubernetes/rbacBindOrEscalate';
import { rbacClusterAdminBinding } from './kubernetes/rbacClusterAdminBinding';
import { rbacClusterScopeUnneeded } from './workspace/rbacClusterScopeUnneeded';
import { rbacConfigMapWrite } from './kubernetes/rbacConfigMapWrite';
import { rbacCrossNamespaceSubject } from './kubernetes/rbacCrossNamespaceSubject';
import { rbacCsrApprove } from './kubernetes/rbacCsrApprove';
import { rbacDefaultServiceAccountBound } from './kubernetes/rbacDefaultServiceAccountBound';
import { rbacEvidenceDelete } from './kubernetes/rbacEvidenceDelete';
import { rbacImpersonate } from './kubernetes/rbacImpersonate';
import { rbacNamedUserBinding } from './kubernetes/rbacNamedUserBinding';
import { rbacNamespaceLabelWrite } from './kubernetes/rbacNamespaceLabelWrite';
import { rbacNetworkWrite } from './kubernetes/rbacNetworkWrite';
import { rbacNodeModify } from './kubernetes/rbacNodeModify';
import { rbacNodeProxy } from './kubernetes/rbacNodeProxy';
import { rbacPersistentVolumeCreate } from './kubernetes/rbacPersistentVolumeCreate';
import { rbacPodExec } from './kubernetes/rbacPodExec';
import { rbacPortForward } from './kubernetes/rbacPortForward';
import { rbacRoleBindingCreate } from './kubernetes/rbacRoleBindingCreate';
import { rbacSecretsRead } from './kubernetes/rbacSecretsRead';
import { rbacServiceStatusWrite } from './kubernetes/rbacServiceStatusWrite';
import { rbacSystemMasters } from './kubernetes/rbacSystemMasters';
import { rbacTokenCreate } from './kubernetes/rbacTokenCreate';
import { rbacWildcard } from './kubernetes/rbacWildcard';
import { rbacWildcardAll } from './kubernetes/rbacWildcardAll';
import { rbacWorkloadCreate } from './kubernetes/rbacWorkloadCreate';
import { suppressionExpired } from './suppression/suppressionExpired';
import { suppressionUnused } from './suppression/suppressionUnused';
import { suppressionWithoutReason } from './suppression/suppressionWithoutReason';
import type { Rule } from './rule';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  hostNetwork,
  privilegeEscalationAllowed,
  privilegedContainer,
  rbacAdmissionOrApiExtensionWrite,
  rbacAggregatesIntoDefaultRoles,
  rbacAnonymousBinding,
  rbacAuthenticatedGroupBinding,
  rbacBindOrEscalate,
  rbacClusterAdminBinding,
  rbacClusterScopeUnneeded,
  rbacConfigMapWrite,
  rbacCrossNamespaceSubject,
  rbacCsrApprove,
  rbacDefaultServiceAccountBound,
  rbacEvidenceDelete,
  rbacImpersonate,
  rbacNamedUserBinding,
  rbacNamespaceLabelWrite,
  rbacNetworkWrite,
  rbacNodeModify,
  rbacNodeProxy,
  rbacPersistentVolumeCreate,
  rbacPodExec,
  rbacPortForward,
  rbacRoleBindingCreate,
  rbacSecretsRead,
  rbacServiceStatusWrite,
  rbacSystemMasters,
  rbacTokenCreate,
  rbacWildcard,
  rbacWildcardAll,
  rbacWorkloadCreate,
  suppressionExpired,
  suppressionUnused,
  suppressionWithoutReason,
];
