import { findSecrets } from './secretFormats';
import { isHarmlessValue, isPlaceholder, isSecretName } from './secretNames';

/** Whether a variable or an option of this name is given a secret in plain text. */
export function looksSecret(name: string, value: string): boolean {
  if (findSecrets(value).length > 0) return true;
  if (/^bearer\s+\S{6,}$/i.test(value)) return true;
  // `GOOGLE_API_KEY_VAL` is there to be replaced before it is used.
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value)) return false;
  return isSecretName(name) && !isHarmlessValue(value) && !isPlaceholder(value) && !/^\$\(/.test(value);
}
