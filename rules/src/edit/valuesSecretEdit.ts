import { entries, scalarText, type Value } from '../model/value';
import type { Fix } from '../rule';
import { asFix } from './fixes';
import { setValue } from './yamlEdit';

/** Empties a secret beside the name of a Secret that is there already: a chart that takes it from there renders the same. */
export function leaveToExistingSecret(secret: Value, name: string): Fix | undefined {
  const { parent } = secret;
  const named =
    parent && entries(parent).find(({ key, value }) => /existingSecret(Name)?$/i.test(key) && scalarText(value));
  if (!named) return undefined;
  return asFix(setValue(secret, ''), {
    title: `Empty ${name}: ${named.key} names where it is`,
    safety: 'review',
    renders: (kinds) => kinds.size === 0,
  });
}
