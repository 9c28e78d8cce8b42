import type { Stride } from '@bulkhead/rules';

/** The kinds of threat in words. */
export const strideNames: Readonly<Record<Stride, string>> = {
  S: 'spoofing',
  T: 'tampering',
  R: 'repudiation',
  I: 'information disclosure',
  D: 'denial of service',
  E: 'elevation of privilege',
};
