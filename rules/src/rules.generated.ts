// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { addGitRefUnpinned } from './dockerfile/addGitRefUnpinned';
import { addRemoteWithoutChecksum } from './dockerfile/addRemoteWithoutChecksum';
import { addUsedForLocalFiles } from './dockerfile/addUsedForLocalFiles';
import { admissionWebhookFailsOpen } from './kubernetes/admissionWebhookFailsOpen';
import { agentSandboxNetworkUnmanaged } from './kubernetes/agentSandboxNetworkUnmanaged';
import { ambiguousBuildStructure } from './dockerfile/ambiguousBuildStructure';
import { anonymousVolumeForSensitivePath } from './dockerfile/anonymousVolumeForSensitivePath';
import { apparmorAnnotationDeprecated } from './kubernetes/apparmorAnnotationDeprecated';
import { apparmorProfileMissing } from './kubernetes/apparmorProfileMissing';
import { apparmorUnconfined } from './kubernetes/apparmorUnconfined';
import { applicationFilesOwnedByRuntimeUser } from './dockerfile/applicationFilesOwnedByRuntimeUser';
import { attackToolsInFinalStage } from './dockerfile/attackToolsInFinalStage';
import { autoscalingUnbounded } from './kubernetes/autoscalingUnbounded';
import { azureInlineVolume } from './kubernetes/azureInlineVolume';
import { azurePodIdentityDeprecated } from './kubernetes/azurePodIdentityDeprecated';
import { azureServicePrincipalSecretUsed } from './kubernetes/azureServicePrincipalSecretUsed';
import { azureWorkloadIdentityMisconfigured } from './kubernetes/azureWorkloadIdentityMisconfigured';
import { baseImageDigestDrifted } from './dockerfile/baseImageDigestDrifted';
import { baseImageDigestMissing } from './dockerfile/baseImageDigestMissing';
import { baseImageEndOfLife } from './dockerfile/baseImageEndOfLife';
import { baseImageFromOverridableArg } from './dockerfile/baseImageFromOverridableArg';
import { baseImageKnownMalwareProneSource } from './dockerfile/baseImageKnownMalwareProneSource';
import { baseImageNotMinimal } from './dockerfile/baseImageNotMinimal';
import { baseImageOld } from './dockerfile/baseImageOld';
import { baseImageRegistryNotApproved } from './dockerfile/baseImageRegistryNotApproved';
import { baseImageTagMissing } from './dockerfile/baseImageTagMissing';
import { baseImageTagMutable } from './dockerfile/baseImageTagMutable';
import { baseShowsEveryGpu } from './dockerfile/baseShowsEveryGpu';
import { buildContextCopiedWholesale } from './workspace/buildContextCopiedWholesale';
import { buildStepHostNetwork } from './dockerfile/buildStepHostNetwork';
import { buildStepSecurityInsecure } from './dockerfile/buildStepSecurityInsecure';
import { buildToolchainInFinalStage } from './dockerfile/buildToolchainInFinalStage';
import { capabilitiesDroppedByOddName } from './kubernetes/capabilitiesDroppedByOddName';
import { capabilitiesNotDropped } from './kubernetes/capabilitiesNotDropped';
import { capabilityBeyondBaselineAdded } from './kubernetes/capabilityBeyondBaselineAdded';
import { capabilityBeyondRestrictedAdded } from './kubernetes/capabilityBeyondRestrictedAdded';
import { capabilityDangerousAdded } from './kubernetes/capabilityDangerousAdded';
import { capabilityNetRawKept } from './kubernetes/capabilityNetRawKept';
import { chartDependencyUnpinned } from './helm/chartDependencyUnpinned';
import { chartProvenanceUnverified } from './kubernetes/chartProvenanceUnverified';
import { chartWithoutNetworkPolicy } from './helm/chartWithoutNetworkPolicy';
import { checksumFileUnused } from './dockerfile/checksumFileUnused';
import { checksumNotCompared } from './dockerfile/checksumNotCompared';
import { cloudCredentialPathMounted } from './kubernetes/cloudCredentialPathMounted';
import { cloudIdentityOnUntrustedPod } from './kubernetes/cloudIdentityOnUntrustedPod';
import { commandEscalatesOrOpensAccess } from './kubernetes/commandEscalatesOrOpensAccess';
import { condaChannelUnapproved } from './dockerfile/condaChannelUnapproved';
import { containerPortNotExposedByImage } from './workspace/containerPortNotExposedByImage';
import { containerRuntimeSocketMounted } from './kubernetes/containerRuntimeSocketMounted';
import { containerToolingInImage } from './dockerfile/containerToolingInImage';
import { controlPlaneManifestInRepo } from './kubernetes/controlPlaneManifestInRepo';
import { copyFromImageUnpinned } from './dockerfile/copyFromImageUnpinned';
import { cpuLimitMissing } from './kubernetes/cpuLimitMissing';
import { cpuRequestMissing } from './kubernetes/cpuRequestMissing';
import { credentialFileCopied } from './dockerfile/credentialFileCopied';
import { cronJobWithoutStartingDeadline } from './kubernetes/cronJobWithoutStartingDeadline';
import { cryptoPolicyWeakened } from './dockerfile/cryptoPolicyWeakened';
import { daemonSocketInImage } from './dockerfile/daemonSocketInImage';
import { dashboardDeployed } from './kubernetes/dashboardDeployed';
import { debugModeEnabled } from './dockerfile/debugModeEnabled';
import { debugModeEnabledInPod } from './kubernetes/debugModeEnabledInPod';
import { defaultNamespaceUsed } from './kubernetes/defaultNamespaceUsed';
import { defaultServiceAccountUsed } from './kubernetes/defaultServiceAccountUsed';
import { defenderOrAuditDisabled } from './kubernetes/defenderOrAuditDisabled';
import { deprecatedApiVersion } from './kubernetes/deprecatedApiVersion';
import { deprecatedBaseImageRegistry } from './dockerfile/deprecatedBaseImageRegistry';
import { deprecatedImageRegistry } from './kubernetes/deprecatedImageRegistry';
import { deviceClaimAdminAccess } from './kubernetes/deviceClaimAdminAccess';
import { disruptionBudgetDoesNotFit } from './workspace/disruptionBudgetDoesNotFit';
import { disruptionBudgetMissingOrBlocking } from './kubernetes/disruptionBudgetMissingOrBlocking';
import { dockerfileUserVersusRunAsUser } from './workspace/dockerfileUserVersusRunAsUser';
import { downloadOverPlaintext } from './dockerfile/downloadOverPlaintext';
import { downloadWithoutVerification } from './dockerfile/downloadWithoutVerification';
import { duplicateEffectiveInstruction } from './dockerfile/duplicateEffectiveInstruction';
import { duplicateEnvOrKey } from './kubernetes/duplicateEnvOrKey';
import { emptyDirMemoryUnbounded } from './kubernetes/emptyDirMemoryUnbounded';
import { emptyDirUnbounded } from './kubernetes/emptyDirUnbounded';
import { entrypointShellForm } from './dockerfile/entrypointShellForm';
import { envFileCommitted } from './kubernetes/envFileCommitted';
import { ephemeralContainerInManifest } from './kubernetes/ephemeralContainerInManifest';
import { ephemeralStorageLimitMissing } from './kubernetes/ephemeralStorageLimitMissing';
import { externalSecretStoreUnused } from './workspace/externalSecretStoreUnused';
import { fileCapabilityGranted } from './dockerfile/fileCapabilityGranted';
import { finalStageUserMissing } from './dockerfile/finalStageUserMissing';
import { finalStageUserRoot } from './dockerfile/finalStageUserRoot';
import { fullUpgradeInImage } from './dockerfile/fullUpgradeInImage';
import { gatewayListenerOpen } from './kubernetes/gatewayListenerOpen';
import { gitCloneUnpinned } from './dockerfile/gitCloneUnpinned';
import { gitRepoVolume } from './kubernetes/gitRepoVolume';
import { gitSyncInjection } from './kubernetes/gitSyncInjection';
import { gpuDeviceSelectionByEnv } from './dockerfile/gpuDeviceSelectionByEnv';
import { gpuDeviceSelectionByEnvInPod } from './kubernetes/gpuDeviceSelectionByEnvInPod';
import { gpuLimitMismatch } from './kubernetes/gpuLimitMismatch';
import { gpuSharedWithoutIsolation } from './kubernetes/gpuSharedWithoutIsolation';
import { guaranteedQosMissing } from './kubernetes/guaranteedQosMissing';
import { healthcheckMissing } from './dockerfile/healthcheckMissing';
import { hostAliasesSet } from './kubernetes/hostAliasesSet';
import { hostDeviceMounted } from './kubernetes/hostDeviceMounted';
import { hostIpc } from './kubernetes/hostIpc';
import { hostNetwork } from './kubernetes/hostNetwork';
import { hostPathSensitive } from './kubernetes/hostPathSensitive';
import { hostPathVolume } from './kubernetes/hostPathVolume';
import { hostPathWritable } from './kubernetes/hostPathWritable';
import { hostPid } from './kubernetes/hostPid';
import { hostPort } from './kubernetes/hostPort';
import { hubNotSwitchedOff } from './dockerfile/hubNotSwitchedOff';
import { imageDigestDrifted } from './kubernetes/imageDigestDrifted';
import { imageDigestMissing } from './kubernetes/imageDigestMissing';
import { imageOld } from './kubernetes/imageOld';
import { imagePullPolicyLax } from './kubernetes/imagePullPolicyLax';
import { imageRegistryNotApproved } from './kubernetes/imageRegistryNotApproved';
import { imageSignaturePolicyAbsent } from './workspace/imageSignaturePolicyAbsent';
import { imageTagMissingOrLatest } from './kubernetes/imageTagMissingOrLatest';
import { imageVolumeUnpinned } from './kubernetes/imageVolumeUnpinned';
import { ingressBackendDangling } from './workspace/ingressBackendDangling';
import { ingressConfigSnippet } from './kubernetes/ingressConfigSnippet';
import { ingressControllerRetired } from './kubernetes/ingressControllerRetired';
import { ingressHostWildcard } from './kubernetes/ingressHostWildcard';
import { ingressRequestSizeUnbounded } from './kubernetes/ingressRequestSizeUnbounded';
import { ingressWithoutTls } from './kubernetes/ingressWithoutTls';
import { ingressWithoutWafOrAuth } from './kubernetes/ingressWithoutWafOrAuth';
import { interactiveTerminalEnabled } from './kubernetes/interactiveTerminalEnabled';
import { isolationChainIncomplete } from './workspace/isolationChainIncomplete';
import { jobRunsUnbounded } from './kubernetes/jobRunsUnbounded';
import { kernelUtilityInBuild } from './dockerfile/kernelUtilityInBuild';
import { keyMaterialGeneratedInImage } from './dockerfile/keyMaterialGeneratedInImage';
import { knownVulnerableVersionPinned } from './dockerfile/knownVulnerableVersionPinned';
import { knownVulnerableWorkloadVersion } from './kubernetes/knownVulnerableWorkloadVersion';
import { languagePackageUnpinned } from './dockerfile/languagePackageUnpinned';
import { limitRangeLeavesContainersOpen } from './workspace/limitRangeLeavesContainersOpen';
import { livenessProbeMissing } from './kubernetes/livenessProbeMissing';
import { loaderEnvironmentOverride } from './dockerfile/loaderEnvironmentOverride';
import { loaderEnvironmentOverrideInPod } from './kubernetes/loaderEnvironmentOverrideInPod';
import { localProfileUnnamed } from './kubernetes/localProfileUnnamed';
import { maintainerInstructionUsed } from './dockerfile/maintainerInstructionUsed';
import { manifestImageDiffersFromDockerfileBasePolicy } from './workspace/manifestImageDiffersFromDockerfileBasePolicy';
import { memoryLimitMissing } from './kubernetes/memoryLimitMissing';
import { memoryRequestMissing } from './kubernetes/memoryRequestMissing';
import { meshSidecarBypassed } from './kubernetes/meshSidecarBypassed';
import { mlServerAdminInterfaceExposed } from './dockerfile/mlServerAdminInterfaceExposed';
import { mlServerAdminInterfaceExposedInPod } from './kubernetes/mlServerAdminInterfaceExposedInPod';
import { modelDownloadUnpinned } from './dockerfile/modelDownloadUnpinned';
import { modelDownloadUnpinnedInPod } from './kubernetes/modelDownloadUnpinnedInPod';
import { modelServerEndpointsOpen } from './dockerfile/modelServerEndpointsOpen';
import { modelServerEndpointsOpenInPod } from './kubernetes/modelServerEndpointsOpenInPod';
import { mountPropagationBidirectional } from './kubernetes/mountPropagationBidirectional';
import { nakedPod } from './kubernetes/nakedPod';
import { namespacePodSecurityMissing } from './kubernetes/namespacePodSecurityMissing';
import { namespacePodSecurityWeak } from './kubernetes/namespacePodSecurityWeak';
import { namespaceWithoutDefaultDeny } from './workspace/namespaceWithoutDefaultDeny';
import { namespaceWithoutLimitRange } from './workspace/namespaceWithoutLimitRange';
import { namespaceWithoutResourceQuota } from './workspace/namespaceWithoutResourceQuota';
import { networkPolicyAllowsAllEgress } from './kubernetes/networkPolicyAllowsAllEgress';
import { networkPolicyAllowsAllIngress } from './kubernetes/networkPolicyAllowsAllIngress';
import { networkPolicyDangling } from './workspace/networkPolicyDangling';
import { networkPolicyDnsUnrestricted } from './kubernetes/networkPolicyDnsUnrestricted';
import { networkPolicyEgressNotGoverned } from './workspace/networkPolicyEgressNotGoverned';
import { networkPolicyPortsUnrestricted } from './kubernetes/networkPolicyPortsUnrestricted';
import { networkPolicyReachesMetadataService } from './kubernetes/networkPolicyReachesMetadataService';
import { networkPolicySelectorTooWide } from './kubernetes/networkPolicySelectorTooWide';
import { nodeInstallScriptsRun } from './dockerfile/nodeInstallScriptsRun';
import { nodeInstallUnlocked } from './dockerfile/nodeInstallUnlocked';
import { nodeNamePinned } from './kubernetes/nodeNamePinned';
import { notebookAuthDisabled } from './dockerfile/notebookAuthDisabled';
import { notebookAuthDisabledInPod } from './kubernetes/notebookAuthDisabledInPod';
import { notesPrintSecret } from './helm/notesPrintSecret';
import { onbuildHidesSteps } from './dockerfile/onbuildHidesSteps';
import { osPackageVersionUnpinned } from './dockerfile/osPackageVersionUnpinned';
import { ownershipLabelsMissing } from './kubernetes/ownershipLabelsMissing';
import { packageCacheLeftInLayer } from './dockerfile/packageCacheLeftInLayer';
import { packageIndexUpdateAlone } from './dockerfile/packageIndexUpdateAlone';
import { packageRepositoryUnapproved } from './dockerfile/packageRepositoryUnapproved';
import { packageSignatureCheckDisabled } from './dockerfile/packageSignatureCheckDisabled';
import { passwordSetInBuild } from './dockerfile/passwordSetInBuild';
import { persistentVolumeHostPath } from './kubernetes/persistentVolumeHostPath';
import { pickleModelArtifactBaked } from './dockerfile/pickleModelArtifactBaked';
import { pickleModelArtifactInPod } from './kubernetes/pickleModelArtifactInPod';
import { pickledWeightsAccepted } from './dockerfile/pickledWeightsAccepted';
import { pickledWeightsAcceptedInPod } from './kubernetes/pickledWeightsAcceptedInPod';
import { pipDirectUrlUnhashed } from './dockerfile/pipDirectUrlUnhashed';
import { pipExtraIndexUrl } from './dockerfile/pipExtraIndexUrl';
import { pipExtraIndexUrlInPod } from './kubernetes/pipExtraIndexUrlInPod';
import { pipHashesNotRequired } from './dockerfile/pipHashesNotRequired';
import { pipPackageUnpinned } from './dockerfile/pipPackageUnpinned';
import { pipPrereleaseAllowed } from './dockerfile/pipPrereleaseAllowed';
import { pipSourceBuildsAllowed } from './dockerfile/pipSourceBuildsAllowed';
import { pipTrustedHost } from './dockerfile/pipTrustedHost';
import { pipTrustedHostInPod } from './kubernetes/pipTrustedHostInPod';
import { pipVcsUnpinned } from './dockerfile/pipVcsUnpinned';
import { pipeWithoutPipefail } from './dockerfile/pipeWithoutPipefail';
import { placeholderDigest } from './dockerfile/placeholderDigest';
import { placeholderDigestInPod } from './kubernetes/placeholderDigestInPod';
import { podDnsOverridden } from './kubernetes/podDnsOverridden';
import { policyRepoPrefixOpen } from './kubernetes/policyRepoPrefixOpen';
import { priorityClassAbused } from './kubernetes/priorityClassAbused';
import { privilegeEscalationAllowed } from './kubernetes/privilegeEscalationAllowed';
import { privilegedContainer } from './kubernetes/privilegedContainer';
import { privilegedPortExposed } from './dockerfile/privilegedPortExposed';
import { privilegedPortExposedInPod } from './kubernetes/privilegedPortExposedInPod';
import { probeOrHookTargetsOtherHost } from './kubernetes/probeOrHookTargetsOtherHost';
import { procMountUnmasked } from './kubernetes/procMountUnmasked';
import { procMountUnmaskedInUserNamespace } from './kubernetes/procMountUnmaskedInUserNamespace';
import { projectedTokenLoose } from './kubernetes/projectedTokenLoose';
import { provenanceLabelsMissing } from './dockerfile/provenanceLabelsMissing';
import { rbacAdmissionOrApiExtensionWrite } from './kubernetes/rbacAdmissionOrApiExtensionWrite';
import { rbacAggregatesIntoDefaultRoles } from './kubernetes/rbacAggregatesIntoDefaultRoles';
import { rbacAnonymousBinding } from './kubernetes/rbacAnonymousBinding';
import { rbacAuthenticatedGroupBinding } from './kubernetes/rbacAuthenticatedGroupBinding';
import { rbacBindOrEscalate } from './kubernetes/rbacBindOrEscalate';
import { rbacClusterAdminBinding } from './kubernetes/rbacClusterAdminBinding';
import { rbacClusterScopeUnneeded } from './workspace/rbacClusterScopeUnneeded';
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
import { rbacTakeoverRoleBound } from './workspace/rbacTakeoverRoleBound';
import { rbacTokenCreate } from './kubernetes/rbacTokenCreate';
import { rbacWildcard } from './kubernetes/rbacWildcard';
import { rbacWildcardAll } from './kubernetes/rbacWildcardAll';
import { rbacWorkloadCreate } from './kubernetes/rbacWorkloadCreate';
import { rbacWorkloadDelete } from './kubernetes/rbacWorkloadDelete';
import { readOnlyRootNeedsWritablePath } from './workspace/readOnlyRootNeedsWritablePath';
import { readinessProbeMissing } from './kubernetes/readinessProbeMissing';
import { recommendedPackagesInstalled } from './dockerfile/recommendedPackagesInstalled';
import { registryCredentialsInManifest } from './kubernetes/registryCredentialsInManifest';
import { remoteAccessDaemonInstalled } from './dockerfile/remoteAccessDaemonInstalled';
import { remoteAdminPortExposed } from './dockerfile/remoteAdminPortExposed';
import { remoteAdminPortExposedInPod } from './kubernetes/remoteAdminPortExposedInPod';
import { remoteScriptPipedToShell } from './dockerfile/remoteScriptPipedToShell';
import { remoteScriptPipedToShellInPod } from './kubernetes/remoteScriptPipedToShellInPod';
import { replicasNotSpread } from './kubernetes/replicasNotSpread';
import { repositoryKeyTrustedGlobally } from './dockerfile/repositoryKeyTrustedGlobally';
import { resourceCeilingExceeded } from './kubernetes/resourceCeilingExceeded';
import { resourceQuotaIncomplete } from './kubernetes/resourceQuotaIncomplete';
import { resourceQuotaLeavesKindsOpen } from './workspace/resourceQuotaLeavesKindsOpen';
import { rootFilesystemWritable } from './kubernetes/rootFilesystemWritable';
import { rootGroupMembership } from './kubernetes/rootGroupMembership';
import { runAsLowUid } from './kubernetes/runAsLowUid';
import { runAsNonRootBlockedByImage } from './workspace/runAsNonRootBlockedByImage';
import { runAsNonRootNotEnforced } from './kubernetes/runAsNonRootNotEnforced';
import { runAsRoot } from './kubernetes/runAsRoot';
import { runtimeInstallInEntrypoint } from './dockerfile/runtimeInstallInEntrypoint';
import { runtimeInstallInPod } from './kubernetes/runtimeInstallInPod';
import { sandboxRuntimeWeakened } from './kubernetes/sandboxRuntimeWeakened';
import { schemaInvalidSecurityField } from './kubernetes/schemaInvalidSecurityField';
import { seccompAnnotationIgnored } from './kubernetes/seccompAnnotationIgnored';
import { seccompProfileMissing } from './kubernetes/seccompProfileMissing';
import { seccompUnconfined } from './kubernetes/seccompUnconfined';
import { seccompUnconfinedButOverridden } from './kubernetes/seccompUnconfinedButOverridden';
import { secretAsEnvironmentVariable } from './kubernetes/secretAsEnvironmentVariable';
import { secretDeletedInLaterLayer } from './dockerfile/secretDeletedInLaterLayer';
import { secretInArg } from './dockerfile/secretInArg';
import { secretInConfigMap } from './kubernetes/secretInConfigMap';
import { secretInEnv } from './dockerfile/secretInEnv';
import { secretLiteralInBuild } from './dockerfile/secretLiteralInBuild';
import { secretLiteralInPodEnv } from './kubernetes/secretLiteralInPodEnv';
import { secretManifestWithData } from './kubernetes/secretManifestWithData';
import { secretMountPersisted } from './dockerfile/secretMountPersisted';
import { secretMountedIntoUntrustedContainer } from './kubernetes/secretMountedIntoUntrustedContainer';
import { secretProviderClassWeak } from './kubernetes/secretProviderClassWeak';
import { secretVolumeWorldReadable } from './kubernetes/secretVolumeWorldReadable';
import { securityCheckSuppressedWithoutReason } from './suppression/securityCheckSuppressedWithoutReason';
import { securityContextAbsent } from './kubernetes/securityContextAbsent';
import { selectorMismatch } from './kubernetes/selectorMismatch';
import { selinuxOptionsCustom } from './kubernetes/selinuxOptionsCustom';
import { serverRequestsUnbounded } from './dockerfile/serverRequestsUnbounded';
import { serverRequestsUnboundedInPod } from './kubernetes/serverRequestsUnboundedInPod';
import { serviceAccountFieldDeprecated } from './kubernetes/serviceAccountFieldDeprecated';
import { serviceAccountNonexistent } from './workspace/serviceAccountNonexistent';
import { serviceAccountObjectAutomounts } from './kubernetes/serviceAccountObjectAutomounts';
import { serviceAccountTokenAutomounted } from './kubernetes/serviceAccountTokenAutomounted';
import { serviceAccountTokenSecret } from './kubernetes/serviceAccountTokenSecret';
import { serviceExposesAdminPort } from './kubernetes/serviceExposesAdminPort';
import { serviceExternalIps } from './kubernetes/serviceExternalIps';
import { serviceExternalName } from './kubernetes/serviceExternalName';
import { serviceLinksEnabled } from './kubernetes/serviceLinksEnabled';
import { serviceNodePort } from './kubernetes/serviceNodePort';
import { servicePublicLoadBalancer } from './kubernetes/servicePublicLoadBalancer';
import { serviceSelectsTooMuch } from './workspace/serviceSelectsTooMuch';
import { setuidBinariesNotStripped } from './dockerfile/setuidBinariesNotStripped';
import { setuidBitAdded } from './dockerfile/setuidBitAdded';
import { sharedProcessNamespace } from './kubernetes/sharedProcessNamespace';
import { sharedServiceAccount } from './workspace/sharedServiceAccount';
import { sharedVolumeAcrossWorkloads } from './kubernetes/sharedVolumeAcrossWorkloads';
import { sidecarCanBeBypassed } from './workspace/sidecarCanBeBypassed';
import { singleReplica } from './workspace/singleReplica';
import { sshHostKeyCheckDisabled } from './dockerfile/sshHostKeyCheckDisabled';
import { storageClassWeak } from './kubernetes/storageClassWeak';
import { subPathOnWritableVolume } from './kubernetes/subPathOnWritableVolume';
import { sudoInBuild } from './dockerfile/sudoInBuild';
import { sudoersNopasswd } from './dockerfile/sudoersNopasswd';
import { supplementaryGroupsFromImage } from './kubernetes/supplementaryGroupsFromImage';
import { suppressionExpired } from './suppression/suppressionExpired';
import { suppressionUnused } from './suppression/suppressionUnused';
import { suppressionWithoutReason } from './suppression/suppressionWithoutReason';
import { syntaxDirectiveUnpinned } from './dockerfile/syntaxDirectiveUnpinned';
import { sysctlUnsafe } from './kubernetes/sysctlUnsafe';
import { systemNamespaceUsed } from './kubernetes/systemNamespaceUsed';
import { tempDataOnPersistentVolume } from './kubernetes/tempDataOnPersistentVolume';
import { templateApiCapabilityDropsHardening } from './helm/templateApiCapabilityDropsHardening';
import { templateHookOverprivileged } from './helm/templateHookOverprivileged';
import { templateImageLatestFallback } from './helm/templateImageLatestFallback';
import { templateLookupSecret } from './helm/templateLookupSecret';
import { templateNamespaceHardcoded } from './helm/templateNamespaceHardcoded';
import { templateRbacUnconditional } from './helm/templateRbacUnconditional';
import { templateSecretGeneratedOnRender } from './helm/templateSecretGeneratedOnRender';
import { templateSecretPlainInEnvOrConfigMap } from './helm/templateSecretPlainInEnvOrConfigMap';
import { templateTplOnValues } from './helm/templateTplOnValues';
import { templateUnquotedValue } from './helm/templateUnquotedValue';
import { terminationGraceUnbounded } from './kubernetes/terminationGraceUnbounded';
import { tillerDeployed } from './kubernetes/tillerDeployed';
import { tlsVerificationDisabledDownload } from './dockerfile/tlsVerificationDisabledDownload';
import { tlsVerificationDisabledDownloadInPod } from './kubernetes/tlsVerificationDisabledDownloadInPod';
import { tlsVerificationDisabledEnv } from './dockerfile/tlsVerificationDisabledEnv';
import { tlsVerificationDisabledEnvInPod } from './kubernetes/tlsVerificationDisabledEnvInPod';
import { tlsVerificationDisabledPackageManager } from './dockerfile/tlsVerificationDisabledPackageManager';
import { tolerationWildcard } from './kubernetes/tolerationWildcard';
import { trustRemoteCodeEnabled } from './dockerfile/trustRemoteCodeEnabled';
import { trustRemoteCodeEnabledInPod } from './kubernetes/trustRemoteCodeEnabledInPod';
import { unsafeDeserializationInBuild } from './dockerfile/unsafeDeserializationInBuild';
import { unsafeDeserializationInPod } from './kubernetes/unsafeDeserializationInPod';
import { untrustedNamespaceMixed } from './workspace/untrustedNamespaceMixed';
import { untrustedPodNotOnDedicatedNodes } from './kubernetes/untrustedPodNotOnDedicatedNodes';
import { untrustedPodWithoutSandboxRuntime } from './kubernetes/untrustedPodWithoutSandboxRuntime';
import { userLowUid } from './dockerfile/userLowUid';
import { userNameNotNumeric } from './dockerfile/userNameNotNumeric';
import { userNamespaceNotIsolated } from './kubernetes/userNamespaceNotIsolated';
import { userRootGroup } from './dockerfile/userRootGroup';
import { valuesAuthDisabled } from './helm/valuesAuthDisabled';
import { valuesDefaultCredentials } from './helm/valuesDefaultCredentials';
import { valuesImageTagDefaultMutable } from './helm/valuesImageTagDefaultMutable';
import { valuesInsecureImagesAllowed } from './helm/valuesInsecureImagesAllowed';
import { valuesNetworkPolicyDisabled } from './helm/valuesNetworkPolicyDisabled';
import { valuesPrivilegedDefault } from './helm/valuesPrivilegedDefault';
import { valuesRawManifestEscape } from './helm/valuesRawManifestEscape';
import { valuesRbacWideDefault } from './helm/valuesRbacWideDefault';
import { valuesSandboxKnobsMissing } from './helm/valuesSandboxKnobsMissing';
import { valuesSchemaMissing } from './helm/valuesSchemaMissing';
import { valuesSecretLiteral } from './helm/valuesSecretLiteral';
import { valuesSecurityKeyUnused } from './helm/valuesSecurityKeyUnused';
import { volumeTypeNotRestricted } from './kubernetes/volumeTypeNotRestricted';
import { wholeFilesystemCopiedFromStage } from './dockerfile/wholeFilesystemCopiedFromStage';
import { windowsGmsaInline } from './kubernetes/windowsGmsaInline';
import { windowsHostProcess } from './kubernetes/windowsHostProcess';
import { windowsPodOsUndeclared } from './kubernetes/windowsPodOsUndeclared';
import { windowsProtectionDisabled } from './dockerfile/windowsProtectionDisabled';
import { windowsRunAsAdministrator } from './kubernetes/windowsRunAsAdministrator';
import { windowsUserAdministrator } from './dockerfile/windowsUserAdministrator';
import { workdirRelative } from './dockerfile/workdirRelative';
import { workdirSystemDirectory } from './dockerfile/workdirSystemDirectory';
import { workloadBoundToDangerousRole } from './workspace/workloadBoundToDangerousRole';
import { workloadWithoutNetworkPolicy } from './workspace/workloadWithoutNetworkPolicy';
import { worldWritablePermissions } from './dockerfile/worldWritablePermissions';
import type { Rule } from './rule';

/** Every rule, sorted by id. */
export const allRules: readonly Rule[] = [
  addGitRefUnpinned,
  addRemoteWithoutChecksum,
  addUsedForLocalFiles,
  admissionWebhookFailsOpen,
  agentSandboxNetworkUnmanaged,
  ambiguousBuildStructure,
  anonymousVolumeForSensitivePath,
  apparmorAnnotationDeprecated,
  apparmorProfileMissing,
  apparmorUnconfined,
  applicationFilesOwnedByRuntimeUser,
  attackToolsInFinalStage,
  autoscalingUnbounded,
  azureInlineVolume,
  azurePodIdentityDeprecated,
  azureServicePrincipalSecretUsed,
  azureWorkloadIdentityMisconfigured,
  baseImageDigestDrifted,
  baseImageDigestMissing,
  baseImageEndOfLife,
  baseImageFromOverridableArg,
  baseImageKnownMalwareProneSource,
  baseImageNotMinimal,
  baseImageOld,
  baseImageRegistryNotApproved,
  baseImageTagMissing,
  baseImageTagMutable,
  baseShowsEveryGpu,
  buildContextCopiedWholesale,
  buildStepHostNetwork,
  buildStepSecurityInsecure,
  buildToolchainInFinalStage,
  capabilitiesDroppedByOddName,
  capabilitiesNotDropped,
  capabilityBeyondBaselineAdded,
  capabilityBeyondRestrictedAdded,
  capabilityDangerousAdded,
  capabilityNetRawKept,
  chartDependencyUnpinned,
  chartProvenanceUnverified,
  chartWithoutNetworkPolicy,
  checksumFileUnused,
  checksumNotCompared,
  cloudCredentialPathMounted,
  cloudIdentityOnUntrustedPod,
  commandEscalatesOrOpensAccess,
  condaChannelUnapproved,
  containerPortNotExposedByImage,
  containerRuntimeSocketMounted,
  containerToolingInImage,
  controlPlaneManifestInRepo,
  copyFromImageUnpinned,
  cpuLimitMissing,
  cpuRequestMissing,
  credentialFileCopied,
  cronJobWithoutStartingDeadline,
  cryptoPolicyWeakened,
  daemonSocketInImage,
  dashboardDeployed,
  debugModeEnabled,
  debugModeEnabledInPod,
  defaultNamespaceUsed,
  defaultServiceAccountUsed,
  defenderOrAuditDisabled,
  deprecatedApiVersion,
  deprecatedBaseImageRegistry,
  deprecatedImageRegistry,
  deviceClaimAdminAccess,
  disruptionBudgetDoesNotFit,
  disruptionBudgetMissingOrBlocking,
  dockerfileUserVersusRunAsUser,
  downloadOverPlaintext,
  downloadWithoutVerification,
  duplicateEffectiveInstruction,
  duplicateEnvOrKey,
  emptyDirMemoryUnbounded,
  emptyDirUnbounded,
  entrypointShellForm,
  envFileCommitted,
  ephemeralContainerInManifest,
  ephemeralStorageLimitMissing,
  externalSecretStoreUnused,
  fileCapabilityGranted,
  finalStageUserMissing,
  finalStageUserRoot,
  fullUpgradeInImage,
  gatewayListenerOpen,
  gitCloneUnpinned,
  gitRepoVolume,
  gitSyncInjection,
  gpuDeviceSelectionByEnv,
  gpuDeviceSelectionByEnvInPod,
  gpuLimitMismatch,
  gpuSharedWithoutIsolation,
  guaranteedQosMissing,
  healthcheckMissing,
  hostAliasesSet,
  hostDeviceMounted,
  hostIpc,
  hostNetwork,
  hostPathSensitive,
  hostPathVolume,
  hostPathWritable,
  hostPid,
  hostPort,
  hubNotSwitchedOff,
  imageDigestDrifted,
  imageDigestMissing,
  imageOld,
  imagePullPolicyLax,
  imageRegistryNotApproved,
  imageSignaturePolicyAbsent,
  imageTagMissingOrLatest,
  imageVolumeUnpinned,
  ingressBackendDangling,
  ingressConfigSnippet,
  ingressControllerRetired,
  ingressHostWildcard,
  ingressRequestSizeUnbounded,
  ingressWithoutTls,
  ingressWithoutWafOrAuth,
  interactiveTerminalEnabled,
  isolationChainIncomplete,
  jobRunsUnbounded,
  kernelUtilityInBuild,
  keyMaterialGeneratedInImage,
  knownVulnerableVersionPinned,
  knownVulnerableWorkloadVersion,
  languagePackageUnpinned,
  limitRangeLeavesContainersOpen,
  livenessProbeMissing,
  loaderEnvironmentOverride,
  loaderEnvironmentOverrideInPod,
  localProfileUnnamed,
  maintainerInstructionUsed,
  manifestImageDiffersFromDockerfileBasePolicy,
  memoryLimitMissing,
  memoryRequestMissing,
  meshSidecarBypassed,
  mlServerAdminInterfaceExposed,
  mlServerAdminInterfaceExposedInPod,
  modelDownloadUnpinned,
  modelDownloadUnpinnedInPod,
  modelServerEndpointsOpen,
  modelServerEndpointsOpenInPod,
  mountPropagationBidirectional,
  nakedPod,
  namespacePodSecurityMissing,
  namespacePodSecurityWeak,
  namespaceWithoutDefaultDeny,
  namespaceWithoutLimitRange,
  namespaceWithoutResourceQuota,
  networkPolicyAllowsAllEgress,
  networkPolicyAllowsAllIngress,
  networkPolicyDangling,
  networkPolicyDnsUnrestricted,
  networkPolicyEgressNotGoverned,
  networkPolicyPortsUnrestricted,
  networkPolicyReachesMetadataService,
  networkPolicySelectorTooWide,
  nodeInstallScriptsRun,
  nodeInstallUnlocked,
  nodeNamePinned,
  notebookAuthDisabled,
  notebookAuthDisabledInPod,
  notesPrintSecret,
  onbuildHidesSteps,
  osPackageVersionUnpinned,
  ownershipLabelsMissing,
  packageCacheLeftInLayer,
  packageIndexUpdateAlone,
  packageRepositoryUnapproved,
  packageSignatureCheckDisabled,
  passwordSetInBuild,
  persistentVolumeHostPath,
  pickleModelArtifactBaked,
  pickleModelArtifactInPod,
  pickledWeightsAccepted,
  pickledWeightsAcceptedInPod,
  pipDirectUrlUnhashed,
  pipExtraIndexUrl,
  pipExtraIndexUrlInPod,
  pipHashesNotRequired,
  pipPackageUnpinned,
  pipPrereleaseAllowed,
  pipSourceBuildsAllowed,
  pipTrustedHost,
  pipTrustedHostInPod,
  pipVcsUnpinned,
  pipeWithoutPipefail,
  placeholderDigest,
  placeholderDigestInPod,
  podDnsOverridden,
  policyRepoPrefixOpen,
  priorityClassAbused,
  privilegeEscalationAllowed,
  privilegedContainer,
  privilegedPortExposed,
  privilegedPortExposedInPod,
  probeOrHookTargetsOtherHost,
  procMountUnmasked,
  procMountUnmaskedInUserNamespace,
  projectedTokenLoose,
  provenanceLabelsMissing,
  rbacAdmissionOrApiExtensionWrite,
  rbacAggregatesIntoDefaultRoles,
  rbacAnonymousBinding,
  rbacAuthenticatedGroupBinding,
  rbacBindOrEscalate,
  rbacClusterAdminBinding,
  rbacClusterScopeUnneeded,
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
  rbacTakeoverRoleBound,
  rbacTokenCreate,
  rbacWildcard,
  rbacWildcardAll,
  rbacWorkloadCreate,
  rbacWorkloadDelete,
  readOnlyRootNeedsWritablePath,
  readinessProbeMissing,
  recommendedPackagesInstalled,
  registryCredentialsInManifest,
  remoteAccessDaemonInstalled,
  remoteAdminPortExposed,
  remoteAdminPortExposedInPod,
  remoteScriptPipedToShell,
  remoteScriptPipedToShellInPod,
  replicasNotSpread,
  repositoryKeyTrustedGlobally,
  resourceCeilingExceeded,
  resourceQuotaIncomplete,
  resourceQuotaLeavesKindsOpen,
  rootFilesystemWritable,
  rootGroupMembership,
  runAsLowUid,
  runAsNonRootBlockedByImage,
  runAsNonRootNotEnforced,
  runAsRoot,
  runtimeInstallInEntrypoint,
  runtimeInstallInPod,
  sandboxRuntimeWeakened,
  schemaInvalidSecurityField,
  seccompAnnotationIgnored,
  seccompProfileMissing,
  seccompUnconfined,
  seccompUnconfinedButOverridden,
  secretAsEnvironmentVariable,
  secretDeletedInLaterLayer,
  secretInArg,
  secretInConfigMap,
  secretInEnv,
  secretLiteralInBuild,
  secretLiteralInPodEnv,
  secretManifestWithData,
  secretMountPersisted,
  secretMountedIntoUntrustedContainer,
  secretProviderClassWeak,
  secretVolumeWorldReadable,
  securityCheckSuppressedWithoutReason,
  securityContextAbsent,
  selectorMismatch,
  selinuxOptionsCustom,
  serverRequestsUnbounded,
  serverRequestsUnboundedInPod,
  serviceAccountFieldDeprecated,
  serviceAccountNonexistent,
  serviceAccountObjectAutomounts,
  serviceAccountTokenAutomounted,
  serviceAccountTokenSecret,
  serviceExposesAdminPort,
  serviceExternalIps,
  serviceExternalName,
  serviceLinksEnabled,
  serviceNodePort,
  servicePublicLoadBalancer,
  serviceSelectsTooMuch,
  setuidBinariesNotStripped,
  setuidBitAdded,
  sharedProcessNamespace,
  sharedServiceAccount,
  sharedVolumeAcrossWorkloads,
  sidecarCanBeBypassed,
  singleReplica,
  sshHostKeyCheckDisabled,
  storageClassWeak,
  subPathOnWritableVolume,
  sudoInBuild,
  sudoersNopasswd,
  supplementaryGroupsFromImage,
  suppressionExpired,
  suppressionUnused,
  suppressionWithoutReason,
  syntaxDirectiveUnpinned,
  sysctlUnsafe,
  systemNamespaceUsed,
  tempDataOnPersistentVolume,
  templateApiCapabilityDropsHardening,
  templateHookOverprivileged,
  templateImageLatestFallback,
  templateLookupSecret,
  templateNamespaceHardcoded,
  templateRbacUnconditional,
  templateSecretGeneratedOnRender,
  templateSecretPlainInEnvOrConfigMap,
  templateTplOnValues,
  templateUnquotedValue,
  terminationGraceUnbounded,
  tillerDeployed,
  tlsVerificationDisabledDownload,
  tlsVerificationDisabledDownloadInPod,
  tlsVerificationDisabledEnv,
  tlsVerificationDisabledEnvInPod,
  tlsVerificationDisabledPackageManager,
  tolerationWildcard,
  trustRemoteCodeEnabled,
  trustRemoteCodeEnabledInPod,
  unsafeDeserializationInBuild,
  unsafeDeserializationInPod,
  untrustedNamespaceMixed,
  untrustedPodNotOnDedicatedNodes,
  untrustedPodWithoutSandboxRuntime,
  userLowUid,
  userNameNotNumeric,
  userNamespaceNotIsolated,
  userRootGroup,
  valuesAuthDisabled,
  valuesDefaultCredentials,
  valuesImageTagDefaultMutable,
  valuesInsecureImagesAllowed,
  valuesNetworkPolicyDisabled,
  valuesPrivilegedDefault,
  valuesRawManifestEscape,
  valuesRbacWideDefault,
  valuesSandboxKnobsMissing,
  valuesSchemaMissing,
  valuesSecretLiteral,
  valuesSecurityKeyUnused,
  volumeTypeNotRestricted,
  wholeFilesystemCopiedFromStage,
  windowsGmsaInline,
  windowsHostProcess,
  windowsPodOsUndeclared,
  windowsProtectionDisabled,
  windowsRunAsAdministrator,
  windowsUserAdministrator,
  workdirRelative,
  workdirSystemDirectory,
  workloadBoundToDangerousRole,
  workloadWithoutNetworkPolicy,
  worldWritablePermissions,
];
