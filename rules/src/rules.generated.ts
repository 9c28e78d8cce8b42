// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { addRemoteWithoutChecksum } from './dockerfile/addRemoteWithoutChecksum';
import { addUsedForLocalFiles } from './dockerfile/addUsedForLocalFiles';
import { admissionWebhookFailsOpen } from './kubernetes/admissionWebhookFailsOpen';
import { agentSandboxNetworkUnmanaged } from './kubernetes/agentSandboxNetworkUnmanaged';
import { ambiguousBuildStructure } from './dockerfile/ambiguousBuildStructure';
import { apparmorAnnotationDeprecated } from './kubernetes/apparmorAnnotationDeprecated';
import { apparmorProfileMissing } from './kubernetes/apparmorProfileMissing';
import { apparmorUnconfined } from './kubernetes/apparmorUnconfined';
import { autoscalingUnbounded } from './kubernetes/autoscalingUnbounded';
import { azureInlineVolume } from './kubernetes/azureInlineVolume';
import { baseImageRegistryNotApproved } from './dockerfile/baseImageRegistryNotApproved';
import { baseImageTagMissing } from './dockerfile/baseImageTagMissing';
import { baseImageTagMutable } from './dockerfile/baseImageTagMutable';
import { buildStepSecurityInsecure } from './dockerfile/buildStepSecurityInsecure';
import { capabilitiesNotDropped } from './kubernetes/capabilitiesNotDropped';
import { capabilityBeyondBaselineAdded } from './kubernetes/capabilityBeyondBaselineAdded';
import { capabilityBeyondRestrictedAdded } from './kubernetes/capabilityBeyondRestrictedAdded';
import { capabilityDangerousAdded } from './kubernetes/capabilityDangerousAdded';
import { capabilityNetRawKept } from './kubernetes/capabilityNetRawKept';
import { containerRuntimeSocketMounted } from './kubernetes/containerRuntimeSocketMounted';
import { controlPlaneManifestInRepo } from './kubernetes/controlPlaneManifestInRepo';
import { cpuLimitMissing } from './kubernetes/cpuLimitMissing';
import { cpuRequestMissing } from './kubernetes/cpuRequestMissing';
import { credentialFileCopied } from './dockerfile/credentialFileCopied';
import { daemonSocketInImage } from './dockerfile/daemonSocketInImage';
import { defaultServiceAccountUsed } from './kubernetes/defaultServiceAccountUsed';
import { defenderOrAuditDisabled } from './kubernetes/defenderOrAuditDisabled';
import { deprecatedApiVersion } from './kubernetes/deprecatedApiVersion';
import { deviceClaimAdminAccess } from './kubernetes/deviceClaimAdminAccess';
import { disruptionBudgetMissingOrBlocking } from './kubernetes/disruptionBudgetMissingOrBlocking';
import { duplicateEffectiveInstruction } from './dockerfile/duplicateEffectiveInstruction';
import { emptyDirMemoryUnbounded } from './kubernetes/emptyDirMemoryUnbounded';
import { emptyDirUnbounded } from './kubernetes/emptyDirUnbounded';
import { ephemeralStorageLimitMissing } from './kubernetes/ephemeralStorageLimitMissing';
import { finalStageUserMissing } from './dockerfile/finalStageUserMissing';
import { finalStageUserRoot } from './dockerfile/finalStageUserRoot';
import { gatewayListenerOpen } from './kubernetes/gatewayListenerOpen';
import { gitRepoVolume } from './kubernetes/gitRepoVolume';
import { gpuDeviceSelectionByEnv } from './dockerfile/gpuDeviceSelectionByEnv';
import { gpuLimitMismatch } from './kubernetes/gpuLimitMismatch';
import { gpuSharedWithoutIsolation } from './kubernetes/gpuSharedWithoutIsolation';
import { guaranteedQosMissing } from './kubernetes/guaranteedQosMissing';
import { healthcheckMissing } from './dockerfile/healthcheckMissing';
import { hostDeviceMounted } from './kubernetes/hostDeviceMounted';
import { hostIpc } from './kubernetes/hostIpc';
import { hostNetwork } from './kubernetes/hostNetwork';
import { hostPathSensitive } from './kubernetes/hostPathSensitive';
import { hostPathVolume } from './kubernetes/hostPathVolume';
import { hostPathWritable } from './kubernetes/hostPathWritable';
import { hostPid } from './kubernetes/hostPid';
import { hostPort } from './kubernetes/hostPort';
import { ingressConfigSnippet } from './kubernetes/ingressConfigSnippet';
import { ingressControllerRetired } from './kubernetes/ingressControllerRetired';
import { ingressHostWildcard } from './kubernetes/ingressHostWildcard';
import { ingressRequestSizeUnbounded } from './kubernetes/ingressRequestSizeUnbounded';
import { ingressWithoutTls } from './kubernetes/ingressWithoutTls';
import { ingressWithoutWafOrAuth } from './kubernetes/ingressWithoutWafOrAuth';
import { jobRunsUnbounded } from './kubernetes/jobRunsUnbounded';
import { knownVulnerableVersionPinned } from './dockerfile/knownVulnerableVersionPinned';
import { maintainerInstructionUsed } from './dockerfile/maintainerInstructionUsed';
import { memoryLimitMissing } from './kubernetes/memoryLimitMissing';
import { memoryRequestMissing } from './kubernetes/memoryRequestMissing';
import { meshSidecarBypassed } from './kubernetes/meshSidecarBypassed';
import { mlServerAdminInterfaceExposed } from './dockerfile/mlServerAdminInterfaceExposed';
import { mountPropagationBidirectional } from './kubernetes/mountPropagationBidirectional';
import { namespacePodSecurityMissing } from './kubernetes/namespacePodSecurityMissing';
import { namespacePodSecurityWeak } from './kubernetes/namespacePodSecurityWeak';
import { networkPolicyAllowsAllEgress } from './kubernetes/networkPolicyAllowsAllEgress';
import { networkPolicyAllowsAllIngress } from './kubernetes/networkPolicyAllowsAllIngress';
import { networkPolicyDnsUnrestricted } from './kubernetes/networkPolicyDnsUnrestricted';
import { networkPolicyPortsUnrestricted } from './kubernetes/networkPolicyPortsUnrestricted';
import { networkPolicyReachesMetadataService } from './kubernetes/networkPolicyReachesMetadataService';
import { networkPolicySelectorTooWide } from './kubernetes/networkPolicySelectorTooWide';
import { notebookAuthDisabled } from './dockerfile/notebookAuthDisabled';
import { ownershipLabelsMissing } from './kubernetes/ownershipLabelsMissing';
import { packageSignatureCheckDisabled } from './dockerfile/packageSignatureCheckDisabled';
import { passwordSetInBuild } from './dockerfile/passwordSetInBuild';
import { persistentVolumeHostPath } from './kubernetes/persistentVolumeHostPath';
import { pipExtraIndexUrl } from './dockerfile/pipExtraIndexUrl';
import { pipTrustedHost } from './dockerfile/pipTrustedHost';
import { privilegeEscalationAllowed } from './kubernetes/privilegeEscalationAllowed';
import { privilegedContainer } from './kubernetes/privilegedContainer';
import { probeOrHookTargetsOtherHost } from './kubernetes/probeOrHookTargetsOtherHost';
import { procMountUnmasked } from './kubernetes/procMountUnmasked';
import { procMountUnmaskedInUserNamespace } from './kubernetes/procMountUnmaskedInUserNamespace';
import { provenanceLabelsMissing } from './dockerfile/provenanceLabelsMissing';
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
import { remoteAdminPortExposed } from './dockerfile/remoteAdminPortExposed';
import { remoteScriptPipedToShell } from './dockerfile/remoteScriptPipedToShell';
import { replicasNotSpread } from './kubernetes/replicasNotSpread';
import { resourceCeilingExceeded } from './kubernetes/resourceCeilingExceeded';
import { resourceQuotaIncomplete } from './kubernetes/resourceQuotaIncomplete';
import { rootFilesystemWritable } from './kubernetes/rootFilesystemWritable';
import { rootGroupMembership } from './kubernetes/rootGroupMembership';
import { runAsLowUid } from './kubernetes/runAsLowUid';
import { runAsNonRootNotEnforced } from './kubernetes/runAsNonRootNotEnforced';
import { runAsRoot } from './kubernetes/runAsRoot';
import { sandboxRuntimeWeakened } from './kubernetes/sandboxRuntimeWeakened';
import { seccompAnnotationIgnored } from './kubernetes/seccompAnnotationIgnored';
import { seccompProfileMissing } from './kubernetes/seccompProfileMissing';
import { seccompUnconfined } from './kubernetes/seccompUnconfined';
import { secretDeletedInLaterLayer } from './dockerfile/secretDeletedInLaterLayer';
import { secretInArg } from './dockerfile/secretInArg';
import { secretInConfigMap } from './kubernetes/secretInConfigMap';
import { secretInEnv } from './dockerfile/secretInEnv';
import { secretLiteralInBuild } from './dockerfile/secretLiteralInBuild';
import { secretManifestWithData } from './kubernetes/secretManifestWithData';
import { secretMountPersisted } from './dockerfile/secretMountPersisted';
import { secretProviderClassWeak } from './kubernetes/secretProviderClassWeak';
import { securityContextAbsent } from './kubernetes/securityContextAbsent';
import { selectorMismatch } from './kubernetes/selectorMismatch';
import { selinuxOptionsCustom } from './kubernetes/selinuxOptionsCustom';
import { serviceAccountFieldDeprecated } from './kubernetes/serviceAccountFieldDeprecated';
import { serviceAccountObjectAutomounts } from './kubernetes/serviceAccountObjectAutomounts';
import { serviceAccountTokenAutomounted } from './kubernetes/serviceAccountTokenAutomounted';
import { serviceAccountTokenSecret } from './kubernetes/serviceAccountTokenSecret';
import { serviceExposesAdminPort } from './kubernetes/serviceExposesAdminPort';
import { serviceExternalIps } from './kubernetes/serviceExternalIps';
import { serviceExternalName } from './kubernetes/serviceExternalName';
import { serviceLinksEnabled } from './kubernetes/serviceLinksEnabled';
import { serviceNodePort } from './kubernetes/serviceNodePort';
import { servicePublicLoadBalancer } from './kubernetes/servicePublicLoadBalancer';
import { setuidBitAdded } from './dockerfile/setuidBitAdded';
import { sharedProcessNamespace } from './kubernetes/sharedProcessNamespace';
import { singleReplica } from './kubernetes/singleReplica';
import { subPathOnWritableVolume } from './kubernetes/subPathOnWritableVolume';
import { sudoInBuild } from './dockerfile/sudoInBuild';
import { sudoersNopasswd } from './dockerfile/sudoersNopasswd';
import { supplementaryGroupsFromImage } from './kubernetes/supplementaryGroupsFromImage';
import { suppressionExpired } from './suppression/suppressionExpired';
import { suppressionUnused } from './suppression/suppressionUnused';
import { suppressionWithoutReason } from './suppression/suppressionWithoutReason';
import { sysctlUnsafe } from './kubernetes/sysctlUnsafe';
import { tempDataOnPersistentVolume } from './kubernetes/tempDataOnPersistentVolume';
import { tlsVerificationDisabledDownload } from './dockerfile/tlsVerificationDisabledDownload';
import { tlsVerificationDisabledEnv } from './dockerfile/tlsVerificationDisabledEnv';
import { tlsVerificationDisabledPackageManager } from './dockerfile/tlsVerificationDisabledPackageManager';
import { trustRemoteCodeEnabled } from './dockerfile/trustRemoteCodeEnabled';
import { unsafeDeserializationInBuild } from './dockerfile/unsafeDeserializationInBuild';
import { untrustedPodNotOnDedicatedNodes } from './kubernetes/untrustedPodNotOnDedicatedNodes';
import { untrustedPodWithoutSandboxRuntime } from './kubernetes/untrustedPodWithoutSandboxRuntime';
import { userNamespaceNotIsolated } from './kubernetes/userNamespaceNotIsolated';
import { volumeTypeNotRestricted } from './kubernetes/volumeTypeNotRestricted';
import { windowsHostProcess } from './kubernetes/windowsHostProcess';
import { windowsPodOsUndeclared } from './kubernetes/windowsPodOsUndeclared';
import { windowsRunAsAdministrator } from './kubernetes/windowsRunAsAdministrator';
import { windowsUserAdministrator } from './dockerfile/windowsUserAdministrator';
import { workdirSystemDirectory } from './dockerfile/workdirSystemDirectory';
import type { Rule } from './rule';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  addRemoteWithoutChecksum,
  addUsedForLocalFiles,
  admissionWebhookFailsOpen,
  agentSandboxNetworkUnmanaged,
  ambiguousBuildStructure,
  apparmorAnnotationDeprecated,
  apparmorProfileMissing,
  apparmorUnconfined,
  autoscalingUnbounded,
  azureInlineVolume,
  baseImageRegistryNotApproved,
  baseImageTagMissing,
  baseImageTagMutable,
  buildStepSecurityInsecure,
  capabilitiesNotDropped,
  capabilityBeyondBaselineAdded,
  capabilityBeyondRestrictedAdded,
  capabilityDangerousAdded,
  capabilityNetRawKept,
  containerRuntimeSocketMounted,
  controlPlaneManifestInRepo,
  cpuLimitMissing,
  cpuRequestMissing,
  credentialFileCopied,
  daemonSocketInImage,
  defaultServiceAccountUsed,
  defenderOrAuditDisabled,
  deprecatedApiVersion,
  deviceClaimAdminAccess,
  disruptionBudgetMissingOrBlocking,
  duplicateEffectiveInstruction,
  emptyDirMemoryUnbounded,
  emptyDirUnbounded,
  ephemeralStorageLimitMissing,
  finalStageUserMissing,
  finalStageUserRoot,
  gatewayListenerOpen,
  gitRepoVolume,
  gpuDeviceSelectionByEnv,
  gpuLimitMismatch,
  gpuSharedWithoutIsolation,
  guaranteedQosMissing,
  healthcheckMissing,
  hostDeviceMounted,
  hostIpc,
  hostNetwork,
  hostPathSensitive,
  hostPathVolume,
  hostPathWritable,
  hostPid,
  hostPort,
  ingressConfigSnippet,
  ingressControllerRetired,
  ingressHostWildcard,
  ingressRequestSizeUnbounded,
  ingressWithoutTls,
  ingressWithoutWafOrAuth,
  jobRunsUnbounded,
  knownVulnerableVersionPinned,
  maintainerInstructionUsed,
  memoryLimitMissing,
  memoryRequestMissing,
  meshSidecarBypassed,
  mlServerAdminInterfaceExposed,
  mountPropagationBidirectional,
  namespacePodSecurityMissing,
  namespacePodSecurityWeak,
  networkPolicyAllowsAllEgress,
  networkPolicyAllowsAllIngress,
  networkPolicyDnsUnrestricted,
  networkPolicyPortsUnrestricted,
  networkPolicyReachesMetadataService,
  networkPolicySelectorTooWide,
  notebookAuthDisabled,
  ownershipLabelsMissing,
  packageSignatureCheckDisabled,
  passwordSetInBuild,
  persistentVolumeHostPath,
  pipExtraIndexUrl,
  pipTrustedHost,
  privilegeEscalationAllowed,
  privilegedContainer,
  probeOrHookTargetsOtherHost,
  procMountUnmasked,
  procMountUnmaskedInUserNamespace,
  provenanceLabelsMissing,
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
  remoteAdminPortExposed,
  remoteScriptPipedToShell,
  replicasNotSpread,
  resourceCeilingExceeded,
  resourceQuotaIncomplete,
  rootFilesystemWritable,
  rootGroupMembership,
  runAsLowUid,
  runAsNonRootNotEnforced,
  runAsRoot,
  sandboxRuntimeWeakened,
  seccompAnnotationIgnored,
  seccompProfileMissing,
  seccompUnconfined,
  secretDeletedInLaterLayer,
  secretInArg,
  secretInConfigMap,
  secretInEnv,
  secretLiteralInBuild,
  secretManifestWithData,
  secretMountPersisted,
  secretProviderClassWeak,
  securityContextAbsent,
  selectorMismatch,
  selinuxOptionsCustom,
  serviceAccountFieldDeprecated,
  serviceAccountObjectAutomounts,
  serviceAccountTokenAutomounted,
  serviceAccountTokenSecret,
  serviceExposesAdminPort,
  serviceExternalIps,
  serviceExternalName,
  serviceLinksEnabled,
  serviceNodePort,
  servicePublicLoadBalancer,
  setuidBitAdded,
  sharedProcessNamespace,
  singleReplica,
  subPathOnWritableVolume,
  sudoInBuild,
  sudoersNopasswd,
  supplementaryGroupsFromImage,
  suppressionExpired,
  suppressionUnused,
  suppressionWithoutReason,
  sysctlUnsafe,
  tempDataOnPersistentVolume,
  tlsVerificationDisabledDownload,
  tlsVerificationDisabledEnv,
  tlsVerificationDisabledPackageManager,
  trustRemoteCodeEnabled,
  unsafeDeserializationInBuild,
  untrustedPodNotOnDedicatedNodes,
  untrustedPodWithoutSandboxRuntime,
  userNamespaceNotIsolated,
  volumeTypeNotRestricted,
  windowsHostProcess,
  windowsPodOsUndeclared,
  windowsRunAsAdministrator,
  windowsUserAdministrator,
  workdirSystemDirectory,
];
