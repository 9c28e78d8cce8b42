// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { german as addGitRefUnpinned } from './dockerfile/addGitRefUnpinned';
import { german as addRemoteWithoutChecksum } from './dockerfile/addRemoteWithoutChecksum';
import { german as addUsedForLocalFiles } from './dockerfile/addUsedForLocalFiles';
import { german as admissionWebhookFailsOpen } from './kubernetes/admissionWebhookFailsOpen';
import { german as agentSandboxNetworkUnmanaged } from './kubernetes/agentSandboxNetworkUnmanaged';
import { german as ambiguousBuildStructure } from './dockerfile/ambiguousBuildStructure';
import { german as anonymousVolumeForSensitivePath } from './dockerfile/anonymousVolumeForSensitivePath';
import { german as apparmorAnnotationDeprecated } from './kubernetes/apparmorAnnotationDeprecated';
import { german as apparmorProfileMissing } from './kubernetes/apparmorProfileMissing';
import { german as apparmorUnconfined } from './kubernetes/apparmorUnconfined';
import { german as applicationFilesOwnedByRuntimeUser } from './dockerfile/applicationFilesOwnedByRuntimeUser';
import { german as attackToolsInFinalStage } from './dockerfile/attackToolsInFinalStage';
import { german as autoscalingUnbounded } from './kubernetes/autoscalingUnbounded';
import { german as azureInlineVolume } from './kubernetes/azureInlineVolume';
import { german as azurePodIdentityDeprecated } from './kubernetes/azurePodIdentityDeprecated';
import { german as azureServicePrincipalSecretUsed } from './kubernetes/azureServicePrincipalSecretUsed';
import { german as azureWorkloadIdentityMisconfigured } from './kubernetes/azureWorkloadIdentityMisconfigured';
import { german as baseImageDigestDrifted } from './dockerfile/baseImageDigestDrifted';
import { german as baseImageDigestMissing } from './dockerfile/baseImageDigestMissing';
import { german as baseImageEndOfLife } from './dockerfile/baseImageEndOfLife';
import { german as baseImageFromOverridableArg } from './dockerfile/baseImageFromOverridableArg';
import { german as baseImageKnownMalwareProneSource } from './dockerfile/baseImageKnownMalwareProneSource';
import { german as baseImageNotMinimal } from './dockerfile/baseImageNotMinimal';
import { german as baseImageOld } from './dockerfile/baseImageOld';
import { german as baseImageRegistryNotApproved } from './dockerfile/baseImageRegistryNotApproved';
import { german as baseImageTagMissing } from './dockerfile/baseImageTagMissing';
import { german as baseImageTagMutable } from './dockerfile/baseImageTagMutable';
import { german as baseShowsEveryGpu } from './dockerfile/baseShowsEveryGpu';
import { german as buildContextCopiedWholesale } from './workspace/buildContextCopiedWholesale';
import { german as buildStepHostNetwork } from './dockerfile/buildStepHostNetwork';
import { german as buildStepSecurityInsecure } from './dockerfile/buildStepSecurityInsecure';
import { german as buildToolchainInFinalStage } from './dockerfile/buildToolchainInFinalStage';
import { german as capabilitiesDroppedByOddName } from './kubernetes/capabilitiesDroppedByOddName';
import { german as capabilitiesNotDropped } from './kubernetes/capabilitiesNotDropped';
import { german as capabilityBeyondBaselineAdded } from './kubernetes/capabilityBeyondBaselineAdded';
import { german as capabilityBeyondRestrictedAdded } from './kubernetes/capabilityBeyondRestrictedAdded';
import { german as capabilityDangerousAdded } from './kubernetes/capabilityDangerousAdded';
import { german as capabilityNetRawKept } from './kubernetes/capabilityNetRawKept';
import { german as chartDependencyUnpinned } from './helm/chartDependencyUnpinned';
import { german as chartProvenanceUnverified } from './kubernetes/chartProvenanceUnverified';
import { german as chartWithoutNetworkPolicy } from './helm/chartWithoutNetworkPolicy';
import { german as checksumFileUnused } from './dockerfile/checksumFileUnused';
import { german as checksumNotCompared } from './dockerfile/checksumNotCompared';
import { german as cloudCredentialPathMounted } from './kubernetes/cloudCredentialPathMounted';
import { german as cloudIdentityOnUntrustedPod } from './kubernetes/cloudIdentityOnUntrustedPod';
import { german as commandEscalatesOrOpensAccess } from './kubernetes/commandEscalatesOrOpensAccess';
import { german as condaChannelUnapproved } from './dockerfile/condaChannelUnapproved';
import { german as containerPortNotExposedByImage } from './workspace/containerPortNotExposedByImage';
import { german as containerRuntimeSocketMounted } from './kubernetes/containerRuntimeSocketMounted';
import { german as containerToolingInImage } from './dockerfile/containerToolingInImage';
import { german as controlPlaneManifestInRepo } from './kubernetes/controlPlaneManifestInRepo';
import { german as copyFromImageUnpinned } from './dockerfile/copyFromImageUnpinned';
import { german as cpuLimitMissing } from './kubernetes/cpuLimitMissing';
import { german as cpuRequestMissing } from './kubernetes/cpuRequestMissing';
import { german as credentialFileCopied } from './dockerfile/credentialFileCopied';
import { german as cronJobWithoutStartingDeadline } from './kubernetes/cronJobWithoutStartingDeadline';
import { german as cryptoPolicyWeakened } from './dockerfile/cryptoPolicyWeakened';
import { german as daemonSocketInImage } from './dockerfile/daemonSocketInImage';
import { german as dashboardDeployed } from './kubernetes/dashboardDeployed';
import { german as debugModeEnabled } from './dockerfile/debugModeEnabled';
import { german as debugModeEnabledInPod } from './kubernetes/debugModeEnabledInPod';
import { german as defaultNamespaceUsed } from './kubernetes/defaultNamespaceUsed';
import { german as defaultServiceAccountUsed } from './kubernetes/defaultServiceAccountUsed';
import { german as defenderOrAuditDisabled } from './kubernetes/defenderOrAuditDisabled';
import { german as deprecatedApiVersion } from './kubernetes/deprecatedApiVersion';
import { german as deprecatedBaseImageRegistry } from './dockerfile/deprecatedBaseImageRegistry';
import { german as deprecatedImageRegistry } from './kubernetes/deprecatedImageRegistry';
import { german as deviceClaimAdminAccess } from './kubernetes/deviceClaimAdminAccess';
import { german as disruptionBudgetDoesNotFit } from './workspace/disruptionBudgetDoesNotFit';
import { german as disruptionBudgetMissingOrBlocking } from './kubernetes/disruptionBudgetMissingOrBlocking';
import { german as dockerfileUserVersusRunAsUser } from './workspace/dockerfileUserVersusRunAsUser';
import { german as downloadOverPlaintext } from './dockerfile/downloadOverPlaintext';
import { german as downloadWithoutVerification } from './dockerfile/downloadWithoutVerification';
import { german as duplicateEffectiveInstruction } from './dockerfile/duplicateEffectiveInstruction';
import { german as duplicateEnvOrKey } from './kubernetes/duplicateEnvOrKey';
import { german as emptyDirMemoryUnbounded } from './kubernetes/emptyDirMemoryUnbounded';
import { german as emptyDirUnbounded } from './kubernetes/emptyDirUnbounded';
import { german as entrypointShellForm } from './dockerfile/entrypointShellForm';
import { german as envFileCommitted } from './kubernetes/envFileCommitted';
import { german as ephemeralContainerInManifest } from './kubernetes/ephemeralContainerInManifest';
import { german as ephemeralStorageLimitMissing } from './kubernetes/ephemeralStorageLimitMissing';
import { german as externalSecretStoreUnused } from './workspace/externalSecretStoreUnused';
import { german as fileCapabilityGranted } from './dockerfile/fileCapabilityGranted';
import { german as finalStageUserMissing } from './dockerfile/finalStageUserMissing';
import { german as finalStageUserRoot } from './dockerfile/finalStageUserRoot';
import { german as fullUpgradeInImage } from './dockerfile/fullUpgradeInImage';
import { german as gatewayListenerOpen } from './kubernetes/gatewayListenerOpen';
import { german as gitCloneUnpinned } from './dockerfile/gitCloneUnpinned';
import { german as gitRepoVolume } from './kubernetes/gitRepoVolume';
import { german as gitSyncInjection } from './kubernetes/gitSyncInjection';
import { german as gpuDeviceSelectionByEnv } from './dockerfile/gpuDeviceSelectionByEnv';
import { german as gpuDeviceSelectionByEnvInPod } from './kubernetes/gpuDeviceSelectionByEnvInPod';
import { german as gpuLimitMismatch } from './kubernetes/gpuLimitMismatch';
import { german as gpuSharedWithoutIsolation } from './kubernetes/gpuSharedWithoutIsolation';
import { german as guaranteedQosMissing } from './kubernetes/guaranteedQosMissing';
import { german as healthcheckMissing } from './dockerfile/healthcheckMissing';
import { german as hostAliasesSet } from './kubernetes/hostAliasesSet';
import { german as hostDeviceMounted } from './kubernetes/hostDeviceMounted';
import { german as hostIpc } from './kubernetes/hostIpc';
import { german as hostNetwork } from './kubernetes/hostNetwork';
import { german as hostPathSensitive } from './kubernetes/hostPathSensitive';
import { german as hostPathVolume } from './kubernetes/hostPathVolume';
import { german as hostPathWritable } from './kubernetes/hostPathWritable';
import { german as hostPid } from './kubernetes/hostPid';
import { german as hostPort } from './kubernetes/hostPort';
import { german as hubNotSwitchedOff } from './dockerfile/hubNotSwitchedOff';
import { german as imageDigestDrifted } from './kubernetes/imageDigestDrifted';
import { german as imageDigestMissing } from './kubernetes/imageDigestMissing';
import { german as imageOld } from './kubernetes/imageOld';
import { german as imagePullPolicyLax } from './kubernetes/imagePullPolicyLax';
import { german as imageRegistryNotApproved } from './kubernetes/imageRegistryNotApproved';
import { german as imageSignaturePolicyAbsent } from './workspace/imageSignaturePolicyAbsent';
import { german as imageTagMissingOrLatest } from './kubernetes/imageTagMissingOrLatest';
import { german as imageVolumeUnpinned } from './kubernetes/imageVolumeUnpinned';
import { german as ingressBackendDangling } from './workspace/ingressBackendDangling';
import { german as ingressConfigSnippet } from './kubernetes/ingressConfigSnippet';
import { german as ingressControllerRetired } from './kubernetes/ingressControllerRetired';
import { german as ingressHostWildcard } from './kubernetes/ingressHostWildcard';
import { german as ingressRequestSizeUnbounded } from './kubernetes/ingressRequestSizeUnbounded';
import { german as ingressWithoutTls } from './kubernetes/ingressWithoutTls';
import { german as ingressWithoutWafOrAuth } from './kubernetes/ingressWithoutWafOrAuth';
import { german as interactiveTerminalEnabled } from './kubernetes/interactiveTerminalEnabled';
import { german as isolationChainIncomplete } from './workspace/isolationChainIncomplete';
import { german as jobRunsUnbounded } from './kubernetes/jobRunsUnbounded';
import { german as kernelUtilityInBuild } from './dockerfile/kernelUtilityInBuild';
import { german as keyMaterialGeneratedInImage } from './dockerfile/keyMaterialGeneratedInImage';
import { german as knownVulnerableVersionPinned } from './dockerfile/knownVulnerableVersionPinned';
import { german as knownVulnerableWorkloadVersion } from './kubernetes/knownVulnerableWorkloadVersion';
import { german as languagePackageUnpinned } from './dockerfile/languagePackageUnpinned';
import { german as limitRangeLeavesContainersOpen } from './workspace/limitRangeLeavesContainersOpen';
import { german as livenessProbeMissing } from './kubernetes/livenessProbeMissing';
import { german as loaderEnvironmentOverride } from './dockerfile/loaderEnvironmentOverride';
import { german as loaderEnvironmentOverrideInPod } from './kubernetes/loaderEnvironmentOverrideInPod';
import { german as localProfileUnnamed } from './kubernetes/localProfileUnnamed';
import { german as maintainerInstructionUsed } from './dockerfile/maintainerInstructionUsed';
import { german as manifestImageDiffersFromDockerfileBasePolicy } from './workspace/manifestImageDiffersFromDockerfileBasePolicy';
import { german as memoryLimitMissing } from './kubernetes/memoryLimitMissing';
import { german as memoryRequestMissing } from './kubernetes/memoryRequestMissing';
import { german as meshSidecarBypassed } from './kubernetes/meshSidecarBypassed';
import { german as mlServerAdminInterfaceExposed } from './dockerfile/mlServerAdminInterfaceExposed';
import { german as mlServerAdminInterfaceExposedInPod } from './kubernetes/mlServerAdminInterfaceExposedInPod';
import { german as modelDownloadUnpinned } from './dockerfile/modelDownloadUnpinned';
import { german as modelDownloadUnpinnedInPod } from './kubernetes/modelDownloadUnpinnedInPod';
import { german as modelServerEndpointsOpen } from './dockerfile/modelServerEndpointsOpen';
import { german as modelServerEndpointsOpenInPod } from './kubernetes/modelServerEndpointsOpenInPod';
import { german as mountPropagationBidirectional } from './kubernetes/mountPropagationBidirectional';
import { german as nakedPod } from './kubernetes/nakedPod';
import { german as namespacePodSecurityMissing } from './kubernetes/namespacePodSecurityMissing';
import { german as namespacePodSecurityWeak } from './kubernetes/namespacePodSecurityWeak';
import { german as namespaceWithoutDefaultDeny } from './workspace/namespaceWithoutDefaultDeny';
import { german as namespaceWithoutLimitRange } from './workspace/namespaceWithoutLimitRange';
import { german as namespaceWithoutResourceQuota } from './workspace/namespaceWithoutResourceQuota';
import { german as networkPolicyAllowsAllEgress } from './kubernetes/networkPolicyAllowsAllEgress';
import { german as networkPolicyAllowsAllIngress } from './kubernetes/networkPolicyAllowsAllIngress';
import { german as networkPolicyDangling } from './workspace/networkPolicyDangling';
import { german as networkPolicyDnsUnrestricted } from './kubernetes/networkPolicyDnsUnrestricted';
import { german as networkPolicyEgressNotGoverned } from './workspace/networkPolicyEgressNotGoverned';
import { german as networkPolicyPortsUnrestricted } from './kubernetes/networkPolicyPortsUnrestricted';
import { german as networkPolicyReachesMetadataService } from './kubernetes/networkPolicyReachesMetadataService';
import { german as networkPolicySelectorTooWide } from './kubernetes/networkPolicySelectorTooWide';
import { german as nodeInstallScriptsRun } from './dockerfile/nodeInstallScriptsRun';
import { german as nodeInstallUnlocked } from './dockerfile/nodeInstallUnlocked';
import { german as nodeNamePinned } from './kubernetes/nodeNamePinned';
import { german as notebookAuthDisabled } from './dockerfile/notebookAuthDisabled';
import { german as notebookAuthDisabledInPod } from './kubernetes/notebookAuthDisabledInPod';
import { german as notesPrintSecret } from './helm/notesPrintSecret';
import { german as onbuildHidesSteps } from './dockerfile/onbuildHidesSteps';
import { german as osPackageVersionUnpinned } from './dockerfile/osPackageVersionUnpinned';
import { german as ownershipLabelsMissing } from './kubernetes/ownershipLabelsMissing';
import { german as packageCacheLeftInLayer } from './dockerfile/packageCacheLeftInLayer';
import { german as packageIndexUpdateAlone } from './dockerfile/packageIndexUpdateAlone';
import { german as packageRepositoryUnapproved } from './dockerfile/packageRepositoryUnapproved';
import { german as packageSignatureCheckDisabled } from './dockerfile/packageSignatureCheckDisabled';
import { german as passwordSetInBuild } from './dockerfile/passwordSetInBuild';
import { german as persistentVolumeHostPath } from './kubernetes/persistentVolumeHostPath';
import { german as pickleModelArtifactBaked } from './dockerfile/pickleModelArtifactBaked';
import { german as pickleModelArtifactInPod } from './kubernetes/pickleModelArtifactInPod';
import { german as pickledWeightsAccepted } from './dockerfile/pickledWeightsAccepted';
import { german as pickledWeightsAcceptedInPod } from './kubernetes/pickledWeightsAcceptedInPod';
import { german as pipDirectUrlUnhashed } from './dockerfile/pipDirectUrlUnhashed';
import { german as pipExtraIndexUrl } from './dockerfile/pipExtraIndexUrl';
import { german as pipExtraIndexUrlInPod } from './kubernetes/pipExtraIndexUrlInPod';
import { german as pipHashesNotRequired } from './dockerfile/pipHashesNotRequired';
import { german as pipPackageUnpinned } from './dockerfile/pipPackageUnpinned';
import { german as pipPrereleaseAllowed } from './dockerfile/pipPrereleaseAllowed';
import { german as pipSourceBuildsAllowed } from './dockerfile/pipSourceBuildsAllowed';
import { german as pipTrustedHost } from './dockerfile/pipTrustedHost';
import { german as pipTrustedHostInPod } from './kubernetes/pipTrustedHostInPod';
import { german as pipVcsUnpinned } from './dockerfile/pipVcsUnpinned';
import { german as pipeWithoutPipefail } from './dockerfile/pipeWithoutPipefail';
import { german as placeholderDigest } from './dockerfile/placeholderDigest';
import { german as placeholderDigestInPod } from './kubernetes/placeholderDigestInPod';
import { german as podDnsOverridden } from './kubernetes/podDnsOverridden';
import { german as policyRepoPrefixOpen } from './kubernetes/policyRepoPrefixOpen';
import { german as priorityClassAbused } from './kubernetes/priorityClassAbused';
import { german as privilegeEscalationAllowed } from './kubernetes/privilegeEscalationAllowed';
import { german as privilegedContainer } from './kubernetes/privilegedContainer';
import { german as privilegedPortExposed } from './dockerfile/privilegedPortExposed';
import { german as privilegedPortExposedInPod } from './kubernetes/privilegedPortExposedInPod';
import { german as probeOrHookTargetsOtherHost } from './kubernetes/probeOrHookTargetsOtherHost';
import { german as procMountUnmasked } from './kubernetes/procMountUnmasked';
import { german as procMountUnmaskedInUserNamespace } from './kubernetes/procMountUnmaskedInUserNamespace';
import { german as projectedTokenLoose } from './kubernetes/projectedTokenLoose';
import { german as provenanceLabelsMissing } from './dockerfile/provenanceLabelsMissing';
import { german as rbacAdmissionOrApiExtensionWrite } from './kubernetes/rbacAdmissionOrApiExtensionWrite';
import { german as rbacAggregatesIntoDefaultRoles } from './kubernetes/rbacAggregatesIntoDefaultRoles';
import { german as rbacAnonymousBinding } from './kubernetes/rbacAnonymousBinding';
import { german as rbacAuthenticatedGroupBinding } from './kubernetes/rbacAuthenticatedGroupBinding';
import { german as rbacBindOrEscalate } from './kubernetes/rbacBindOrEscalate';
import { german as rbacClusterAdminBinding } from './kubernetes/rbacClusterAdminBinding';
import { german as rbacClusterScopeUnneeded } from './workspace/rbacClusterScopeUnneeded';
import { german as rbacConfigMapWrite } from './kubernetes/rbacConfigMapWrite';
import { german as rbacConfigMapsUnnamed } from './kubernetes/rbacConfigMapsUnnamed';
import { german as rbacCrossNamespaceSubject } from './kubernetes/rbacCrossNamespaceSubject';
import { german as rbacCsrApprove } from './kubernetes/rbacCsrApprove';
import { german as rbacDefaultServiceAccountBound } from './kubernetes/rbacDefaultServiceAccountBound';
import { german as rbacEvidenceDelete } from './kubernetes/rbacEvidenceDelete';
import { german as rbacImpersonate } from './kubernetes/rbacImpersonate';
import { german as rbacNamedUserBinding } from './kubernetes/rbacNamedUserBinding';
import { german as rbacNamespaceLabelWrite } from './kubernetes/rbacNamespaceLabelWrite';
import { german as rbacNetworkWrite } from './kubernetes/rbacNetworkWrite';
import { german as rbacNodeModify } from './kubernetes/rbacNodeModify';
import { german as rbacNodeProxy } from './kubernetes/rbacNodeProxy';
import { german as rbacPersistentVolumeCreate } from './kubernetes/rbacPersistentVolumeCreate';
import { german as rbacPodExec } from './kubernetes/rbacPodExec';
import { german as rbacPortForward } from './kubernetes/rbacPortForward';
import { german as rbacRoleBindingCreate } from './kubernetes/rbacRoleBindingCreate';
import { german as rbacSecretsRead } from './kubernetes/rbacSecretsRead';
import { german as rbacServiceStatusWrite } from './kubernetes/rbacServiceStatusWrite';
import { german as rbacSystemMasters } from './kubernetes/rbacSystemMasters';
import { german as rbacTakeoverRoleBound } from './workspace/rbacTakeoverRoleBound';
import { german as rbacTokenCreate } from './kubernetes/rbacTokenCreate';
import { german as rbacWildcard } from './kubernetes/rbacWildcard';
import { german as rbacWildcardAll } from './kubernetes/rbacWildcardAll';
import { german as rbacWorkloadCreate } from './kubernetes/rbacWorkloadCreate';
import { german as rbacWorkloadDelete } from './kubernetes/rbacWorkloadDelete';
import { german as readOnlyRootNeedsWritablePath } from './workspace/readOnlyRootNeedsWritablePath';
import { german as readinessProbeMissing } from './kubernetes/readinessProbeMissing';
import { german as recommendedPackagesInstalled } from './dockerfile/recommendedPackagesInstalled';
import { german as registryCredentialsInManifest } from './kubernetes/registryCredentialsInManifest';
import { german as remoteAccessDaemonInstalled } from './dockerfile/remoteAccessDaemonInstalled';
import { german as remoteAdminPortExposed } from './dockerfile/remoteAdminPortExposed';
import { german as remoteAdminPortExposedInPod } from './kubernetes/remoteAdminPortExposedInPod';
import { german as remoteScriptPipedToShell } from './dockerfile/remoteScriptPipedToShell';
import { german as remoteScriptPipedToShellInPod } from './kubernetes/remoteScriptPipedToShellInPod';
import { german as replicasNotSpread } from './kubernetes/replicasNotSpread';
import { german as repositoryKeyTrustedGlobally } from './dockerfile/repositoryKeyTrustedGlobally';
import { german as resourceCeilingExceeded } from './kubernetes/resourceCeilingExceeded';
import { german as resourceQuotaIncomplete } from './kubernetes/resourceQuotaIncomplete';
import { german as resourceQuotaLeavesKindsOpen } from './workspace/resourceQuotaLeavesKindsOpen';
import { german as rootFilesystemWritable } from './kubernetes/rootFilesystemWritable';
import { german as rootGroupMembership } from './kubernetes/rootGroupMembership';
import { german as runAsLowUid } from './kubernetes/runAsLowUid';
import { german as runAsNonRootBlockedByImage } from './workspace/runAsNonRootBlockedByImage';
import { german as runAsNonRootNotEnforced } from './kubernetes/runAsNonRootNotEnforced';
import { german as runAsRoot } from './kubernetes/runAsRoot';
import { german as runtimeInstallInEntrypoint } from './dockerfile/runtimeInstallInEntrypoint';
import { german as runtimeInstallInPod } from './kubernetes/runtimeInstallInPod';
import { german as sandboxRuntimeWeakened } from './kubernetes/sandboxRuntimeWeakened';
import { german as schemaInvalidSecurityField } from './kubernetes/schemaInvalidSecurityField';
import { german as seccompAnnotationIgnored } from './kubernetes/seccompAnnotationIgnored';
import { german as seccompProfileMissing } from './kubernetes/seccompProfileMissing';
import { german as seccompUnconfined } from './kubernetes/seccompUnconfined';
import { german as seccompUnconfinedButOverridden } from './kubernetes/seccompUnconfinedButOverridden';
import { german as secretAsEnvironmentVariable } from './kubernetes/secretAsEnvironmentVariable';
import { german as secretDeletedInLaterLayer } from './dockerfile/secretDeletedInLaterLayer';
import { german as secretInArg } from './dockerfile/secretInArg';
import { german as secretInConfigMap } from './kubernetes/secretInConfigMap';
import { german as secretInEnv } from './dockerfile/secretInEnv';
import { german as secretLiteralInBuild } from './dockerfile/secretLiteralInBuild';
import { german as secretLiteralInPodEnv } from './kubernetes/secretLiteralInPodEnv';
import { german as secretManifestWithData } from './kubernetes/secretManifestWithData';
import { german as secretMountPersisted } from './dockerfile/secretMountPersisted';
import { german as secretMountedIntoUntrustedContainer } from './kubernetes/secretMountedIntoUntrustedContainer';
import { german as secretProviderClassWeak } from './kubernetes/secretProviderClassWeak';
import { german as secretVolumeWorldReadable } from './kubernetes/secretVolumeWorldReadable';
import { german as securityCheckSuppressedWithoutReason } from './suppression/securityCheckSuppressedWithoutReason';
import { german as securityContextAbsent } from './kubernetes/securityContextAbsent';
import { german as selectorMismatch } from './kubernetes/selectorMismatch';
import { german as selinuxOptionsCustom } from './kubernetes/selinuxOptionsCustom';
import { german as serverRequestsUnbounded } from './dockerfile/serverRequestsUnbounded';
import { german as serverRequestsUnboundedInPod } from './kubernetes/serverRequestsUnboundedInPod';
import { german as serviceAccountFieldDeprecated } from './kubernetes/serviceAccountFieldDeprecated';
import { german as serviceAccountNonexistent } from './workspace/serviceAccountNonexistent';
import { german as serviceAccountObjectAutomounts } from './kubernetes/serviceAccountObjectAutomounts';
import { german as serviceAccountTokenAutomounted } from './kubernetes/serviceAccountTokenAutomounted';
import { german as serviceAccountTokenSecret } from './kubernetes/serviceAccountTokenSecret';
import { german as serviceExposesAdminPort } from './kubernetes/serviceExposesAdminPort';
import { german as serviceExternalIps } from './kubernetes/serviceExternalIps';
import { german as serviceExternalName } from './kubernetes/serviceExternalName';
import { german as serviceLinksEnabled } from './kubernetes/serviceLinksEnabled';
import { german as serviceNodePort } from './kubernetes/serviceNodePort';
import { german as servicePublicLoadBalancer } from './kubernetes/servicePublicLoadBalancer';
import { german as serviceSelectsTooMuch } from './workspace/serviceSelectsTooMuch';
import { german as setuidBinariesNotStripped } from './dockerfile/setuidBinariesNotStripped';
import { german as setuidBitAdded } from './dockerfile/setuidBitAdded';
import { german as sharedProcessNamespace } from './kubernetes/sharedProcessNamespace';
import { german as sharedServiceAccount } from './workspace/sharedServiceAccount';
import { german as sharedVolumeAcrossWorkloads } from './workspace/sharedVolumeAcrossWorkloads';
import { german as sidecarCanBeBypassed } from './workspace/sidecarCanBeBypassed';
import { german as singleReplica } from './workspace/singleReplica';
import { german as sshHostKeyCheckDisabled } from './dockerfile/sshHostKeyCheckDisabled';
import { german as storageClassWeak } from './kubernetes/storageClassWeak';
import { german as subPathOnWritableVolume } from './kubernetes/subPathOnWritableVolume';
import { german as sudoInBuild } from './dockerfile/sudoInBuild';
import { german as sudoersNopasswd } from './dockerfile/sudoersNopasswd';
import { german as supplementaryGroupsFromImage } from './kubernetes/supplementaryGroupsFromImage';
import { german as suppressionExpired } from './suppression/suppressionExpired';
import { german as suppressionUnused } from './suppression/suppressionUnused';
import { german as suppressionWithoutReason } from './suppression/suppressionWithoutReason';
import { german as syntaxDirectiveUnpinned } from './dockerfile/syntaxDirectiveUnpinned';
import { german as sysctlUnsafe } from './kubernetes/sysctlUnsafe';
import { german as systemNamespaceUsed } from './kubernetes/systemNamespaceUsed';
import { german as tempDataOnPersistentVolume } from './kubernetes/tempDataOnPersistentVolume';
import { german as templateApiCapabilityDropsHardening } from './helm/templateApiCapabilityDropsHardening';
import { german as templateHookOverprivileged } from './helm/templateHookOverprivileged';
import { german as templateImageLatestFallback } from './helm/templateImageLatestFallback';
import { german as templateLookupSecret } from './helm/templateLookupSecret';
import { german as templateNamespaceHardcoded } from './helm/templateNamespaceHardcoded';
import { german as templateRbacUnconditional } from './helm/templateRbacUnconditional';
import { german as templateSecretGeneratedOnRender } from './helm/templateSecretGeneratedOnRender';
import { german as templateSecretPlainInEnvOrConfigMap } from './helm/templateSecretPlainInEnvOrConfigMap';
import { german as templateTplOnValues } from './helm/templateTplOnValues';
import { german as templateUnquotedValue } from './helm/templateUnquotedValue';
import { german as terminationGraceUnbounded } from './kubernetes/terminationGraceUnbounded';
import { german as tillerDeployed } from './kubernetes/tillerDeployed';
import { german as tlsVerificationDisabledDownload } from './dockerfile/tlsVerificationDisabledDownload';
import { german as tlsVerificationDisabledDownloadInPod } from './kubernetes/tlsVerificationDisabledDownloadInPod';
import { german as tlsVerificationDisabledEnv } from './dockerfile/tlsVerificationDisabledEnv';
import { german as tlsVerificationDisabledEnvInPod } from './kubernetes/tlsVerificationDisabledEnvInPod';
import { german as tlsVerificationDisabledPackageManager } from './dockerfile/tlsVerificationDisabledPackageManager';
import { german as tolerationWildcard } from './kubernetes/tolerationWildcard';
import { german as trustRemoteCodeEnabled } from './dockerfile/trustRemoteCodeEnabled';
import { german as trustRemoteCodeEnabledInPod } from './kubernetes/trustRemoteCodeEnabledInPod';
import { german as unsafeDeserializationInBuild } from './dockerfile/unsafeDeserializationInBuild';
import { german as unsafeDeserializationInPod } from './kubernetes/unsafeDeserializationInPod';
import { german as untrustedNamespaceMixed } from './workspace/untrustedNamespaceMixed';
import { german as untrustedPodNotOnDedicatedNodes } from './kubernetes/untrustedPodNotOnDedicatedNodes';
import { german as untrustedPodWithoutSandboxRuntime } from './kubernetes/untrustedPodWithoutSandboxRuntime';
import { german as userLowUid } from './dockerfile/userLowUid';
import { german as userNameNotNumeric } from './dockerfile/userNameNotNumeric';
import { german as userNamespaceNotIsolated } from './kubernetes/userNamespaceNotIsolated';
import { german as userRootGroup } from './dockerfile/userRootGroup';
import { german as valuesAuthDisabled } from './helm/valuesAuthDisabled';
import { german as valuesDefaultCredentials } from './helm/valuesDefaultCredentials';
import { german as valuesImageTagDefaultMutable } from './helm/valuesImageTagDefaultMutable';
import { german as valuesInsecureImagesAllowed } from './helm/valuesInsecureImagesAllowed';
import { german as valuesNetworkPolicyDisabled } from './helm/valuesNetworkPolicyDisabled';
import { german as valuesPrivilegedDefault } from './helm/valuesPrivilegedDefault';
import { german as valuesRawManifestEscape } from './helm/valuesRawManifestEscape';
import { german as valuesRbacWideDefault } from './helm/valuesRbacWideDefault';
import { german as valuesSandboxKnobsMissing } from './helm/valuesSandboxKnobsMissing';
import { german as valuesSchemaMissing } from './helm/valuesSchemaMissing';
import { german as valuesSecretLiteral } from './helm/valuesSecretLiteral';
import { german as valuesSecurityKeyUnused } from './helm/valuesSecurityKeyUnused';
import { german as volumeTypeNotRestricted } from './kubernetes/volumeTypeNotRestricted';
import { german as wholeFilesystemCopiedFromStage } from './dockerfile/wholeFilesystemCopiedFromStage';
import { german as windowsGmsaInline } from './kubernetes/windowsGmsaInline';
import { german as windowsHostProcess } from './kubernetes/windowsHostProcess';
import { german as windowsPodOsUndeclared } from './kubernetes/windowsPodOsUndeclared';
import { german as windowsProtectionDisabled } from './dockerfile/windowsProtectionDisabled';
import { german as windowsRunAsAdministrator } from './kubernetes/windowsRunAsAdministrator';
import { german as windowsUserAdministrator } from './dockerfile/windowsUserAdministrator';
import { german as workdirRelative } from './dockerfile/workdirRelative';
import { german as workdirSystemDirectory } from './dockerfile/workdirSystemDirectory';
import { german as workloadBoundToDangerousRole } from './workspace/workloadBoundToDangerousRole';
import { german as workloadWithoutNetworkPolicy } from './workspace/workloadWithoutNetworkPolicy';
import { german as worldWritablePermissions } from './dockerfile/worldWritablePermissions';
import type { RuleWords } from './rule';

/** What every rule is called and says in German, by its id. */
export const german: Readonly<Record<string, RuleWords>> = {
  'add-git-ref-unpinned': addGitRefUnpinned,
  'add-remote-without-checksum': addRemoteWithoutChecksum,
  'add-used-for-local-files': addUsedForLocalFiles,
  'admission-webhook-fails-open': admissionWebhookFailsOpen,
  'agent-sandbox-network-unmanaged': agentSandboxNetworkUnmanaged,
  'ambiguous-build-structure': ambiguousBuildStructure,
  'anonymous-volume-for-sensitive-path': anonymousVolumeForSensitivePath,
  'apparmor-annotation-deprecated': apparmorAnnotationDeprecated,
  'apparmor-profile-missing': apparmorProfileMissing,
  'apparmor-unconfined': apparmorUnconfined,
  'application-files-owned-by-runtime-user': applicationFilesOwnedByRuntimeUser,
  'attack-tools-in-final-stage': attackToolsInFinalStage,
  'autoscaling-unbounded': autoscalingUnbounded,
  'azure-inline-volume': azureInlineVolume,
  'azure-pod-identity-deprecated': azurePodIdentityDeprecated,
  'azure-service-principal-secret-used': azureServicePrincipalSecretUsed,
  'azure-workload-identity-misconfigured': azureWorkloadIdentityMisconfigured,
  'base-image-digest-drifted': baseImageDigestDrifted,
  'base-image-digest-missing': baseImageDigestMissing,
  'base-image-end-of-life': baseImageEndOfLife,
  'base-image-from-overridable-arg': baseImageFromOverridableArg,
  'base-image-known-malware-prone-source': baseImageKnownMalwareProneSource,
  'base-image-not-minimal': baseImageNotMinimal,
  'base-image-old': baseImageOld,
  'base-image-registry-not-approved': baseImageRegistryNotApproved,
  'base-image-tag-missing': baseImageTagMissing,
  'base-image-tag-mutable': baseImageTagMutable,
  'base-shows-every-gpu': baseShowsEveryGpu,
  'build-context-copied-wholesale': buildContextCopiedWholesale,
  'build-step-host-network': buildStepHostNetwork,
  'build-step-security-insecure': buildStepSecurityInsecure,
  'build-toolchain-in-final-stage': buildToolchainInFinalStage,
  'capabilities-dropped-by-odd-name': capabilitiesDroppedByOddName,
  'capabilities-not-dropped': capabilitiesNotDropped,
  'capability-beyond-baseline-added': capabilityBeyondBaselineAdded,
  'capability-beyond-restricted-added': capabilityBeyondRestrictedAdded,
  'capability-dangerous-added': capabilityDangerousAdded,
  'capability-net-raw-kept': capabilityNetRawKept,
  'chart-dependency-unpinned': chartDependencyUnpinned,
  'chart-provenance-unverified': chartProvenanceUnverified,
  'chart-without-network-policy': chartWithoutNetworkPolicy,
  'checksum-file-unused': checksumFileUnused,
  'checksum-not-compared': checksumNotCompared,
  'cloud-credential-path-mounted': cloudCredentialPathMounted,
  'cloud-identity-on-untrusted-pod': cloudIdentityOnUntrustedPod,
  'command-escalates-or-opens-access': commandEscalatesOrOpensAccess,
  'conda-channel-unapproved': condaChannelUnapproved,
  'container-port-not-exposed-by-image': containerPortNotExposedByImage,
  'container-runtime-socket-mounted': containerRuntimeSocketMounted,
  'container-tooling-in-image': containerToolingInImage,
  'control-plane-manifest-in-repo': controlPlaneManifestInRepo,
  'copy-from-image-unpinned': copyFromImageUnpinned,
  'cpu-limit-missing': cpuLimitMissing,
  'cpu-request-missing': cpuRequestMissing,
  'credential-file-copied': credentialFileCopied,
  'cron-job-without-starting-deadline': cronJobWithoutStartingDeadline,
  'crypto-policy-weakened': cryptoPolicyWeakened,
  'daemon-socket-in-image': daemonSocketInImage,
  'dashboard-deployed': dashboardDeployed,
  'debug-mode-enabled': debugModeEnabled,
  'debug-mode-enabled-in-pod': debugModeEnabledInPod,
  'default-namespace-used': defaultNamespaceUsed,
  'default-service-account-used': defaultServiceAccountUsed,
  'defender-or-audit-disabled': defenderOrAuditDisabled,
  'deprecated-api-version': deprecatedApiVersion,
  'deprecated-base-image-registry': deprecatedBaseImageRegistry,
  'deprecated-image-registry': deprecatedImageRegistry,
  'device-claim-admin-access': deviceClaimAdminAccess,
  'disruption-budget-does-not-fit': disruptionBudgetDoesNotFit,
  'disruption-budget-missing-or-blocking': disruptionBudgetMissingOrBlocking,
  'dockerfile-user-versus-run-as-user': dockerfileUserVersusRunAsUser,
  'download-over-plaintext': downloadOverPlaintext,
  'download-without-verification': downloadWithoutVerification,
  'duplicate-effective-instruction': duplicateEffectiveInstruction,
  'duplicate-env-or-key': duplicateEnvOrKey,
  'empty-dir-memory-unbounded': emptyDirMemoryUnbounded,
  'empty-dir-unbounded': emptyDirUnbounded,
  'entrypoint-shell-form': entrypointShellForm,
  'env-file-committed': envFileCommitted,
  'ephemeral-container-in-manifest': ephemeralContainerInManifest,
  'ephemeral-storage-limit-missing': ephemeralStorageLimitMissing,
  'external-secret-store-unused': externalSecretStoreUnused,
  'file-capability-granted': fileCapabilityGranted,
  'final-stage-user-missing': finalStageUserMissing,
  'final-stage-user-root': finalStageUserRoot,
  'full-upgrade-in-image': fullUpgradeInImage,
  'gateway-listener-open': gatewayListenerOpen,
  'git-clone-unpinned': gitCloneUnpinned,
  'git-repo-volume': gitRepoVolume,
  'git-sync-injection': gitSyncInjection,
  'gpu-device-selection-by-env': gpuDeviceSelectionByEnv,
  'gpu-device-selection-by-env-in-pod': gpuDeviceSelectionByEnvInPod,
  'gpu-limit-mismatch': gpuLimitMismatch,
  'gpu-shared-without-isolation': gpuSharedWithoutIsolation,
  'guaranteed-qos-missing': guaranteedQosMissing,
  'healthcheck-missing': healthcheckMissing,
  'host-aliases-set': hostAliasesSet,
  'host-device-mounted': hostDeviceMounted,
  'host-ipc': hostIpc,
  'host-network': hostNetwork,
  'host-path-sensitive': hostPathSensitive,
  'host-path-volume': hostPathVolume,
  'host-path-writable': hostPathWritable,
  'host-pid': hostPid,
  'host-port': hostPort,
  'hub-not-switched-off': hubNotSwitchedOff,
  'image-digest-drifted': imageDigestDrifted,
  'image-digest-missing': imageDigestMissing,
  'image-old': imageOld,
  'image-pull-policy-lax': imagePullPolicyLax,
  'image-registry-not-approved': imageRegistryNotApproved,
  'image-signature-policy-absent': imageSignaturePolicyAbsent,
  'image-tag-missing-or-latest': imageTagMissingOrLatest,
  'image-volume-unpinned': imageVolumeUnpinned,
  'ingress-backend-dangling': ingressBackendDangling,
  'ingress-config-snippet': ingressConfigSnippet,
  'ingress-controller-retired': ingressControllerRetired,
  'ingress-host-wildcard': ingressHostWildcard,
  'ingress-request-size-unbounded': ingressRequestSizeUnbounded,
  'ingress-without-tls': ingressWithoutTls,
  'ingress-without-waf-or-auth': ingressWithoutWafOrAuth,
  'interactive-terminal-enabled': interactiveTerminalEnabled,
  'isolation-chain-incomplete': isolationChainIncomplete,
  'job-runs-unbounded': jobRunsUnbounded,
  'kernel-utility-in-build': kernelUtilityInBuild,
  'key-material-generated-in-image': keyMaterialGeneratedInImage,
  'known-vulnerable-version-pinned': knownVulnerableVersionPinned,
  'known-vulnerable-workload-version': knownVulnerableWorkloadVersion,
  'language-package-unpinned': languagePackageUnpinned,
  'limit-range-leaves-containers-open': limitRangeLeavesContainersOpen,
  'liveness-probe-missing': livenessProbeMissing,
  'loader-environment-override': loaderEnvironmentOverride,
  'loader-environment-override-in-pod': loaderEnvironmentOverrideInPod,
  'local-profile-unnamed': localProfileUnnamed,
  'maintainer-instruction-used': maintainerInstructionUsed,
  'manifest-image-differs-from-dockerfile-base-policy': manifestImageDiffersFromDockerfileBasePolicy,
  'memory-limit-missing': memoryLimitMissing,
  'memory-request-missing': memoryRequestMissing,
  'mesh-sidecar-bypassed': meshSidecarBypassed,
  'ml-server-admin-interface-exposed': mlServerAdminInterfaceExposed,
  'ml-server-admin-interface-exposed-in-pod': mlServerAdminInterfaceExposedInPod,
  'model-download-unpinned': modelDownloadUnpinned,
  'model-download-unpinned-in-pod': modelDownloadUnpinnedInPod,
  'model-server-endpoints-open': modelServerEndpointsOpen,
  'model-server-endpoints-open-in-pod': modelServerEndpointsOpenInPod,
  'mount-propagation-bidirectional': mountPropagationBidirectional,
  'naked-pod': nakedPod,
  'namespace-pod-security-missing': namespacePodSecurityMissing,
  'namespace-pod-security-weak': namespacePodSecurityWeak,
  'namespace-without-default-deny': namespaceWithoutDefaultDeny,
  'namespace-without-limit-range': namespaceWithoutLimitRange,
  'namespace-without-resource-quota': namespaceWithoutResourceQuota,
  'network-policy-allows-all-egress': networkPolicyAllowsAllEgress,
  'network-policy-allows-all-ingress': networkPolicyAllowsAllIngress,
  'network-policy-dangling': networkPolicyDangling,
  'network-policy-dns-unrestricted': networkPolicyDnsUnrestricted,
  'network-policy-egress-not-governed': networkPolicyEgressNotGoverned,
  'network-policy-ports-unrestricted': networkPolicyPortsUnrestricted,
  'network-policy-reaches-metadata-service': networkPolicyReachesMetadataService,
  'network-policy-selector-too-wide': networkPolicySelectorTooWide,
  'node-install-scripts-run': nodeInstallScriptsRun,
  'node-install-unlocked': nodeInstallUnlocked,
  'node-name-pinned': nodeNamePinned,
  'notebook-auth-disabled': notebookAuthDisabled,
  'notebook-auth-disabled-in-pod': notebookAuthDisabledInPod,
  'notes-print-secret': notesPrintSecret,
  'onbuild-hides-steps': onbuildHidesSteps,
  'os-package-version-unpinned': osPackageVersionUnpinned,
  'ownership-labels-missing': ownershipLabelsMissing,
  'package-cache-left-in-layer': packageCacheLeftInLayer,
  'package-index-update-alone': packageIndexUpdateAlone,
  'package-repository-unapproved': packageRepositoryUnapproved,
  'package-signature-check-disabled': packageSignatureCheckDisabled,
  'password-set-in-build': passwordSetInBuild,
  'persistent-volume-host-path': persistentVolumeHostPath,
  'pickle-model-artifact-baked': pickleModelArtifactBaked,
  'pickle-model-artifact-in-pod': pickleModelArtifactInPod,
  'pickled-weights-accepted': pickledWeightsAccepted,
  'pickled-weights-accepted-in-pod': pickledWeightsAcceptedInPod,
  'pip-direct-url-unhashed': pipDirectUrlUnhashed,
  'pip-extra-index-url': pipExtraIndexUrl,
  'pip-extra-index-url-in-pod': pipExtraIndexUrlInPod,
  'pip-hashes-not-required': pipHashesNotRequired,
  'pip-package-unpinned': pipPackageUnpinned,
  'pip-prerelease-allowed': pipPrereleaseAllowed,
  'pip-source-builds-allowed': pipSourceBuildsAllowed,
  'pip-trusted-host': pipTrustedHost,
  'pip-trusted-host-in-pod': pipTrustedHostInPod,
  'pip-vcs-unpinned': pipVcsUnpinned,
  'pipe-without-pipefail': pipeWithoutPipefail,
  'placeholder-digest': placeholderDigest,
  'placeholder-digest-in-pod': placeholderDigestInPod,
  'pod-dns-overridden': podDnsOverridden,
  'policy-repo-prefix-open': policyRepoPrefixOpen,
  'priority-class-abused': priorityClassAbused,
  'privilege-escalation-allowed': privilegeEscalationAllowed,
  'privileged-container': privilegedContainer,
  'privileged-port-exposed': privilegedPortExposed,
  'privileged-port-exposed-in-pod': privilegedPortExposedInPod,
  'probe-or-hook-targets-other-host': probeOrHookTargetsOtherHost,
  'proc-mount-unmasked': procMountUnmasked,
  'proc-mount-unmasked-in-user-namespace': procMountUnmaskedInUserNamespace,
  'projected-token-loose': projectedTokenLoose,
  'provenance-labels-missing': provenanceLabelsMissing,
  'rbac-admission-or-api-extension-write': rbacAdmissionOrApiExtensionWrite,
  'rbac-aggregates-into-default-roles': rbacAggregatesIntoDefaultRoles,
  'rbac-anonymous-binding': rbacAnonymousBinding,
  'rbac-authenticated-group-binding': rbacAuthenticatedGroupBinding,
  'rbac-bind-or-escalate': rbacBindOrEscalate,
  'rbac-cluster-admin-binding': rbacClusterAdminBinding,
  'rbac-cluster-scope-unneeded': rbacClusterScopeUnneeded,
  'rbac-config-map-write': rbacConfigMapWrite,
  'rbac-config-maps-unnamed': rbacConfigMapsUnnamed,
  'rbac-cross-namespace-subject': rbacCrossNamespaceSubject,
  'rbac-csr-approve': rbacCsrApprove,
  'rbac-default-service-account-bound': rbacDefaultServiceAccountBound,
  'rbac-evidence-delete': rbacEvidenceDelete,
  'rbac-impersonate': rbacImpersonate,
  'rbac-named-user-binding': rbacNamedUserBinding,
  'rbac-namespace-label-write': rbacNamespaceLabelWrite,
  'rbac-network-write': rbacNetworkWrite,
  'rbac-node-modify': rbacNodeModify,
  'rbac-node-proxy': rbacNodeProxy,
  'rbac-persistent-volume-create': rbacPersistentVolumeCreate,
  'rbac-pod-exec': rbacPodExec,
  'rbac-port-forward': rbacPortForward,
  'rbac-role-binding-create': rbacRoleBindingCreate,
  'rbac-secrets-read': rbacSecretsRead,
  'rbac-service-status-write': rbacServiceStatusWrite,
  'rbac-system-masters': rbacSystemMasters,
  'rbac-takeover-role-bound': rbacTakeoverRoleBound,
  'rbac-token-create': rbacTokenCreate,
  'rbac-wildcard': rbacWildcard,
  'rbac-wildcard-all': rbacWildcardAll,
  'rbac-workload-create': rbacWorkloadCreate,
  'rbac-workload-delete': rbacWorkloadDelete,
  'read-only-root-needs-writable-path': readOnlyRootNeedsWritablePath,
  'readiness-probe-missing': readinessProbeMissing,
  'recommended-packages-installed': recommendedPackagesInstalled,
  'registry-credentials-in-manifest': registryCredentialsInManifest,
  'remote-access-daemon-installed': remoteAccessDaemonInstalled,
  'remote-admin-port-exposed': remoteAdminPortExposed,
  'remote-admin-port-exposed-in-pod': remoteAdminPortExposedInPod,
  'remote-script-piped-to-shell': remoteScriptPipedToShell,
  'remote-script-piped-to-shell-in-pod': remoteScriptPipedToShellInPod,
  'replicas-not-spread': replicasNotSpread,
  'repository-key-trusted-globally': repositoryKeyTrustedGlobally,
  'resource-ceiling-exceeded': resourceCeilingExceeded,
  'resource-quota-incomplete': resourceQuotaIncomplete,
  'resource-quota-leaves-kinds-open': resourceQuotaLeavesKindsOpen,
  'root-filesystem-writable': rootFilesystemWritable,
  'root-group-membership': rootGroupMembership,
  'run-as-low-uid': runAsLowUid,
  'run-as-non-root-blocked-by-image': runAsNonRootBlockedByImage,
  'run-as-non-root-not-enforced': runAsNonRootNotEnforced,
  'run-as-root': runAsRoot,
  'runtime-install-in-entrypoint': runtimeInstallInEntrypoint,
  'runtime-install-in-pod': runtimeInstallInPod,
  'sandbox-runtime-weakened': sandboxRuntimeWeakened,
  'schema-invalid-security-field': schemaInvalidSecurityField,
  'seccomp-annotation-ignored': seccompAnnotationIgnored,
  'seccomp-profile-missing': seccompProfileMissing,
  'seccomp-unconfined': seccompUnconfined,
  'seccomp-unconfined-but-overridden': seccompUnconfinedButOverridden,
  'secret-as-environment-variable': secretAsEnvironmentVariable,
  'secret-deleted-in-later-layer': secretDeletedInLaterLayer,
  'secret-in-arg': secretInArg,
  'secret-in-config-map': secretInConfigMap,
  'secret-in-env': secretInEnv,
  'secret-literal-in-build': secretLiteralInBuild,
  'secret-literal-in-pod-env': secretLiteralInPodEnv,
  'secret-manifest-with-data': secretManifestWithData,
  'secret-mount-persisted': secretMountPersisted,
  'secret-mounted-into-untrusted-container': secretMountedIntoUntrustedContainer,
  'secret-provider-class-weak': secretProviderClassWeak,
  'secret-volume-world-readable': secretVolumeWorldReadable,
  'security-check-suppressed-without-reason': securityCheckSuppressedWithoutReason,
  'security-context-absent': securityContextAbsent,
  'selector-mismatch': selectorMismatch,
  'selinux-options-custom': selinuxOptionsCustom,
  'server-requests-unbounded': serverRequestsUnbounded,
  'server-requests-unbounded-in-pod': serverRequestsUnboundedInPod,
  'service-account-field-deprecated': serviceAccountFieldDeprecated,
  'service-account-nonexistent': serviceAccountNonexistent,
  'service-account-object-automounts': serviceAccountObjectAutomounts,
  'service-account-token-automounted': serviceAccountTokenAutomounted,
  'service-account-token-secret': serviceAccountTokenSecret,
  'service-exposes-admin-port': serviceExposesAdminPort,
  'service-external-ips': serviceExternalIps,
  'service-external-name': serviceExternalName,
  'service-links-enabled': serviceLinksEnabled,
  'service-node-port': serviceNodePort,
  'service-public-load-balancer': servicePublicLoadBalancer,
  'service-selects-too-much': serviceSelectsTooMuch,
  'setuid-binaries-not-stripped': setuidBinariesNotStripped,
  'setuid-bit-added': setuidBitAdded,
  'shared-process-namespace': sharedProcessNamespace,
  'shared-service-account': sharedServiceAccount,
  'shared-volume-across-workloads': sharedVolumeAcrossWorkloads,
  'sidecar-can-be-bypassed': sidecarCanBeBypassed,
  'single-replica': singleReplica,
  'ssh-host-key-check-disabled': sshHostKeyCheckDisabled,
  'storage-class-weak': storageClassWeak,
  'sub-path-on-writable-volume': subPathOnWritableVolume,
  'sudo-in-build': sudoInBuild,
  'sudoers-nopasswd': sudoersNopasswd,
  'supplementary-groups-from-image': supplementaryGroupsFromImage,
  'suppression-expired': suppressionExpired,
  'suppression-unused': suppressionUnused,
  'suppression-without-reason': suppressionWithoutReason,
  'syntax-directive-unpinned': syntaxDirectiveUnpinned,
  'sysctl-unsafe': sysctlUnsafe,
  'system-namespace-used': systemNamespaceUsed,
  'temp-data-on-persistent-volume': tempDataOnPersistentVolume,
  'template-api-capability-drops-hardening': templateApiCapabilityDropsHardening,
  'template-hook-overprivileged': templateHookOverprivileged,
  'template-image-latest-fallback': templateImageLatestFallback,
  'template-lookup-secret': templateLookupSecret,
  'template-namespace-hardcoded': templateNamespaceHardcoded,
  'template-rbac-unconditional': templateRbacUnconditional,
  'template-secret-generated-on-render': templateSecretGeneratedOnRender,
  'template-secret-plain-in-env-or-config-map': templateSecretPlainInEnvOrConfigMap,
  'template-tpl-on-values': templateTplOnValues,
  'template-unquoted-value': templateUnquotedValue,
  'termination-grace-unbounded': terminationGraceUnbounded,
  'tiller-deployed': tillerDeployed,
  'tls-verification-disabled-download': tlsVerificationDisabledDownload,
  'tls-verification-disabled-download-in-pod': tlsVerificationDisabledDownloadInPod,
  'tls-verification-disabled-env': tlsVerificationDisabledEnv,
  'tls-verification-disabled-env-in-pod': tlsVerificationDisabledEnvInPod,
  'tls-verification-disabled-package-manager': tlsVerificationDisabledPackageManager,
  'toleration-wildcard': tolerationWildcard,
  'trust-remote-code-enabled': trustRemoteCodeEnabled,
  'trust-remote-code-enabled-in-pod': trustRemoteCodeEnabledInPod,
  'unsafe-deserialization-in-build': unsafeDeserializationInBuild,
  'unsafe-deserialization-in-pod': unsafeDeserializationInPod,
  'untrusted-namespace-mixed': untrustedNamespaceMixed,
  'untrusted-pod-not-on-dedicated-nodes': untrustedPodNotOnDedicatedNodes,
  'untrusted-pod-without-sandbox-runtime': untrustedPodWithoutSandboxRuntime,
  'user-low-uid': userLowUid,
  'user-name-not-numeric': userNameNotNumeric,
  'user-namespace-not-isolated': userNamespaceNotIsolated,
  'user-root-group': userRootGroup,
  'values-auth-disabled': valuesAuthDisabled,
  'values-default-credentials': valuesDefaultCredentials,
  'values-image-tag-default-mutable': valuesImageTagDefaultMutable,
  'values-insecure-images-allowed': valuesInsecureImagesAllowed,
  'values-network-policy-disabled': valuesNetworkPolicyDisabled,
  'values-privileged-default': valuesPrivilegedDefault,
  'values-raw-manifest-escape': valuesRawManifestEscape,
  'values-rbac-wide-default': valuesRbacWideDefault,
  'values-sandbox-knobs-missing': valuesSandboxKnobsMissing,
  'values-schema-missing': valuesSchemaMissing,
  'values-secret-literal': valuesSecretLiteral,
  'values-security-key-unused': valuesSecurityKeyUnused,
  'volume-type-not-restricted': volumeTypeNotRestricted,
  'whole-filesystem-copied-from-stage': wholeFilesystemCopiedFromStage,
  'windows-gmsa-inline': windowsGmsaInline,
  'windows-host-process': windowsHostProcess,
  'windows-pod-os-undeclared': windowsPodOsUndeclared,
  'windows-protection-disabled': windowsProtectionDisabled,
  'windows-run-as-administrator': windowsRunAsAdministrator,
  'windows-user-administrator': windowsUserAdministrator,
  'workdir-relative': workdirRelative,
  'workdir-system-directory': workdirSystemDirectory,
  'workload-bound-to-dangerous-role': workloadBoundToDangerousRole,
  'workload-without-network-policy': workloadWithoutNetworkPolicy,
  'world-writable-permissions': worldWritablePermissions,
};
