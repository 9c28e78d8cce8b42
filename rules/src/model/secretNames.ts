/** Words that make a variable a secret when they stand as a part of its name. */
const secretWords = new Set([
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'pword',
  'psw',
  'secret',
  'token',
  'apikey',
  'accesskey',
  'secretkey',
  'privatekey',
  'credential',
  'credentials',
  'authtoken',
  'pat',
  'sas',
]);

/** What stands in front of `key` when the key is to be kept. */
const keyKinds = new Set([
  'api',
  'access',
  'private',
  'secret',
  'encryption',
  'signing',
  'auth',
  'account',
  'storage',
  'ssh',
  'deploy',
  'master',
  'git',
  'session',
  'jwt',
  'shared',
]);

/** Last words that make a name speak about a secret instead of holding one. */
const aboutWords = new Set([
  'file',
  'files',
  'path',
  'dir',
  'url',
  'uri',
  'endpoint',
  'host',
  'name',
  'names',
  'length',
  'len',
  'size',
  'min',
  'max',
  'count',
  'limit',
  'expiry',
  'expiration',
  'expires',
  'ttl',
  'timeout',
  'lifetime',
  'age',
  'type',
  'header',
  'version',
  'enabled',
  'disabled',
  'required',
  'algorithm',
  'prefix',
  'suffix',
  'format',
  'policy',
  'regex',
  'issuer',
  'audience',
  'mode',
  'provider',
  'store',
  'manager',
  'mount',
  'location',
  'realm',
  'scope',
  'fingerprint',
  'hash',
  'env',
  'var',
  'rotation',
  'interval',
]);

/** First words that turn the name into a switch or a number. */
const switchWords = new Set([
  'use',
  'enable',
  'disable',
  'require',
  'has',
  'allow',
  'skip',
  'no',
  'max',
  'min',
  'num',
  'public',
  'show',
  'hide',
  'validate',
  'check',
]);

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Most names hold none of these, and so no word that makes a secret. */
const hint = /pass|pwd|pword|psw|secret|token|key|credential|pat|sas|auth|conn|usr/i;

/** Whether a variable of this name holds a secret. Names that only speak about one (a file, a length, a switch) do not. */
export function isSecretName(name: string): boolean {
  if (!hint.test(name)) return false;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (switchWords.has(words[0] ?? '') || words.includes('public') || aboutWords.has(last)) return false;
  if (/^google_application_credentials$/i.test(name)) return false;
  if (last === 'id') return /access_?key_id$|secret_id$/i.test(name);
  if (/(?:connection|conn)_?(?:string|str)$/i.test(name)) return true;
  if (words.length === 1 && last === 'auth') return true;
  // AZURE_SEARCH_KEY, AZURE_BATCH_KEY: all of its services name their keys so.
  if (words[0] === 'azure' && last === 'key') return !/^(?:partition|row|sort)$/.test(words.at(-2) ?? '');
  if (/(?:^|_)(?:artifactory|nexus)_usr$/i.test(name)) return true;
  return words.some((word, at) => {
    if (word === 'pat' || word === 'sas') return at === words.length - 1 && words.length > 1;
    if (secretWords.has(word)) return true;
    return word === 'key' && keyKinds.has(words[at - 1] ?? '');
  });
}

/** Values that are no secret whatever the name: switches, numbers, paths, and the name of another thing. */
export function isHarmlessValue(value: string): boolean {
  if (/^(?:true|false|yes|no|on|off|none|null|nil|disabled|enabled|optional|required|\d{1,3})$/i.test(value))
    return true;
  return /^(?:\.{0,2}\/|[A-Za-z]:[\\/]|~\/|file:|https?:\/\/(?![^/@\s]*:[^/@\s]+@))/.test(value);
}

/** Values that everybody replaces. */
export function isPlaceholder(value: string): boolean {
  if (value === '') return true;
  return /^(?:<.*>|\{\{.*\}\}|\$\{?\w+\}?|x{3,}|\*+|change_?me|changeit|placeholder|todo|tbd|example|dummy|fake|your[-_ ].*|replace.*|insert.*)$/i.test(
    value,
  );
}
