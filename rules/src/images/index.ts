export { accountsOf } from './accounts';
export { imagesOfDockerfile } from './dockerfileImages';
export { ageInDays, oldAfterDays, startsAsRoot } from './factJudgements';
export { findImages, type ImageFile } from './findImages';
export {
  hasRealDigest,
  type ImagePlace,
  type ImageUse,
  isPlaceholderDigest,
  withoutDigest,
} from './imageUse';
export { readLock, writeLock } from './lock';
export { factsFromLock, type ImageLock, type LockedImage, lockedImage, lockFileName } from './locked';
export { type NotPinned, type PinMode, type PinPlan, pinEdits, planPins, tagName } from './pin';
