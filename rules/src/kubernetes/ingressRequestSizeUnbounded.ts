import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { annotated, ingress } from '../examples';
import { type Ingress, readIngress } from '../model/ingress';
import { describe, placeOf } from '../model/object';
import { at, plain } from '../model/value';
import { defineRule } from '../rule';

export const ingressRequestSizeUnbounded = defineRule({
  id: 'ingress-request-size-unbounded',
  title: 'Ingress removes body or rate limits',
  control: 'inference-cost-abuse',
  level: 'isolation',
  severity: 'low',
  stride: ['D'],
  layer: 'network',
  aliases: [],
  references: ['OWASP:D7'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Without a limit one caller fills memory and disk of the program, or keeps its workers busy, until nobody else is served.',
  remedy: 'Give a size, a rate and a time that real callers need.',

  *check(object) {
    const found = readIngress(object);
    if (!found) return;
    const read = (name: string) => annotation(found, name);
    const size = read('proxy-body-size');
    if (/^0[a-z]?$/i.test(size.text)) {
      yield {
        at: placeOf(size.value),
        message: `${describe(object)} takes request bodies of any size.`,
        fix: () => asFix(setValue(size.value, '10m'), { title: 'Take at most 10 MB', safety: 'review' }),
      };
    }
    const range = read('whitelist-source-range');
    if (/(^|[,\s])(0\.0\.0\.0\/0|::\/0)($|[,\s])/.test(range.text))
      yield {
        at: placeOf(range.value),
        message: `${describe(object)} lists every address as allowed, which is no limit.`,
      };
    const time = read('proxy-read-timeout');
    if (/^\d+$/.test(time.text) && Number(time.text) > longestWait)
      yield { at: placeOf(time.value), message: `${describe(object)} lets one request wait ${time.text} seconds.` };
    const origin = read('cors-allow-origin');
    if (origin.text.trim() === '*' && read('cors-allow-credentials').text === 'true')
      yield {
        at: placeOf(origin.value),
        message: `${describe(object)} lets scripts of every site call with the user's login.`,
      };
  },

  examples: [
    {
      bad: annotated(ingress('rules: []'), 'nginx.ingress.kubernetes.io/proxy-body-size: «"0"»'),
      good: annotated(ingress('rules: []'), 'nginx.ingress.kubernetes.io/proxy-body-size: "10m"'),
    },
    {
      bad: annotated(
        ingress('rules: []'),
        'nginx.ingress.kubernetes.io/cors-allow-origin: «"*"»\nnginx.ingress.kubernetes.io/cors-allow-credentials: "true"',
      ),
    },
  ],
  accepts: [
    annotated(ingress('rules: []'), 'nginx.ingress.kubernetes.io/proxy-body-size: 50m'),
    annotated(ingress('rules: []'), 'nginx.ingress.kubernetes.io/proxy-read-timeout: "120"'),
  ],
});

/** Seconds; a caller that waits longer blocks a worker for no use. */
const longestWait = 3600;

function annotation(found: Ingress, name: string) {
  const value = at(found.annotations, `nginx.ingress.kubernetes.io/${name}`);
  const text = plain(value);
  return { value, text: text === null || text === undefined ? '' : String(text) };
}

export const german = {
  title: 'Ingress hebt Größen- oder Ratenlimits auf',
  why: 'Ohne Limit füllt ein Aufrufer Speicher und Platte des Programms oder beschäftigt seine Worker, bis niemand sonst mehr bedient wird.',
  remedy: 'Eine Größe, eine Rate und eine Zeit setzen, die echte Aufrufer brauchen.',
  says: {
    '{0} takes request bodies of any size.': '{0} nimmt Anfragen jeder Größe an.',
    'Take at most 10 MB': 'Höchstens 10 MB annehmen',
    '{0} lists every address as allowed, which is no limit.':
      '{0} führt jede Adresse als erlaubt auf; das ist kein Limit.',
    '{0} lets one request wait {1} seconds.': '{0} lässt eine Anfrage {1} Sekunden warten.',
    "{0} lets scripts of every site call with the user's login.":
      '{0} lässt Skripte jeder Website mit der Anmeldung des Benutzers aufrufen.',
  },
};
