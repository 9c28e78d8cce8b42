// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { admissionWebhookFailsOpen } from './kubernetes/admissionWebhookFailsOpen';
import { agentSandboxNetworkUnmanaged } from './kubernetes/agentSandboxNetworkUnmanaged';
import { apparmorAnnotationDeprecated } from './kubernetes/apparmorAnnotationDeprecated';
import { apparmorProfileMissing } from './kubernetes/apparmorProfileMissing';
import { apparmorUnconfined } from './kubernetes/apparmorUnconfined';
import { autoscalingUnbounded } from './kubernetes/autoscalingUnbounded';
import { azureInlineVolume } from './kubernetes/azureInlineVolume';
import { azurePodIdentityDeprecated } from './kubernetes/azurePodIdentityDeprecated';
import { azureServicePrincipalSecretUsed } from './kubernetes/azureServicePrincipalSecretUsed';
import { azureWorkloadIdentityMisconfigured } from './kubernetes/azureWorkloadIdentityMisconfigured';
import { capabilitiesDroppedByOddName } from './kubernetes/capabilitiesDroppedByOddName';
import { capabilitiesNotDropped } from './kubernetes/capabilitiesNotDropped';
import { capabilityBeyondBaselineAdded } from './kubernetes/capabilityBeyondBaselineAdded';
import { capabilityBeyondRestrictedAdded } from './kubernetes/capabilityBeyondRestrictedAdded';
import { capabilityDangerousAdded } from './kubernetes/capabilityDangerousAdded';
import { capabilityNetRawKept } from './kubernetes/capabilityNetRawKept';
import { chartProvenanceUnverified } from './kubernetes/chartProvenanceUnverified';
import { cloudCredentialPathMounted } from './kubernetes/cloudCredentialPathMounted';
import { cloudIdentityOnUntrustedPod } from './kubernetes/cloudIdentityOnUntrustedPod';
import { commandEscalatesOrOpensAccess } from './kubernetes/commandEscalatesOrOpensAccess';
import { containerRuntimeSocketMounted } from './kubernetes/containerRuntimeSocketMounted';
import { controlPlaneManifestInRepo } from './kubernetes/controlPlaneManifestInRepo';
import { cpuLimitMissing } from './kubernetes/cpuLimitMissing';
import { cpuRequestMissing } from './kubernetes/cpuRequestMissing';
import { cronJobWithoutStartingDeadline } from './kubernetes/cronJobWithoutStartingDeadline';
import { dashboardDeployed } from './kubernetes/dashboardDeployed';
import { debugModeEnabledInPod } from './kubernetes/debugModeEnabledInPod';
import { defaultNamespaceUsed } from './kubernetes/defaultNamespaceUsed';
import { defaultServiceAccountUsed } from './kubernetes/defaultServiceAccountUsed';
import { defenderOrAuditDisabled } from './kubernetes/defenderOrAuditDisabled';
import { deprecatedApiVersion } from './kubernetes/deprecatedApiVersion';
import { deprecatedImageRegistry } from './kubernetes/deprecatedImageRegistry';
import { deviceClaimAdminAccess } from './kubernetes/deviceClaimAdminAccess';
import { disruptionBudgetMissingOrBlocking } from './kubernetes/disruptionBudgetMissingOrBlocking';
import { duplicateEnvOrKey } from './kubernetes/duplicateEnvOrKey';
import { emptyDirMemoryUnbounded } from './kubernetes/emptyDirMemoryUnbounded';
import { emptyDirUnbounded } from './kubernetes/emptyDirUnbounded';
import { envFileCommitted } from './kubernetes/envFileCommitted';
import { ephemeralContainerInManifest } from './kubernetes/ephemeralContainerInManifest';
import { ephemeralStorageLimitMissing } from './kubernetes/ephemeralStorageLimitMissing';
import { gatewayListenerOpen } from './kubernetes/gatewayListenerOpen';
import { gitRepoVolume } from './kubernetes/gitRepoVolume';
import { gitSyncInjection } from './kubernetes/gitSyncInjection';
import { gpuDeviceSelectionByEnvInPod } from './kubernetes/gpuDeviceSelectionByEnvInPod';
import { gpuLimitMismatch } from './kubernetes/gpuLimitMismatch';
import { gpuSharedWithoutIsolation } from './kubernetes/gpuSharedWithoutIsolation';
import { guaranteedQosMissing } from './kubernetes/guaranteedQosMissing';
import { hostAliasesSet } from './kubernetes/hostAliasesSet';
import { hostDeviceMounted } from './kubernetes/hostDeviceMounted';
import { hostIpc } from './kubernetes/hostIpc';
import { hostNetwork } from './kubernetes/hostNetwork';
import { hostPathSensitive } from './kubernetes/hostPathSensitive';
import { hostPathVolume } from './kubernetes/hostPathVolume';
import { hostPathWritable } from './kubernetes/hostPathWritable';
import { hostPid } from './kubernetes/hostPid';
import { hostPort } from './kubernetes/hostPort';
import { imageDigestDrifted } from './kubernetes/imageDigestDrifted';
import { imageDigestMissing } from './kubernetes/imageDigestMissing';
import { imageOld } from './kubernetes/imageOld';
import { imagePullPolicyLax } from './kubernetes/imagePullPolicyLax';
import { imageRegistryNotApproved } from './kubernetes/imageRegistryNotApproved';
import { imageTagMissingOrLatest } from './kubernetes/imageTagMissingOrLatest';
import { imageVolumeUnpinned } from './kubernetes/imageVolumeUnpinned';
import { ingressConfigSnippet } from './kubernetes/ingressConfigSnippet';
import { ingressControllerRetired } from './kubernetes/ingressControllerRetired';
import { ingressHostWildcard } from './kubernetes/ingressHostWildcard';
import { ingressRequestSizeUnbounded } from './kubernetes/ingressRequestSizeUnbounded';
import { ingressWithoutTls } from './kubernetes/ingressWithoutTls';
import { ingressWithoutWafOrAuth } from './kubernetes/ingressWithoutWafOrAuth';
import { interactiveTerminalEnabled } from './kubernetes/interactiveTerminalEnabled';
import { jobRunsUnbounded } from './kubernetes/jobRunsUnbounded';
import { knownVulnerableWorkloadVersion } from './kubernetes/knownVulnerableWorkloadVersion';
import { livenessProbeMissing } from './kubernetes/livenessProbeMissing';
import { loaderEnvironmentOverrideInPod } from './kubernetes/loaderEnvironmentOverrideInPod';
import { localProfileUnnamed } from './kubernetes/localProfileUnnamed';
import { memoryLimitMissing } from './kubernetes/memoryLimitMissing';
import { memoryRequestMissing } from './kubernetes/memoryRequestMissing';
import { meshSidecarBypassed } from './kubernetes/meshSidecarBypassed';
import { mlServerAdminInterfaceExposedInPod } from './kubernetes/mlServerAdminInterfaceExposedInPod';
import { modelDownloadUnpinnedInPod } from './kubernetes/modelDownloadUnpinnedInPod';
import { modelServerEndpointsOpenInPod } from './kubernetes/modelServerEndpointsOpenInPod';
import { mountPropagationBidirectional } from './kubernetes/mountPropagationBidirectional';
import { nakedPod } from './kubernetes/nakedPod';
import { namespacePodSecurityMissing } from './kubernetes/namespacePodSecurityMissing';
import { namespacePodSecurityWeak } from './kubernetes/namespacePodSecurityWeak';
import { networkPolicyAllowsAllEgress } from './kubernetes/networkPolicyAllowsAllEgress';
import { networkPolicyAllowsAllIngress } from './kubernetes/networkPolicyAllowsAllIngress';
import { networkPolicyDnsUnrestricted } from './kubernetes/networkPolicyDnsUnrestricted';
import { networkPolicyPortsUnrestricted } from './kubernetes/networkPolicyPortsUnrestricted';
import { networkPolicyReachesMetadataService } from './kubernetes/networkPolicyReachesMetadataService';
import { networkPolicySelectorTooWide } from './kubernetes/networkPolicySelectorTooWide';
import { nodeNamePinned } from './kubernetes/nodeNamePinned';
import { notebookAuthDisabledInPod } from './kubernetes/notebookAuthDisabledInPod';
import { ownershipLabelsMissing } from './kubernetes/ownershipLabelsMissing';
import { persistentVolumeHostPath } from './kubernetes/persistentVolumeHostPath';
import { pickleModelArtifactInPod } from './kubernetes/pickleModelArtifactInPod';
import { pickledWeightsAcceptedInPod } from './kubernetes/pickledWeightsAcceptedInPod';
import { pipExtraIndexUrlInPod } from './kubernetes/pipExtraIndexUrlInPod';
import { pipTrustedHostInPod } from './kubernetes/pipTrustedHostInPod';
import { placeholderDigestInPod } from './kubernetes/placeholderDigestInPod';
import { podDnsOverridden } from './kubernetes/podDnsOverridden';
import { policyRepoPrefixOpen } from './kubernetes/policyRepoPrefixOpen';
import { priorityClassAbused } from './kubernetes/priorityClassAbused';
import { privilegeEscalationAllowed } from './kubernetes/privilegeEscalationAllowed';
import { privilegedContainer } from './kubernetes/privilegedContainer';
import { privilegedPortExposedInPod } from './kubernetes/privilegedPortExposedInPod';
import { probeOrHookTargetsOtherHost } from './kubernetes/probeOrHookTargetsOtherHost';
import { procMountUnmasked } from './kubernetes/procMountUnmasked';
import { procMountUnmaskedInUserNamespace } from './kubernetes/procMountUnmaskedInUserNamespace';
import { projectedTokenLoose } from './kubernetes/projectedTokenLoose';
import { rbacAdmissionOrApiExtensionWrite } from './kubernetes/rbacAdmissionOrApiExtensionWrite';
import { rbacAggregatesIntoDefaultRoles } from './kubernetes/rbacAggregatesIntoDefaultRoles';
import { rbacAnonymousBinding } from './kubernetes/rbacAnonymousBinding';
import { rbacAuthenticatedGroupBinding } from './kubernetes/rbacAuthenticatedGroupBinding';
import { rbacBindOrEscalate } from './kubernetes/rbacBindOrEscalate';
import { rbacClusterAdminBinding } from './kubernetes/rbacClusterAdminBinding';
import { rbacConfigMapWrite } from './kubernetes/rbacConfigMapWrite';
import { rbacConfigMapsUnnamed } from './kubernetes/rbacConfigMapsUnnamed';
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
import { rbacWorkloadDelete } from './kubernetes/rbacWorkloadDelete';
import { readinessProbeMissing } from './kubernetes/readinessProbeMissing';
import { registryCredentialsInManifest } from './kubernetes/registryCredentialsInManifest';
import { remoteAdminPortExposedInPod } from './kubernetes/remoteAdminPortExposedInPod';
import { remoteScriptPipedToShellInPod } from './kubernetes/remoteScriptPipedToShellInPod';
import { replicasNotSpread } from './kubernetes/replicasNotSpread';
import { resourceCeilingExceeded } from './kubernetes/resourceCeilingExceeded';
import { resourceQuotaIncomplete } from './kubernetes/resourceQuotaIncomplete';
import { rootFilesystemWritable } from './kubernetes/rootFilesystemWritable';
import { rootGroupMembership } from './kubernetes/rootGroupMembership';
import { runAsLowUid } from './kubernetes/runAsLowUid';
import { runAsNonRootNotEnforced } from './kubernetes/runAsNonRootNotEnforced';
import { runAsRoot } from './kubernetes/runAsRoot';
import { runtimeInstallInPod } from './kubernetes/runtimeInstallInPod';
import { sandboxRuntimeWeakened } from './kubernetes/sandboxRuntimeWeakened';
import { schemaInvalidSecurityField } from './kubernetes/schemaInvalidSecurityField';
import { seccompAnnotationIgnored } from './kubernetes/seccompAnnotationIgnored';
import { seccompProfileMissing } from './kubernetes/seccompProfileMissing';
import { seccompUnconfined } from './kubernetes/seccompUnconfined';
import { seccompUnconfinedButOverridden } from './kubernetes/seccompUnconfinedButOverridden';
import { secretAsEnvironmentVariable } from './kubernetes/secretAsEnvironmentVariable';
import { secretInConfigMap } from './kubernetes/secretInConfigMap';
import { secretLiteralInPodEnv } from './kubernetes/secretLiteralInPodEnv';
import { secretManifestWithData } from './kubernetes/secretManifestWithData';
import { secretMountedIntoUntrustedContainer } from './kubernetes/secretMountedIntoUntrustedContainer';
import { secretProviderClassWeak } from './kubernetes/secretProviderClassWeak';
import { secretVolumeWorldReadable } from './kubernetes/secretVolumeWorldReadable';
import { securityContextAbsent } from './kubernetes/securityContextAbsent';
import { selectorMismatch } from './kubernetes/selectorMismatch';
import { selinuxOptionsCustom } from './kubernetes/selinuxOptionsCustom';
import { serverRequestsUnboundedInPod } from './kubernetes/serverRequestsUnboundedInPod';
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
import { sharedProcessNamespace } from './kubernetes/sharedProcessNamespace';
import { storageClassWeak } from './kubernetes/storageClassWeak';
import { subPathOnWritableVolume } from './kubernetes/subPathOnWritableVolume';
import { supplementaryGroupsFromImage } from './kubernetes/supplementaryGroupsFromImage';
import { sysctlUnsafe } from './kubernetes/sysctlUnsafe';
import { systemNamespaceUsed } from './kubernetes/systemNamespaceUsed';
import { tempDataOnPersistentVolume } from './kubernetes/tempDataOnPersistentVolume';
import { terminationGraceUnbounded } from './kubernetes/terminationGraceUnbounded';
import { tillerDeployed } from './kubernetes/tillerDeployed';
import { tlsVerificationDisabledDownloadInPod } from './kubernetes/tlsVerificationDisabledDownloadInPod';
import { tlsVerificationDisabledEnvInPod } from './kubernetes/tlsVerificationDisabledEnvInPod';
import { tolerationWildcard } from './kubernetes/tolerationWildcard';
import { trustRemoteCodeEnabledInPod } from './kubernetes/trustRemoteCodeEnabledInPod';
import { unsafeDeserializationInPod } from './kubernetes/unsafeDeserializationInPod';
import { untrustedPodNotOnDedicatedNodes } from './kubernetes/untrustedPodNotOnDedicatedNodes';
import { untrustedPodWithoutSandboxRuntime } from './kubernetes/untrustedPodWithoutSandboxRuntime';
import { userNamespaceNotIsolated } from './kubernetes/userNamespaceNotIsolated';
import { volumeTypeNotRestricted } from './kubernetes/volumeTypeNotRestricted';
import { windowsGmsaInline } from './kubernetes/windowsGmsaInline';
import { windowsHostProcess } from './kubernetes/windowsHostProcess';
import { windowsPodOsUndeclared } from './kubernetes/windowsPodOsUndeclared';
import { windowsRunAsAdministrator } from './kubernetes/windowsRunAsAdministrator';
import type { Rule } from './rule';

/** The rules in kubernetes/, sorted by id. */
export const kubernetesRules: readonly Rule[] = [
  admissionWebhookFailsOpen,
  agentSandboxNetworkUnmanaged,
  apparmorAnnotationDeprecated,
  apparmorProfileMissing,
  apparmorUnconfined,
  autoscalingUnbounded,
  azureInlineVolume,
  azurePodIdentityDeprecated,
  azureServicePrincipalSecretUsed,
  azureWorkloadIdentityMisconfigured,
  capabilitiesDroppedByOddName,
  capabilitiesNotDropped,
  capabilityBeyondBaselineAdded,
  capabilityBeyondRestrictedAdded,
  capabilityDangerousAdded,
  capabilityNetRawKept,
  chartProvenanceUnverified,
  cloudCredentialPathMounted,
  cloudIdentityOnUntrustedPod,
  commandEscalatesOrOpensAccess,
  containerRuntimeSocketMounted,
  controlPlaneManifestInRepo,
  cpuLimitMissing,
  cpuRequestMissing,
  cronJobWithoutStartingDeadline,
  dashboardDeployed,
  debugModeEnabledInPod,
  defaultNamespaceUsed,
  defaultServiceAccountUsed,
  defenderOrAuditDisabled,
  deprecatedApiVersion,
  deprecatedImageRegistry,
  deviceClaimAdminAccess,
  disruptionBudgetMissingOrBlocking,
  duplicateEnvOrKey,
  emptyDirMemoryUnbounded,
  emptyDirUnbounded,
  envFileCommitted,
  ephemeralContainerInManifest,
  ephemeralStorageLimitMissing,
  gatewayListenerOpen,
  gitRepoVolume,
  gitSyncInjection,
  gpuDeviceSelectionByEnvInPod,
  gpuLimitMismatch,
  gpuSharedWithoutIsolation,
  guaranteedQosMissing,
  hostAliasesSet,
  hostDeviceMounted,
  hostIpc,
  hostNetwork,
  hostPathSensitive,
  hostPathVolume,
  hostPathWritable,
  hostPid,
  hostPort,
  imageDigestDrifted,
  imageDigestMissing,
  imageOld,
  imagePullPolicyLax,
  imageRegistryNotApproved,
  imageTagMissingOrLatest,
  imageVolumeUnpinned,
  ingressConfigSnippet,
  ingressControllerRetired,
  ingressHostWildcard,
  ingressRequestSizeUnbounded,
  ingressWithoutTls,
  ingressWithoutWafOrAuth,
  interactiveTerminalEnabled,
  jobRunsUnbounded,
  knownVulnerableWorkloadVersion,
  livenessProbeMissing,
  loaderEnvironmentOverrideInPod,
  localProfileUnnamed,
  memoryLimitMissing,
  memoryRequestMissing,
  meshSidecarBypassed,
  mlServerAdminInterfaceExposedInPod,
  modelDownloadUnpinnedInPod,
  modelServerEndpointsOpenInPod,
  mountPropagationBidirectional,
  nakedPod,
  namespacePodSecurityMissing,
  namespacePodSecurityWeak,
  networkPolicyAllowsAllEgress,
  networkPolicyAllowsAllIngress,
  networkPolicyDnsUnrestricted,
  networkPolicyPortsUnrestricted,
  networkPolicyReachesMetadataService,
  networkPolicySelectorTooWide,
  nodeNamePinned,
  notebookAuthDisabledInPod,
  ownershipLabelsMissing,
  persistentVolumeHostPath,
  pickleModelArtifactInPod,
  pickledWeightsAcceptedInPod,
  pipExtraIndexUrlInPod,
  pipTrustedHostInPod,
  placeholderDigestInPod,
  podDnsOverridden,
  policyRepoPrefixOpen,
  priorityClassAbused,
  privilegeEscalationAllowed,
  privilegedContainer,
  privilegedPortExposedInPod,
  probeOrHookTargetsOtherHost,
  procMountUnmasked,
  procMountUnmaskedInUserNamespace,
  projectedTokenLoose,
  rbacAdmissionOrApiExtensionWrite,
  rbacAggregatesIntoDefaultRoles,
  rbacAnonymousBinding,
  rbacAuthenticatedGroupBinding,
  rbacBindOrEscalate,
  rbacClusterAdminBinding,
  rbacConfigMapWrite,
  rbacConfigMapsUnnamed,
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
  rbacWorkloadDelete,
  readinessProbeMissing,
  registryCredentialsInManifest,
  remoteAdminPortExposedInPod,
  remoteScriptPipedToShellInPod,
  replicasNotSpread,
  resourceCeilingExceeded,
  resourceQuotaIncomplete,
  rootFilesystemWritable,
  rootGroupMembership,
  runAsLowUid,
  runAsNonRootNotEnforced,
  runAsRoot,
  runtimeInstallInPod,
  sandboxRuntimeWeakened,
  schemaInvalidSecurityField,
  seccompAnnotationIgnored,
  seccompProfileMissing,
  seccompUnconfined,
  seccompUnconfinedButOverridden,
  secretAsEnvironmentVariable,
  secretInConfigMap,
  secretLiteralInPodEnv,
  secretManifestWithData,
  secretMountedIntoUntrustedContainer,
  secretProviderClassWeak,
  secretVolumeWorldReadable,
  securityContextAbsent,
  selectorMismatch,
  selinuxOptionsCustom,
  serverRequestsUnboundedInPod,
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
  sharedProcessNamespace,
  storageClassWeak,
  subPathOnWritableVolume,
  supplementaryGroupsFromImage,
  sysctlUnsafe,
  systemNamespaceUsed,
  tempDataOnPersistentVolume,
  terminationGraceUnbounded,
  tillerDeployed,
  tlsVerificationDisabledDownloadInPod,
  tlsVerificationDisabledEnvInPod,
  tolerationWildcard,
  trustRemoteCodeEnabledInPod,
  unsafeDeserializationInPod,
  untrustedPodNotOnDedicatedNodes,
  untrustedPodWithoutSandboxRuntime,
  userNamespaceNotIsolated,
  volumeTypeNotRestricted,
  windowsGmsaInline,
  windowsHostProcess,
  windowsPodOsUndeclared,
  windowsRunAsAdministrator,
];
