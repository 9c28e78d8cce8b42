import { asFix } from '../edit/fixes';
import { type Data, setValue } from '../edit/yamlEdit';
import { valuesKeys } from '../model/chart';
import { items, plain, spanOf, type Value } from '../model/value';
import { defineRule } from '../rule';

/** Paths, from their ends, that switch off who may ask or whether anybody may listen. */
const open = 'lets in whoever can reach the service';
const unverified = 'believes whoever answers';
const dangerous: readonly (readonly [RegExp, unknown, string])[] = [
  [/(^|\.)(auth|authentication)\.enabled$/, false, open],
  [/(^|\.)(anonymous|auth\.anonymous|anonymousAuth)\.enabled$/, true, open],
  [/(^|\.)(auth|authentication)\.anonymous$/, true, open],
  [/(^|\.)security\.enabled$/, false, open],
  [/(^|\.)authModes?$/, 'server', 'lets everybody act as the server itself'],
  [/(^|\.)(anonymousAuth|allowAnonymous|allowAnonymousLogin|allowEmptyPassword|disableAuth|noAuth)$/, true, open],
  [/(^|\.)(skipVerify|skipTlsVerify|tlsSkipVerify|insecureSkipVerify|insecureSkipTlsVerify)$/i, true, unverified],
];

/** The value, or the item of it, that is this. */
function setTo(value: Value, bad: unknown): Value | undefined {
  return [value, ...items(value)].find((one) => plain(one) === bad);
}

/** A server that has no password does not start with these off. */
const passwordless = /(^|\.)(allowAnonymousLogin|allowEmptyPassword)$/;
/** Switching these on takes a credential: rendering the chart shows whether it makes one or asks for it. */
const wantsCredential = /(^|\.)(auth|authentication|security)\.enabled$|(^|\.)(disableAuth|noAuth)$/;

/** What to set instead; undefined where nobody can tell whether the program still starts. */
function safeFor(name: string, bad: unknown, value: Value, isInChart: boolean): Data | undefined {
  if (passwordless.test(name) || (wantsCredential.test(name) && !isInChart)) return undefined;
  if (typeof bad === 'boolean') return !bad;
  // Who logs in brings a token of their own.
  return setTo(value, 'client') ? undefined : 'client';
}

/** What only asks others: its `auth` is how it logs in there. */
const isClient = /exporter|client|agent|proxy|gateway/i;

export const valuesAuthDisabled = defineRule({
  id: 'values-auth-disabled',
  title: 'Chart default disables authentication or TLS',
  control: 'helm-values-trusted',
  level: 'baseline',
  severity: 'high',
  stride: ['S'],
  layer: 'administration',
  aliases: ['C-0274'],
  references: [],
  fixable: 'sometimes', // Not where the program needs a credential then that only its owner has.
  subject: 'values',
  why: 'Every pod that can reach the service may use it in the name of anybody, and one that sits between may answer for it.',
  remedy: 'Switch authentication and verification on, and give the credential by the name of an existing Secret.',

  *check({ root, chart }) {
    for (const { path, value } of valuesKeys(root)) {
      const name = path.join('.');
      const found = dangerous.find(([end, bad]) => end.test(name) && setTo(value, bad));
      const bad = found && setTo(value, found[1]);
      const at = bad && spanOf(bad);
      if (!at || (found[2] === open && isClient.test(chart?.name ?? name))) continue;
      // What nothing reads switches nothing off.
      if (chart?.isWhole && !chart.isRead(path)) continue;
      const safe = safeFor(name, found[1], value, chart !== undefined);
      const key = String(path.at(-1));
      yield {
        at,
        message: `${name}: ${String(plain(bad))} ${found[2]}.`,
        fix: () =>
          safe === undefined
            ? undefined
            : asFix(setValue(bad, safe), { title: `Set ${key} to ${String(safe)}`, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      file: 'values.yaml',
      bad: 'auth:\n  enabled: «false» # at home\n',
      good: 'auth:\n  enabled: true # at home\n',
      files: {
        'templates/config.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  auth: {{ .Values.auth.enabled | quote }}\n',
      },
    },
    {
      file: 'values.yaml',
      bad: 'server:\n  authModes:\n    - «server»\n    - sso\n',
      good: 'server:\n  authModes:\n    - client\n    - sso\n',
      files: {
        'templates/config.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  modes: {{ join "," .Values.server.authModes | quote }}\n',
      },
    },
    {
      file: 'values.yaml',
      bad: 'backend:\n  insecureSkipVerify: «true»\n',
      good: 'backend:\n  insecureSkipVerify: false\n',
      files: {
        'templates/config.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  skip: {{ .Values.backend.insecureSkipVerify | quote }}\n',
      },
    },
    {
      file: 'values.yaml',
      bad: 'auth:\n  enabled: «false»\n  password: ""\n', // without a password it fails
      files: {
        'templates/config.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  auth: {{ .Values.auth.enabled | quote }}\n{{- if and .Values.auth.enabled (not .Values.auth.password) }}{{ fail "a password, please" }}{{ end }}\n',
      },
    },
    { bad: 'allowEmptyPassword: «true»\nauth:\n  enabled: «false»\n' },
  ],
  accepts: [
    { file: 'values.yaml', text: 'auth:\n  enabled: true\n' },
    { file: 'values.yaml', text: 'auth:\n  enabled: false\n' }, // nothing reads it
    { file: 'values.yaml', text: 'anonymous:\n  enabled: false\n' },
  ],
});

export const german = {
  title: 'Voreinstellung des Charts schaltet Anmeldung oder TLS ab',
  why: 'Jeder Pod, der den Dienst erreicht, darf ihn in jedermanns Namen nutzen, und wer dazwischen sitzt, kann für ihn antworten.',
  remedy: 'Anmeldung und Prüfung einschalten und die Zugangsdaten über den Namen eines vorhandenen Secrets geben.',
  says: {
    'lets in whoever can reach the service': 'lässt jeden ein, der den Dienst erreicht',
    'lets everybody act as the server itself': 'lässt jeden mit den Rechten des Servers handeln',
    'believes whoever answers': 'glaubt jedem, der antwortet',
    '{0} {1}.': '{0} {1}.',
    'Set {0} to {1}': '{0} auf {1} setzen',
  },
};
