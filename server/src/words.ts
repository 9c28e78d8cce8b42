import { dockerfileFlags } from './dockerfileFlags';
import { securityFields } from './securityFields';
import { strideNames } from './stride';

/** The texts that are translated though no call translates them: what tables say. */
export const words: readonly string[] = [
  ...[...securityFields, ...dockerfileFlags].map(({ doc }) => doc),
  ...Object.values(strideNames),
];
