// Made by `npm run generate` from the files in the rule folders. Do not edit.
import { addGitRefUnpinned } from './dockerfile/addGitRefUnpinned';
import { addRemoteWithoutChecksum } from './dockerfile/addRemoteWithoutChecksum';
import { addUsedForLocalFiles } from './dockerfile/addUsedForLocalFiles';
import { ambiguousBuildStructure } from './dockerfile/ambiguousBuildStructure';
import { anonymousVolumeForSensitivePath } from './dockerfile/anonymousVolumeForSensitivePath';
import { applicationFilesOwnedByRuntimeUser } from './dockerfile/applicationFilesOwnedByRuntimeUser';
import { attackToolsInFinalStage } from './dockerfile/attackToolsInFinalStage';
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
import { buildStepHostNetwork } from './dockerfile/buildStepHostNetwork';
import { buildStepSecurityInsecure } from './dockerfile/buildStepSecurityInsecure';
import { buildToolchainInFinalStage } from './dockerfile/buildToolchainInFinalStage';
import { checksumFileUnused } from './dockerfile/checksumFileUnused';
import { checksumNotCompared } from './dockerfile/checksumNotCompared';
import { condaChannelUnapproved } from './dockerfile/condaChannelUnapproved';
import { containerToolingInImage } from './dockerfile/containerToolingInImage';
import { copyFromImageUnpinned } from './dockerfile/copyFromImageUnpinned';
import { credentialFileCopied } from './dockerfile/credentialFileCopied';
import { cryptoPolicyWeakened } from './dockerfile/cryptoPolicyWeakened';
import { daemonSocketInImage } from './dockerfile/daemonSocketInImage';
import { debugModeEnabled } from './dockerfile/debugModeEnabled';
import { deprecatedBaseImageRegistry } from './dockerfile/deprecatedBaseImageRegistry';
import { downloadOverPlaintext } from './dockerfile/downloadOverPlaintext';
import { downloadWithoutVerification } from './dockerfile/downloadWithoutVerification';
import { duplicateEffectiveInstruction } from './dockerfile/duplicateEffectiveInstruction';
import { entrypointShellForm } from './dockerfile/entrypointShellForm';
import { fileCapabilityGranted } from './dockerfile/fileCapabilityGranted';
import { finalStageUserMissing } from './dockerfile/finalStageUserMissing';
import { finalStageUserRoot } from './dockerfile/finalStageUserRoot';
import { fullUpgradeInImage } from './dockerfile/fullUpgradeInImage';
import { gitCloneUnpinned } from './dockerfile/gitCloneUnpinned';
import { gpuDeviceSelectionByEnv } from './dockerfile/gpuDeviceSelectionByEnv';
import { healthcheckMissing } from './dockerfile/healthcheckMissing';
import { hubNotSwitchedOff } from './dockerfile/hubNotSwitchedOff';
import { kernelUtilityInBuild } from './dockerfile/kernelUtilityInBuild';
import { keyMaterialGeneratedInImage } from './dockerfile/keyMaterialGeneratedInImage';
import { knownVulnerableVersionPinned } from './dockerfile/knownVulnerableVersionPinned';
import { languagePackageUnpinned } from './dockerfile/languagePackageUnpinned';
import { loaderEnvironmentOverride } from './dockerfile/loaderEnvironmentOverride';
import { maintainerInstructionUsed } from './dockerfile/maintainerInstructionUsed';
import { mlServerAdminInterfaceExposed } from './dockerfile/mlServerAdminInterfaceExposed';
import { modelDownloadUnpinned } from './dockerfile/modelDownloadUnpinned';
import { modelServerEndpointsOpen } from './dockerfile/modelServerEndpointsOpen';
import { nodeInstallScriptsRun } from './dockerfile/nodeInstallScriptsRun';
import { nodeInstallUnlocked } from './dockerfile/nodeInstallUnlocked';
import { notebookAuthDisabled } from './dockerfile/notebookAuthDisabled';
import { onbuildHidesSteps } from './dockerfile/onbuildHidesSteps';
import { osPackageVersionUnpinned } from './dockerfile/osPackageVersionUnpinned';
import { packageCacheLeftInLayer } from './dockerfile/packageCacheLeftInLayer';
import { packageIndexUpdateAlone } from './dockerfile/packageIndexUpdateAlone';
import { packageRepositoryUnapproved } from './dockerfile/packageRepositoryUnapproved';
import { packageSignatureCheckDisabled } from './dockerfile/packageSignatureCheckDisabled';
import { passwordSetInBuild } from './dockerfile/passwordSetInBuild';
import { pickleModelArtifactBaked } from './dockerfile/pickleModelArtifactBaked';
import { pickledWeightsAccepted } from './dockerfile/pickledWeightsAccepted';
import { pipDirectUrlUnhashed } from './dockerfile/pipDirectUrlUnhashed';
import { pipExtraIndexUrl } from './dockerfile/pipExtraIndexUrl';
import { pipHashesNotRequired } from './dockerfile/pipHashesNotRequired';
import { pipPackageUnpinned } from './dockerfile/pipPackageUnpinned';
import { pipPrereleaseAllowed } from './dockerfile/pipPrereleaseAllowed';
import { pipSourceBuildsAllowed } from './dockerfile/pipSourceBuildsAllowed';
import { pipTrustedHost } from './dockerfile/pipTrustedHost';
import { pipVcsUnpinned } from './dockerfile/pipVcsUnpinned';
import { pipeWithoutPipefail } from './dockerfile/pipeWithoutPipefail';
import { placeholderDigest } from './dockerfile/placeholderDigest';
import { privilegedPortExposed } from './dockerfile/privilegedPortExposed';
import { provenanceLabelsMissing } from './dockerfile/provenanceLabelsMissing';
import { recommendedPackagesInstalled } from './dockerfile/recommendedPackagesInstalled';
import { remoteAccessDaemonInstalled } from './dockerfile/remoteAccessDaemonInstalled';
import { remoteAdminPortExposed } from './dockerfile/remoteAdminPortExposed';
import { remoteScriptPipedToShell } from './dockerfile/remoteScriptPipedToShell';
import { repositoryKeyTrustedGlobally } from './dockerfile/repositoryKeyTrustedGlobally';
import { runtimeInstallInEntrypoint } from './dockerfile/runtimeInstallInEntrypoint';
import { secretDeletedInLaterLayer } from './dockerfile/secretDeletedInLaterLayer';
import { secretInArg } from './dockerfile/secretInArg';
import { secretInEnv } from './dockerfile/secretInEnv';
import { secretLiteralInBuild } from './dockerfile/secretLiteralInBuild';
import { secretMountPersisted } from './dockerfile/secretMountPersisted';
import { serverRequestsUnbounded } from './dockerfile/serverRequestsUnbounded';
import { setuidBinariesNotStripped } from './dockerfile/setuidBinariesNotStripped';
import { setuidBitAdded } from './dockerfile/setuidBitAdded';
import { sshHostKeyCheckDisabled } from './dockerfile/sshHostKeyCheckDisabled';
import { sudoInBuild } from './dockerfile/sudoInBuild';
import { sudoersNopasswd } from './dockerfile/sudoersNopasswd';
import { syntaxDirectiveUnpinned } from './dockerfile/syntaxDirectiveUnpinned';
import { tlsVerificationDisabledDownload } from './dockerfile/tlsVerificationDisabledDownload';
import { tlsVerificationDisabledEnv } from './dockerfile/tlsVerificationDisabledEnv';
import { tlsVerificationDisabledPackageManager } from './dockerfile/tlsVerificationDisabledPackageManager';
import { trustRemoteCodeEnabled } from './dockerfile/trustRemoteCodeEnabled';
import { unsafeDeserializationInBuild } from './dockerfile/unsafeDeserializationInBuild';
import { userLowUid } from './dockerfile/userLowUid';
import { userNameNotNumeric } from './dockerfile/userNameNotNumeric';
import { userRootGroup } from './dockerfile/userRootGroup';
import { wholeFilesystemCopiedFromStage } from './dockerfile/wholeFilesystemCopiedFromStage';
import { windowsProtectionDisabled } from './dockerfile/windowsProtectionDisabled';
import { windowsUserAdministrator } from './dockerfile/windowsUserAdministrator';
import { workdirRelative } from './dockerfile/workdirRelative';
import { workdirSystemDirectory } from './dockerfile/workdirSystemDirectory';
import { worldWritablePermissions } from './dockerfile/worldWritablePermissions';
import type { Rule } from './rule';

/** The rules in dockerfile/, sorted by id. */
export const dockerfileRules: readonly Rule[] = [
  addGitRefUnpinned,
  addRemoteWithoutChecksum,
  addUsedForLocalFiles,
  ambiguousBuildStructure,
  anonymousVolumeForSensitivePath,
  applicationFilesOwnedByRuntimeUser,
  attackToolsInFinalStage,
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
  buildStepHostNetwork,
  buildStepSecurityInsecure,
  buildToolchainInFinalStage,
  checksumFileUnused,
  checksumNotCompared,
  condaChannelUnapproved,
  containerToolingInImage,
  copyFromImageUnpinned,
  credentialFileCopied,
  cryptoPolicyWeakened,
  daemonSocketInImage,
  debugModeEnabled,
  deprecatedBaseImageRegistry,
  downloadOverPlaintext,
  downloadWithoutVerification,
  duplicateEffectiveInstruction,
  entrypointShellForm,
  fileCapabilityGranted,
  finalStageUserMissing,
  finalStageUserRoot,
  fullUpgradeInImage,
  gitCloneUnpinned,
  gpuDeviceSelectionByEnv,
  healthcheckMissing,
  hubNotSwitchedOff,
  kernelUtilityInBuild,
  keyMaterialGeneratedInImage,
  knownVulnerableVersionPinned,
  languagePackageUnpinned,
  loaderEnvironmentOverride,
  maintainerInstructionUsed,
  mlServerAdminInterfaceExposed,
  modelDownloadUnpinned,
  modelServerEndpointsOpen,
  nodeInstallScriptsRun,
  nodeInstallUnlocked,
  notebookAuthDisabled,
  onbuildHidesSteps,
  osPackageVersionUnpinned,
  packageCacheLeftInLayer,
  packageIndexUpdateAlone,
  packageRepositoryUnapproved,
  packageSignatureCheckDisabled,
  passwordSetInBuild,
  pickleModelArtifactBaked,
  pickledWeightsAccepted,
  pipDirectUrlUnhashed,
  pipExtraIndexUrl,
  pipHashesNotRequired,
  pipPackageUnpinned,
  pipPrereleaseAllowed,
  pipSourceBuildsAllowed,
  pipTrustedHost,
  pipVcsUnpinned,
  pipeWithoutPipefail,
  placeholderDigest,
  privilegedPortExposed,
  provenanceLabelsMissing,
  recommendedPackagesInstalled,
  remoteAccessDaemonInstalled,
  remoteAdminPortExposed,
  remoteScriptPipedToShell,
  repositoryKeyTrustedGlobally,
  runtimeInstallInEntrypoint,
  secretDeletedInLaterLayer,
  secretInArg,
  secretInEnv,
  secretLiteralInBuild,
  secretMountPersisted,
  serverRequestsUnbounded,
  setuidBinariesNotStripped,
  setuidBitAdded,
  sshHostKeyCheckDisabled,
  sudoInBuild,
  sudoersNopasswd,
  syntaxDirectiveUnpinned,
  tlsVerificationDisabledDownload,
  tlsVerificationDisabledEnv,
  tlsVerificationDisabledPackageManager,
  trustRemoteCodeEnabled,
  unsafeDeserializationInBuild,
  userLowUid,
  userNameNotNumeric,
  userRootGroup,
  wholeFilesystemCopiedFromStage,
  windowsProtectionDisabled,
  windowsUserAdministrator,
  workdirRelative,
  workdirSystemDirectory,
  worldWritablePermissions,
];
