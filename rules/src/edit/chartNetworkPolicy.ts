import type { ChartView } from '../model/chart';
import { backendsOf } from '../model/ingress';
import type { KubernetesObject } from '../model/object';
import { usesHostNetwork } from '../model/selection';
import { isExposed, readService } from '../model/service';
import {
  blockAt,
  blockBelow,
  isPortable,
  lineOf,
  linesFor,
  linesOfDocument,
  rootAt,
  type TemplateDocument,
  type TemplateLine,
  templateDocuments,
} from '../model/templateDocuments';
import { readPods } from '../model/workload';
import type { FileEdit, Fix } from '../rule';
import { below } from './templateLines';
import { addValue } from './valuesEdit';

/**
 * A policy for each workload of the chart, below it: its pods talk with the others of their namespace, ask for names, and
 * whoever installs the chart adds the rest. Names and labels are written as the workload has them. Nothing where somebody
 * calls from afar, or where a workload cannot be read.
 */
export function addNetworkPolicy(chart: ChartView): Fix | undefined {
  const objects = chart.objects();
  if (objects.some(isOpenToOthers)) return undefined;
  const rendered = objects.filter(({ kind }) => workload.test(kind));
  const names = (of: (object: KubernetesObject) => string) => new Set(rendered.map(of)).size;
  // Two of one name would get two policies of one name.
  if (names(({ kind, name }) => `${kind} ${name}`) > names(({ name }) => String(name))) return undefined;
  // Whoever is given rights asks the API server, and no policy can name that.
  const asksApi = objects.some(({ kind }) => /^(Cluster)?RoleBinding$/.test(kind));
  const documents = chart.templates.flatMap(templateDocuments).filter(({ kind }) => workload.test(kind ?? ''));
  const policies = documents.map((document) => policyFor(document, asksApi));
  const more = asksApi ? { ingress: [] } : { ingress: [], egress: [] };
  const switched = addValue(chart, ['networkPolicy'], { enabled: true, ...more });
  if (policies.length === 0 || policies.includes(undefined) || !switched) return undefined;
  return {
    title: asksApi
      ? 'Add a network policy: calls from the namespace only; networkPolicy.ingress takes others'
      : 'Add a network policy: calls within the namespace and name lookups only; networkPolicy.ingress and networkPolicy.egress take others',
    safety: 'review',
    edits: [...policies.flatMap((edit) => edit ?? []), ...switched],
    renders: (kinds) => kinds.size === 1 && kinds.has('NetworkPolicy'),
  };
}

const workload = /^(Deployment|StatefulSet|DaemonSet)$/;

/** The API server calls webhooks, and monitors are read from another namespace. */
function isOpenToOthers(object: KubernetesObject): boolean {
  const service = readService(object);
  return (
    (service !== undefined && isExposed(service)) ||
    backendsOf(object).length > 0 ||
    /^(.*WebhookConfiguration|APIService|ServiceMonitor|PodMonitor|Ingress|.*Route)$/.test(object.kind) ||
    readPods(object).some(usesHostNetwork)
  );
}

function policyFor(document: TemplateDocument, asksApi: boolean): FileEdit | undefined {
  const { template } = document;
  const kind = lineOf(document, 'kind');
  const name = lineOf(document, 'metadata', 'name');
  const selector = lineOf(document, 'spec', 'selector');
  const matched = lineOf(document, 'spec', 'selector', 'matchLabels');
  const labels = matched && blockBelow(document, matched);
  const place = linesOfDocument(document);
  if (!kind || !name || !selector || !matched || labels === undefined || !place) return undefined;
  const block = blockAt(template, kind.start);
  const isSure = (line: TemplateLine) => isPortable(line.rest) && blockAt(template, line.start) === block;
  const head = ['name', 'namespace'].flatMap((key) => lineOf(document, 'metadata', key) ?? []);
  if (![...head, matched].every(isSure)) return undefined;
  const ports = portsOf(document, isSure);
  const pad = ' '.repeat(selector.column);
  const values = `${rootAt(template, kind.start)}.Values.networkPolicy`;
  const more = (direction: string) => [
    `${pad}  {{- with ${values}.${direction} }}`,
    `${pad}  {{- toYaml . | nindent ${pad.length + 2} }}`,
    `${pad}  {{- end }}`,
  ];
  const written = (line: TemplateLine) => template.text.slice(line.start, line.end).replace(/\s+#.*$/, '');
  const ownLabels = lineOf(document, 'metadata', 'labels');
  const labelled = ownLabels && isSure(ownLabels) ? blockBelow(document, ownLabels) : undefined;
  const lines = [
    `{{- if ${values}.enabled }}`,
    '---',
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    'metadata:',
    ...head.map(written),
    ...(ownLabels && labelled !== undefined ? [written(ownLabels), labelled].filter((line) => line !== '') : []),
    'spec:',
    `${pad}podSelector:`,
    written(matched),
    ...(labels === '' ? [] : [labels]),
    `${pad}policyTypes: [${asksApi ? 'Ingress' : 'Ingress, Egress'}]`,
    `${pad}ingress:`,
    `${pad}  - from:`,
    `${pad}      - podSelector: {}`,
    ...(ports.length > 0 ? [`${pad}    ports:`, ...ports.map((port) => `${pad}      - port: ${port}`)] : []),
    ...more('ingress'),
    ...(asksApi ? [] : [`${pad}egress:`, ...inside.map((line) => `${pad}  ${line}`), ...more('egress')]),
    '{{- end }}',
  ];
  return { file: template.file, ...below(template, place.end, linesFor(template, lines)) };
}

const inside = [
  '- to:',
  '    - podSelector: {}',
  '- to:',
  '    - namespaceSelector:',
  '        matchLabels:',
  '          kubernetes.io/metadata.name: kube-system',
  '      podSelector:',
  '        matchLabels:',
  '          k8s-app: kube-dns',
  '  ports:',
  '    - port: 53',
  '      protocol: UDP',
  '    - port: 53',
  '      protocol: TCP',
];

/** The ports of the containers, when the template shows them all. */
function portsOf({ template, start, end, lines }: TemplateDocument, isSure: (line: TemplateLine) => boolean): string[] {
  const text = template.text.slice(start, end);
  const ports = lines.filter(({ key, parents }) => key === 'containerPort' && parents.includes('containers'));
  const isPrinted = /\{\{[^}]*(containers|sidecars|ports)\b[^}]*\}\}/i.test(text);
  if (isPrinted || /\bprotocol:\s*["']?(UDP|SCTP|\{)/.test(text) || !ports.every(isSure)) return [];
  return [...new Set(ports.map(({ rest }) => rest.replace(/\s#.*$/, '').trim()))];
}
