import type { Given, Options } from '../args';
import { Failure } from '../failure';
import type { LoadOptions } from './load';

/** Options of every command that evaluates a checklist. */
export const loadOptions = {
  sarif: { value: 'FILE', many: true, help: 'A report of another scanner, as evidence; may be repeated' },
  'kubernetes-version': { value: '1.N', help: 'The version manifests are for; default the newest known' },
} as const satisfies Options;

/** Reads `loadOptions`. */
export function readLoadOptions(given: Given): LoadOptions {
  const version = given.value('kubernetes-version');
  const minor = version === undefined ? undefined : /^v?1\.(\d{1,3})/.exec(version)?.[1];
  if (version !== undefined && minor === undefined) {
    throw new Failure(`"${version}" is no version of Kubernetes; write it like 1.31.`);
  }
  return { sarif: given.values('sarif'), ...(minor === undefined ? {} : { kubernetes: Number(minor) }) };
}
