/** A kind of file that holds credentials. */
export interface CredentialKind {
  readonly what: string;
  /** Programs that read it, when they can be told. */
  readonly usedBy?: RegExp;
  /** The SSH agent can stand in for it. */
  readonly ssh?: boolean;
}

interface Entry extends CredentialKind {
  readonly path: RegExp;
}

const entries: readonly Entry[] = [
  { path: /(?:^|\/)\.ssh(?:\/|$)/, what: 'SSH keys', usedBy: /^(?:git|ssh|scp|rsync|go|pip3?|npm|cargo)$/, ssh: true },
  {
    path: /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_[\w-]+)?$/,
    what: 'an SSH key',
    usedBy: /^(?:git|ssh|scp|rsync|go|pip3?|npm|cargo)$/,
    ssh: true,
  },
  { path: /(?:^|\/)\.aws(?:\/(?:credentials|config)?)?$/, what: 'AWS credentials' },
  { path: /(?:^|\/)\.azure(?:\/|$)/, what: 'an Azure login' },
  { path: /(?:^|\/)(?:\.kube(?:\/config)?|kubeconfig(?:\.ya?ml)?)$/, what: 'a cluster login' },
  { path: /(?:^|\/)\.docker(?:\/config\.json)?$|(?:^|\/)\.dockercfg$/, what: 'registry logins' },
  { path: /(?:^|\/)\.npmrc$/, what: 'registry logins', usedBy: /^(?:npm|yarn|pnpm|npx)$/ },
  { path: /(?:^|\/)\.pypirc$/, what: 'registry logins', usedBy: /^(?:pip3?|python3?|twine|uv|poetry)$/ },
  { path: /(?:^|\/)\.?pip\.conf$/, what: 'package index logins', usedBy: /^(?:pip3?|python3?|uv)$/ },
  { path: /(?:^|\/)[._]netrc$/, what: 'logins', usedBy: /^(?:git|curl|wget|pip3?|go|uv|poetry)$/ },
  { path: /(?:^|\/)\.git-credentials$/, what: 'git logins', usedBy: /^(?:git|go|pip3?|npm)$/ },
  { path: /(?:^|\/)\.env(?:\.(?!example|sample|template|dist|defaults?$)[\w-]+)?$/, what: 'settings with secrets' },
  { path: /\.(?:pfx|p12|jks|kdbx|keystore|ppk)$/, what: 'private keys' },
  {
    path: /(?:^|\/)(?!.*(?:ca|cert|public|chain|root|bundle|pub)[^/]*\.pem$)[\w.-]*(?:key|private|priv)[\w.-]*\.pem$/i,
    what: 'a private key',
  },
  {
    path: /(?:^|\/)(?!.*(?:public|pub|license|licence|gpg|apt|signing|archive|repo)[^/]*\.key$)[\w.*-]+\.key$/i,
    what: 'a private key',
  },
  { path: /(?:^|\/)(?:service[-_]?account[\w-]*|credentials|client[-_]secrets?)\.json$/i, what: 'cloud credentials' },
  { path: /(?:^|\/)\.huggingface\/token$|(?:^|\/)huggingface\/token$/, what: 'a Hugging Face token' },
  { path: /(?:^|\/)secrets?\.(?:ya?ml|json|toml|ini|env|properties|txt)$/i, what: 'secrets' },
  { path: /(?:^|\/)\.(?:vault-token|pgpass|my\.cnf|htpasswd)$/, what: 'a password' },
];

/** What credentials a path names; undefined for all other files, public halves and samples. */
export function credentialKind(path: string): CredentialKind | undefined {
  const normal = path.replace(/\\/g, '/').replace(/\/\*?$/, '');
  if (/\.(?:pub|crt|cer|example|sample|template|md|dist)$/i.test(normal) || /^[a-z]+:\/\//i.test(normal))
    return undefined;
  return entries.find((entry) => entry.path.test(normal));
}
