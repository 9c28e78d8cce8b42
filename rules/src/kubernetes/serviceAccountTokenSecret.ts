import { combine } from '../edit/fixes';
import { removeObject } from '../edit/newDocument';
import { fixRemovedItem } from '../edit/podEdit';
import type { Data, YamlChange } from '../edit/yamlEdit';
import { replacePair } from '../edit/yamlPairs';
import { objectOf } from '../examples';
import { mentionsOf } from '../model/mentions';
import { describe, type KubernetesObject, placeOf } from '../model/object';
import { mountsOfVolume } from '../model/podVolumes';
import { at, isAbsent, items, plain, type Value } from '../model/value';
import { type Pod, readPods } from '../model/workload';
import { defineRule, type Fix } from '../rule';

/** Deletes it, in favour of a token that expires where pods of its own account mount it. */
function withoutToken(secret: KubernetesObject, objects: readonly KubernetesObject[]): Fix | undefined {
  const { name, annotations } = secret;
  const account = annotations.get('kubernetes.io/service-account.name');
  if (!name || !account || secret.isPatch) return undefined;
  const uses = objects
    .filter((object) => object !== secret)
    .flatMap((object) => mentionsOf(name, object).map((place) => removeUse(place, object, account)));
  const isMounted = uses.some((use) => use && !use.isListed);
  return combine([...uses.map((use) => use?.change), removeObject(secret, objects)], {
    title: isMounted
      ? `Delete the token "${name}" and mount one that expires: the program must read it again`
      : `Delete the token "${name}": who uses it elsewhere must ask for one that expires`,
    safety: 'review',
  });
}

/** Takes the Secret out of the list of its account, or out of a volume. */
function removeUse(place: Value, object: KubernetesObject, account: string) {
  const { parent, key } = place;
  if (object.kind === 'ServiceAccount' && key === 'name' && parent?.parent?.key === 'secrets') {
    const edits = fixRemovedItem(parent, { title: '', safety: 'review' })?.edits;
    return { change: edits && { edits, shared: false }, isListed: true };
  }
  const pod = readPods(object).find((one) => items(at(one.spec, 'volumes')).some((volume) => isIn(place, volume)));
  if (!pod || key !== 'secretName' || parent?.key !== 'secret') return undefined;
  return { change: mountShortToken(parent, pod, account), isListed: false };
}

function isIn(place: Value, whole: Value): boolean {
  return place.node === whole.node || (place.parent !== undefined && isIn(place.parent, whole));
}

/** The three files that such a Secret has, of which Kubernetes renews the token. */
const files: Readonly<Record<string, (path: string) => Data>> = {
  token: (path) => ({ serviceAccountToken: { path, expirationSeconds: 3600 } }),
  'ca.crt': (path) => ({ configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path }] } }),
  namespace: (path) => ({ downwardAPI: { items: [{ path, fieldRef: { fieldPath: 'metadata.namespace' } }] } }),
};

function mountShortToken(source: Value, pod: Pod, account: string): YamlChange | undefined {
  const own = plain(at(pod.spec, 'serviceAccountName')) ?? plain(at(pod.spec, 'serviceAccount')) ?? 'default';
  const volume = plain(at(source.parent as Value, 'name'));
  const mounts = mountsOfVolume(pod, typeof volume === 'string' ? volume : undefined);
  // What is mounted as a single file is never renewed.
  if (own !== account || mounts.some(({ mount }) => !isAbsent(at(mount.value, 'subPath')))) return undefined;
  const chosen = items(at(source, 'items')).map((item) => [plain(at(item, 'key')), plain(at(item, 'path'))] as const);
  const wanted = chosen.length > 0 ? chosen : Object.keys(files).map((file) => [file, file] as const);
  const sources = wanted.map(([key, path]) => (typeof path === 'string' ? files[String(key)]?.(path) : undefined));
  if (sources.some((one) => one === undefined)) return undefined;
  const mode = plain(at(source, 'defaultMode'));
  return replacePair(source, 'projected', {
    sources: sources as Data[],
    ...(typeof mode === 'number' ? { defaultMode: mode } : {}),
  });
}

const robot = [
  'apiVersion: v1',
  'kind: Secret',
  'metadata:',
  '  name: robot',
  '  annotations:',
  '    kubernetes.io/service-account.name: shop-robot',
  'type: «kubernetes.io/service-account-token»',
  '',
].join('\n');

function podWithVolume(source: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  serviceAccountName: shop-robot\n  volumes:\n    - name: token\n      ${source}\n`;
}

export const serviceAccountTokenSecret = defineRule({
  id: 'service-account-token-secret',
  title: 'Long-lived service account token Secret',
  control: 'api-identity-minimal',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: ['CISK:5.1.13', 'CISA:4.1.12'],
  fixable: 'sometimes', // Not where something of the file uses it otherwise than mounted by a pod of the same account.
  subject: 'object',
  why: 'Such a token never expires and is not bound to a pod: a copy of it in a backup or a log works until somebody deletes the Secret.',
  remedy:
    'Delete the Secret and ask for a short token with `kubectl create token`, the TokenRequest API or a projected volume.',

  *check(object) {
    const type = at(object.root, 'type');
    if (object.kind !== 'Secret' || object.group !== '' || plain(type) !== 'kubernetes.io/service-account-token')
      return;
    yield {
      at: placeOf(type),
      message: `${describe(object)} makes a service account token that never expires.`,
      fixBeside: (objects) => withoutToken(object, objects),
    };
  },

  examples: [
    {
      bad: objectOf(
        'v1',
        'Secret',
        '  annotations:\n    kubernetes.io/service-account.name: shop\ntype: «kubernetes.io/service-account-token»',
      ),
    },
    {
      bad: `${objectOf('v1', 'ServiceAccount', 'secrets:\n  - name: robot\nimagePullSecrets: []')}---\n${robot}`,
      good: objectOf('v1', 'ServiceAccount', 'imagePullSecrets: []'),
    },
    {
      bad: `${podWithVolume('secret: { secretName: robot }')}---\n${robot}`,
      good: podWithVolume(
        'projected: { sources: [{ serviceAccountToken: { path: token, expirationSeconds: 3600 } }, { configMap: { name: kube-root-ca.crt, items: [{ key: ca.crt, path: ca.crt }] } }, { downwardAPI: { items: [{ path: namespace, fieldRef: { fieldPath: metadata.namespace } }] } }] }',
      ),
    },
    { bad: `${podWithVolume('secret: { secretName: robot }').replace('shop-robot', 'other')}---\n${robot}` },
  ],
  accepts: [objectOf('v1', 'Secret', 'type: Opaque'), objectOf('v1', 'ServiceAccount', 'secrets: []')],
});

export const german = {
  title: 'Langlebiges Secret mit Dienstkonto-Token',
  why: 'So ein Token läuft nie ab und ist an keinen Pod gebunden: Eine Kopie in einem Backup oder Protokoll gilt, bis jemand das Secret löscht.',
  remedy:
    'Das Secret löschen und ein kurzes Token mit `kubectl create token`, der TokenRequest-API oder einem projizierten Volume anfordern.',
  says: {
    'Delete the token "{0}" and mount one that expires: the program must read it again':
      'Das Token „{0}“ löschen und eines einbinden, das abläuft: Das Programm muss es neu lesen',
    'Delete the token "{0}": who uses it elsewhere must ask for one that expires':
      'Das Token „{0}“ löschen: Wer es anderswo verwendet, muss sich eines holen, das abläuft',
    '{0} makes a service account token that never expires.': '{0} erzeugt ein Dienstkonto-Token, das nie abläuft.',
  },
};
