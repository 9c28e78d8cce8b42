import type { KubernetesObject } from '../model/object';
import { at, isAbsent, keySpan, plain, spanOf, type Value } from '../model/value';
import { defineRule, type Problem } from '../rule';

/** Objects of Flux that fetch charts, and where they say how. */
const sources: Readonly<Record<string, readonly string[]>> = {
  HelmRepository: ['spec'],
  OCIRepository: ['spec'],
  HelmChart: ['spec'],
  HelmRelease: ['spec', 'chart', 'spec'],
};

function* check(object: KubernetesObject): Iterable<Problem> {
  const path = sources[object.kind];
  if (!path || !/toolkit\.fluxcd\.io\//.test(object.apiVersion ?? '')) return;
  const spec = at(object.root, ...path);
  const url = plain(at(spec, 'url'));
  if (typeof url === 'string' && /^http:\/\//i.test(url)) {
    yield* problem(at(spec, 'url'), `Charts come from ${url} without TLS, so anybody on the way can change them.`);
  }
  if (plain(at(spec, 'insecure')) === true) {
    yield* problem(at(spec, 'insecure'), `${object.kind} "${object.name ?? ''}" believes whichever registry answers.`);
  }
  const isOci = object.kind === 'OCIRepository' || (object.kind === 'HelmRelease' && spec.kind === 'map');
  if (!isOci || !isAbsent(at(spec, 'verify'))) return;
  yield {
    at: object.nameSpan,
    message: `Nobody checks who signed what ${object.kind} "${object.name ?? ''}" brings.`,
  };
}

function* problem(value: Value, message: string): Iterable<Problem> {
  const where = spanOf(value) ?? keySpan(value);
  if (where) yield { at: where, message };
}

export const chartProvenanceUnverified = defineRule({
  id: 'chart-provenance-unverified',
  title: 'Chart installed without verification',
  control: 'no-unverified-downloads',
  level: 'advice',
  severity: 'low',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['OWASP:D13'],
  fixable: 'never', // Whose signature counts, only its owner knows.
  subject: 'object',
  why: 'Whoever can answer for the repository, or push to it, decides what is installed with the rights of the one who installs.',
  remedy: 'Fetch over TLS and let `verify` name who must have signed the chart.',
  check,
  examples: [
    {
      bad: 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: shop\nspec:\n  url: «http://charts.example.com»\n',
    },
    {
      bad: 'apiVersion: source.toolkit.fluxcd.io/v1beta2\nkind: OCIRepository\nmetadata:\n  name: «shop»\nspec:\n  url: oci://registry.example.com/charts/shop\n  insecure: «true»\n',
    },
  ],
  accepts: [
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata:\n  name: shop\nspec:\n  url: https://charts.example.com\n',
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: shop\nspec:\n  url: oci://registry.example.com/charts/shop\n  verify:\n    provider: cosign\n',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: shop\nspec:\n  chartRef:\n    kind: OCIRepository\n    name: shop\n',
    'apiVersion: example.com/v1\nkind: OCIRepository\nmetadata:\n  name: shop\nspec:\n  insecure: true\n',
  ],
});

export const german = {
  title: 'Chart ohne Prüfung installiert',
  why: 'Wer für das Repository antworten oder hineinschreiben kann, bestimmt, was mit den Rechten des Installierenden installiert wird.',
  remedy: 'Über TLS holen und mit `verify` nennen, wer den Chart signiert haben muss.',
  says: {
    'Charts come from {0} without TLS, so anybody on the way can change them.':
      'Charts kommen ohne TLS von {0}, jeder unterwegs kann sie also ändern.',
    'Nobody checks who signed what {0} "{1}" brings.': 'Niemand prüft, wer signiert hat, was {0} "{1}" bringt.',
    '{0} "{1}" believes whichever registry answers.': '{0} "{1}" glaubt jeder Registry, die antwortet.',
  },
};
