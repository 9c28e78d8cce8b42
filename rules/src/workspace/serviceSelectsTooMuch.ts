import { combine } from '../edit/fixes';
import { mergeValue } from '../edit/podEdit';
import { deploymentSpec, objectSpec, service } from '../examples';
import { describe, headOf, placeOf } from '../model/object';
import { type PlacedPod, podsOf, selectorLabels, standTogether } from '../model/selection';
import { indexByLabels, matches, sameNamespace } from '../model/selectors';
import { readService, type Service } from '../model/service';
import { at, entries, isAbsent } from '../model/value';
import type { PlacedObject, Workspace } from '../model/workspace';
import { defineRule, type Fix } from '../rule';

const tierService = (name: string) =>
  service('ports: []').replace('name: shop', `name: ${name}`).replace('app: shop', '«tier»: web # all');

const ofTier = (name: string) =>
  deploymentSpec('containers: []')
    .replaceAll('app: shop', `app: ${name}`)
    .replace('name: shop', `name: ${name}`)
    .replace(/^( +)labels:\n/m, '$1labels:\n$1  tier: web\n');

/** A Service without a selector is for endpoints made by hand; those made here are looked for. */
export const serviceSelectsTooMuch = defineRule({
  id: 'service-selects-too-much',
  title: 'Service selects nothing or too much',
  control: 'exposed-services',
  level: 'baseline',
  severity: 'medium',
  stride: ['S'],
  layer: 'network',
  aliases: ['KL:dangling-service', 'KICS:3ca03a61', 'KSC:service-targets-pod', 'C-0293'],
  references: [],
  fixable: 'sometimes', // Where one of the workloads has the name of the Service.
  subject: 'workspace',
  why: 'A Service without a match is a name that somebody else can fill, and one with a general label sends callers to pods that were never meant to serve them.',
  remedy: 'Select by the labels that only the wanted pods have.',

  *check(workspace) {
    const pods = podsOf(workspace);
    const candidatesFor = indexByLabels(pods);
    for (const { object, file } of workspace.objects) {
      const found = readService(object);
      if (!found || found.type === undefined || found.type === 'ExternalName') continue;
      const { selector } = found;
      const place = at(found.spec, 'selector');
      const isNear = ({ pod }: PlacedPod) => sameNamespace(object, pod.object) !== 'no';
      const isTogether = (other: PlacedPod) =>
        standTogether({ object, file }, { object: other.pod.object, file: other.file });
      if (selector.state === 'unknown' || !pods.some(isTogether)) continue;
      if (selector.requirements.length === 0) {
        if (hasEndpoints(workspace, found)) continue;
        yield {
          at: isAbsent(place) ? object.nameSpan : placeOf(place),
          file,
          severity: 'low',
          message: `${describe(object)} selects no pods, and no endpoints for it are here.`,
        };
        continue;
      }
      const candidates = candidatesFor(selector);
      const hits = candidates.filter((one) => isTogether(one) && matches(selector, one.labels) === 'yes');
      const names = [...new Set(hits.map(({ pod }) => describe(pod.object)))];
      if (!candidates.some((one) => isNear(one) && matches(selector, one.labels) !== 'no')) {
        if (workspace.objects.some((other) => isRunByOperator(other) && sameNamespace(object, other.object) !== 'no')) {
          continue;
        }
        yield { at: headOf(place), file, severity: 'low', message: `${describe(object)} selects no pod that is here.` };
      } else if (names.length > 1 && entries(place).every((entry) => general.test(entry.key))) {
        yield {
          at: headOf(place),
          file,
          message: `${describe(object)} sends its callers to ${names.slice(0, 3).join(', ')}.`,
          fix: () => selectNamesake(found, hits),
        };
      }
    }
  },

  examples: [
    {
      bad: service('ports: []')
        .replace('  app: shop', '  «app»: shp')
        .replace('spec:\n  selector:\n  ', 'spec:\n  selector:\n  '),
      files: { 'shop.yaml': deploymentSpec('containers: []') },
    },
    {
      bad: service('ports: []').replace('selector:\n    app: shop', 'selector: «{}»'),
      files: { 'shop.yaml': deploymentSpec('containers: []') },
    },
    {
      bad: tierService('shop-svc'),
      good: tierService('shop-svc').replace('«tier»: web # all', 'tier: web # all\n    app: shop'),
      files: { 'shop.yaml': ofTier('shop'), 'api.yaml': ofTier('api') },
    },
    { bad: tierService('front'), files: { 'shop.yaml': ofTier('shop'), 'api.yaml': ofTier('api') } },
  ],
  accepts: [
    { text: service('ports: []'), files: { 'shop.yaml': deploymentSpec('containers: []') } },
    service('ports: []'),
    {
      text: service('ports: []').replace('app: shop', 'prometheus: shop'),
      files: {
        'shop.yaml': deploymentSpec('containers: []'),
        'prometheus.yaml': objectSpec('monitoring.coreos.com/v1', 'Prometheus', 'replicas: 1'),
      },
    },
    {
      text: service('type: ExternalName').replace('selector:\n    app: shop', 'selector: {}'),
      files: { 'shop.yaml': deploymentSpec('containers: []') },
    },
  ],
});

/** Selects by what the workload that the Service is named after finds its own pods by: that never changes. */
function selectNamesake({ object, spec }: Service, hits: readonly PlacedPod[]): Fix | undefined {
  const names = object.name ? [object.name, object.name.replace(/-(svc|service)$/, '')] : [];
  const [meant, ...more] = hits.filter(({ pod }) => names.includes(pod.object.name ?? ''));
  const labels = meant && more.length === 0 ? selectorLabels(meant.pod.object) : undefined;
  if (!meant || !labels) return undefined;
  const isSelected = (one: PlacedPod) =>
    Object.entries(labels).every(([key, text]) => one.labels.known.get(key) === text);
  if (hits.filter(isSelected).length !== 1 || !isSelected(meant)) return undefined;
  return combine(mergeValue(at(spec, 'selector'), labels), {
    title: `Send callers to ${meant.pod.title} only`,
    safety: 'review',
  });
}

/** An object of which somebody's operator makes pods, with labels that stand nowhere. */
function isRunByOperator({ object, pods }: PlacedObject): boolean {
  const isCustom = object.group.includes('.') && !object.group.endsWith('.k8s.io');
  return isCustom && (pods.length > 0 || !isAbsent(at(object.root, 'spec', 'replicas')));
}

/** Labels that whole systems share. */
const general = /(^|\/)(part-of|tier|env|environment|managed-by|team|release|heritage|chart|stage)$/;

function hasEndpoints(workspace: Workspace, { object }: Service): boolean {
  return workspace.objects.some(({ object: other }) => {
    if (other.kind === 'Endpoints') return other.name === object.name;
    return (
      other.kind === 'EndpointSlice' &&
      [object.name, undefined].includes(other.labels.get('kubernetes.io/service-name'))
    );
  });
}

export const german = {
  title: 'Service wählt nichts oder zu viel aus',
  why: 'Ein Service ohne Treffer ist ein Name, den jemand anderes füllen kann, und einer mit allgemeinem Label schickt Aufrufer zu Pods, die sie nie bedienen sollten.',
  remedy: 'Nach Labels auswählen, die nur die gewünschten Pods haben.',
  says: {
    'Send callers to {0} only': 'Aufrufer nur an {0} schicken',
    '{0} selects no pods, and no endpoints for it are here.':
      '{0} wählt keine Pods aus, und Endpoints dafür sind nicht hier.',
    '{0} selects no pod that is here.': '{0} wählt keinen Pod aus, der hier ist.',
    '{0} sends its callers to {1}.': '{0} schickt seine Aufrufer zu {1}.',
  },
};
