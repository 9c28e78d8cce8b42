import { isSecretName } from './secretNames';

/** Words that stand in for a password in so many charts that they are tried first. */
const wellKnown = new Set(
  (
    'admin password passw0rd changeme change-me changeit secret root test guest default demo user postgres mysql ' +
    'rabbitmq minio minio123 minioadmin grafana prom-operator redis elastic 123456 12345678 letmein admin123 password123'
  ).split(' '),
);

/** Whether a value is a password that everybody knows. */
export function isWellKnown(name: string, value: string): boolean {
  return /(password|passwd|passphrase|pwd)$/i.test(name) && wellKnown.has(value.toLowerCase());
}

/** Whether a key of values holds a secret, and not the name, the key or the file of one. */
export function holdsSecret(name: string): boolean {
  if (
    /^(existing|external)|(Name|Ref|File|Path|Keys|Length|Policy|Class|Store|Provider|Type|Mount|Enabled|Annotation|Label|String)$/.test(
      name,
    )
  )
    return false;
  if (/key$/i.test(name) && !/(api|access|private|encryption|signing|license)[-_]?key$/i.test(name)) return false;
  return isSecretName(name);
}

/** Whether a text could be a secret by its letters: names of other things are all lower case, and paths have slashes. */
export function couldBeSecret(text: string): boolean {
  // Words that ask for the real one, and addresses.
  if (/^(your|my|some|the)[-_A-Z]/i.test(text) || /^[\w.-]+:\d+$/.test(text)) return false;
  return text.length >= 6 && /[0-9A-Z]/.test(text) && !/^[./~]|:\/\/|\s/.test(text) && !/^\$[({]/.test(text);
}
