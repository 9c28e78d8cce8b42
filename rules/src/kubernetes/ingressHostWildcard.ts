import { ingress } from '../examples';
import { readIngress } from '../model/ingress';
import { describe, headOf, placeOf } from '../model/object';
import { at, isAbsent, keySpan, plain } from '../model/value';
import { defineRule } from '../rule';

/** No fix: only the author knows the name. */
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
  fixable: 'never',
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
        yield { at: headOf(rule), message: `${describe(object)} answers for every host name.` };
      } else if (typeof name === 'string' && /^\*(\.[^.]+)?$/.test(name)) {
        yield { at: placeOf(host), message: `${describe(object)} answers for every host name that fits "${name}".` };
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
    '{0} answers for every host name.': '{0} antwortet für jeden Hostnamen.',
    '{0} answers for every host name that fits "{1}".': '{0} antwortet für jeden Hostnamen, der zu „{1}“ passt.',
  },
};
