import { setField } from '../edit/fixes';
import { ingress } from '../examples';
import { hostCovers, type Ingress, readIngress } from '../model/ingress';
import { describe, headOf, placeOf } from '../model/object';
import { at, isAbsent, items, keySpan, plain, readStrings, type Value } from '../model/value';
import { defineRule, type Fix } from '../rule';

/** The one name that its certificates are for, where no other rule can have it as well. */
function certifiedHost({ spec, rules }: Ingress): string | undefined {
  const lists = items(at(spec, 'tls')).map((entry) => readStrings(at(entry, 'hosts')));
  const [host, ...more] = new Set(lists.flatMap(({ value }) => value ?? []));
  const isKnown = lists.every(({ state }) => state === 'literal') && rules.length === 1;
  return isKnown && more.length === 0 && host && wholeName.test(host) ? host : undefined;
}

const wholeName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

function nameHost(found: Ingress, rule: Value, pattern?: string): Fix | undefined {
  const host = certifiedHost(found);
  if (!host || (pattern && pattern !== '*' && !hostCovers(pattern, host))) return undefined;
  return setField(rule, ['host'], host, { title: `Answer for ${host} only`, safety: 'review' });
}

export const ingressHostWildcard = defineRule({
  id: 'ingress-host-wildcard',
  title: 'Ingress without a host or with a bare wildcard',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'medium',
  stride: ['S'],
  layer: 'network',
  aliases: [],
  references: [],
  fixable: 'sometimes', // Where the certificates name one host; else only the author knows the name.
  subject: 'object',
  why: "A rule without a host answers for every name that leads here, so a page of an attacker's domain, or of another tenant, is served by this program.",
  remedy: 'Name the host of the program.',

  *check(object) {
    const found = readIngress(object);
    if (!found) return;
    for (const rule of found.rules) {
      const host = at(rule, 'host');
      const name = plain(host);
      if (rule.kind !== 'map' || (name !== null && typeof name !== 'string' && !isAbsent(host))) continue;
      if (isAbsent(host)) {
        yield {
          at: headOf(rule),
          message: `${describe(object)} answers for every host name.`,
          fix: () => nameHost(found, rule),
        };
      } else if (typeof name === 'string' && /^\*(\.[^.]+)?$/.test(name)) {
        yield {
          at: placeOf(host),
          message: `${describe(object)} answers for every host name that fits "${name}".`,
          fix: () => nameHost(found, rule, name),
        };
      }
    }
    const fallback = [at(found.spec, 'defaultBackend'), at(found.spec, 'backend')].find(
      (value) => value.kind === 'map',
    );
    if (fallback && found.rules.length === 0)
      yield { at: keySpan(fallback) ?? placeOf(fallback), message: `${describe(object)} answers for every host name.` };
  },

  examples: [
    { bad: ingress('rules:\n  - «http»:\n      paths: []') },
    { bad: ingress('rules:\n  - host: «"*.com"»') },
    {
      bad: ingress('tls:\n  - hosts: [shop.example]\n    secretName: shop\nrules:\n  - «http»:\n      paths: []'),
      good: ingress(
        'tls:\n  - hosts: [shop.example]\n    secretName: shop\nrules:\n  - host: shop.example\n    http:\n      paths: []',
      ),
    },
    {
      bad: ingress('tls:\n  - hosts: [shop.example]\n    secretName: shop\nrules:\n  - host: «"*.example"» # all'),
      good: ingress('tls:\n  - hosts: [shop.example]\n    secretName: shop\nrules:\n  - host: "shop.example" # all'),
    },
    { bad: ingress('tls:\n  - hosts: [shop.example, api.example]\nrules:\n  - host: «"*"»') },
    { bad: ingress('tls:\n  - hosts: ["*.shop.example"]\nrules:\n  - host: «"*"»') },
    { bad: ingress('tls:\n  - hosts: [shop.example]\nrules:\n  - host: shop.example\n  - «http»:\n      paths: []') },
    { bad: ingress('«defaultBackend»:\n  service:\n    name: shop\n    port:\n      number: 80') },
  ],
  accepts: [
    ingress('rules:\n  - host: shop.example'),
    ingress('rules:\n  - host: "*.shop.example"'),
    ingress('rules:\n  - host: {{ .Values.host }}'),
  ],
});

export const german = {
  title: 'Ingress ohne Host oder mit bloßem Platzhalter',
  why: 'Eine Regel ohne Host antwortet für jeden Namen, der hierher führt; so bedient dieses Programm auch die Seite eines Angreifers oder eines anderen Mandanten.',
  remedy: 'Den Host des Programms nennen.',
  says: {
    'Answer for {0} only': 'Nur für {0} antworten',
    '{0} answers for every host name.': '{0} antwortet für jeden Hostnamen.',
    '{0} answers for every host name that fits "{1}".': '{0} antwortet für jeden Hostnamen, der zu „{1}“ passt.',
  },
};
