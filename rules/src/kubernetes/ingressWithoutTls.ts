import { asFix, setField } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { annotated, ingress } from '../examples';
import { hostCovers, type Ingress, readIngress } from '../model/ingress';
import { describe, placeOf } from '../model/object';
import { at, entries, isAbsent, items, plain, readStrings } from '../model/value';
import { defineRule } from '../rule';

/** A `tls` entry without hosts stands for all of them; certificates that a cloud attaches by annotation count as well. */
export const ingressWithoutTls = defineRule({
  id: 'ingress-without-tls',
  title: 'Ingress serves plain HTTP',
  control: 'tls-everywhere',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'network',
  aliases: ['PO:tlsSettingsMissing', 'C-0263'],
  references: ['CISA:5.4.5', 'NSA:2.2'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Passwords, session cookies and data cross every network on the way as readable text, and anybody there can change them.',
  remedy:
    'Add a `tls` entry for every host and let the controller redirect plain HTTP. Where TLS ends in front of the cluster, say so in an ignore comment.',

  *check(object) {
    const found = readIngress(object);
    if (!found?.annotationTexts.complete) return;
    yield* redirectOff(found);
    const tls = at(found.spec, 'tls');
    if (tls.kind === 'unknown' || [...found.annotationTexts.known.keys()].some((key) => cloudCertificate.test(key)))
      return;
    const hosts = found.rules.map((rule) => at(rule, 'host'));
    if (items(tls).length === 0) {
      const names = hosts.map((host) => plain(host));
      const wanted = [...new Set(names.filter((name): name is string => typeof name === 'string'))];
      yield {
        at: object.nameSpan,
        message: `${describe(object)} serves plain HTTP: it has no certificate.`,
        fix: () =>
          wanted.length > 0 && wanted.length === new Set(names).size && isAbsent(tls)
            ? setField(found.spec, ['tls'], [{ hosts: wanted, secretName: `${object.name ?? 'ingress'}-tls` }], {
                title: 'Serve it with the certificate of a Secret',
                safety: 'review',
              })
            : undefined,
      };
      return;
    }
    const lists = items(tls).map((entry) => readStrings(at(entry, 'hosts')));
    if (lists.some((list) => list.state !== 'literal')) return;
    const certified = lists.flatMap((list) => list.value ?? []);
    for (const host of hosts) {
      const name = plain(host);
      if (typeof name !== 'string' || certified.some((pattern) => hostCovers(pattern, name))) continue;
      yield { at: placeOf(host), message: `${describe(object)} serves "${name}" without a certificate of its own.` };
    }
  },

  examples: [
    {
      bad: ingress('rules:\n  - host: shop.example').replace('name: shop', 'name: «shop»'),
      good: ingress('tls:\n  - hosts:\n      - shop.example\n    secretName: shop-tls\nrules:\n  - host: shop.example'),
    },
    { bad: ingress('tls:\n  - hosts: [shop.example]\n    secretName: shop\nrules:\n  - host: «api.shop.example»') },
    {
      bad: annotated(ingress('tls:\n  - secretName: shop'), 'nginx.ingress.kubernetes.io/ssl-redirect: «"false"»'),
      good: annotated(ingress('tls:\n  - secretName: shop'), 'nginx.ingress.kubernetes.io/ssl-redirect: "true"'),
    },
  ],
  accepts: [
    ingress('tls:\n  - secretName: shop\nrules:\n  - host: shop.example'),
    ingress('tls:\n  - hosts: ["*.shop.example"]\nrules:\n  - host: api.shop.example'),
    ingress('{{- if .Values.tls }}\ntls: {{ .Values.tls }}\n{{- end }}'),
    annotated(ingress('rules:\n  - host: shop.example'), 'alb.ingress.kubernetes.io/certificate-arn: arn'),
  ],
});

function* redirectOff(found: Ingress) {
  for (const entry of entries(found.annotations)) {
    if (!/^(nginx|appgw)\.ingress\.kubernetes\.io\/(force-)?ssl-redirect$/.test(entry.key)) continue;
    if (String(plain(entry.value)) !== 'false') continue;
    yield {
      at: placeOf(entry.value),
      message: `${describe(found.object)} answers plain HTTP instead of redirecting it.`,
      fix: () => asFix(setValue(entry.value, 'true'), { title: 'Redirect to HTTPS', safety: 'review' as const }),
    };
  }
}

/** A cloud attaches the certificate itself; the Ingress then has no tls section. */
const cloudCertificate =
  /(appgw-ssl-certificate|alb\.ingress\.kubernetes\.io\/(certificate-arn|listen-ports)|managed-certificates|pre-shared-cert|route\.openshift\.io\/termination)/;

export const german = {
  title: 'Ingress bietet unverschlüsseltes HTTP',
  why: 'Passwörter, Sitzungs-Cookies und Daten gehen lesbar durch jedes Netz unterwegs, und jeder dort kann sie ändern.',
  remedy:
    'Für jeden Host einen `tls`-Eintrag anlegen und unverschlüsseltes HTTP umleiten lassen. Endet TLS vor dem Cluster, das in einem Ignore-Kommentar sagen.',
  says: {
    '{0} serves plain HTTP: it has no certificate.': '{0} bietet unverschlüsseltes HTTP: Ein Zertifikat fehlt.',
    'Serve it with the certificate of a Secret': 'Mit dem Zertifikat eines Secrets anbieten',
    '{0} serves "{1}" without a certificate of its own.': '{0} bietet „{1}“ ohne eigenes Zertifikat an.',
    '{0} answers plain HTTP instead of redirecting it.': '{0} beantwortet unverschlüsseltes HTTP, statt es umzuleiten.',
    'Redirect to HTTPS': 'Auf HTTPS umleiten',
  },
};
