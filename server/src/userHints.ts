import { readDockerfile } from '@bulkhead/rules/model/dockerfile';
import { effectiveUsers } from '@bulkhead/rules/model/effectiveUser';
import type { OpenDocument } from './documents';
import { type PlacedHint, placedHint } from './placedHint';
import type { Translate } from './translate';

/** Who the program of a Dockerfile runs as. */
export function userHints(document: OpenDocument, t: Translate): PlacedHint[] {
  return effectiveUsers(readDockerfile(document.text)).map(({ at, name, root, source }) => {
    const label = root ? t('runs as root') : t('runs as {0}', name);
    const tooltip =
      source === 'set'
        ? t('The last USER of the final stage decides who the program runs as.')
        : t('The final stage has no USER of its own: the image it starts from decides.');
    return placedHint(document, at.end, label, tooltip);
  });
}
