import { combine } from '../edit/fixes';
import { addDocuments } from '../edit/newDocument';
import { fixRemovedKey } from '../edit/podEdit';
import { type Data, isMapData } from '../edit/yamlEdit';
import { replacePair } from '../edit/yamlPairs';
import { podSpec } from '../examples';
import { type Decision, decisions, whose } from '../model/podSecurity';
import { at, isAbsent, keySpan, plain } from '../model/value';
import type { Container } from '../model/workload';
import { defineRule, type Fix } from '../rule';

const spec = '{"CmsPlugins": ["ActiveDirectory"], "DomainJoinConfig": {"MachineAccountName": "Shop"}}';
const path = ['windowsOptions', 'gmsaCredentialSpec'] as const;

export const windowsGmsaInline = defineRule({
  id: 'windows-gmsa-inline',
  title: 'Windows credential spec written into the pod',
  control: 'secrets-not-in-manifests',
  level: 'restricted',
  severity: 'medium',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: ['CISK:5.4.1', 'CISA:4.5.1'],
  fixable: 'sometimes', // Not for a text that is no credential spec, and not in JSON, where no object can be added.
  subject: 'container',
  why: 'The spec tells how to become the group-managed account; written into the pod, nothing checks who may use it.',
  remedy: 'Keep it in a GMSACredentialSpec resource and name that in gmsaCredentialSpecName.',

  *check(container) {
    for (const decision of decisions(container, ...path)) {
      const where = keySpan(decision.value);
      if (isAbsent(decision.value) || !where) continue;
      yield {
        at: where,
        message: `${whose(container, decision)} carries its Windows credential spec itself.`,
        fix: () => moveOut(container, decision),
      };
    }
  },

  examples: [
    {
      bad: podSpec("securityContext:\n  windowsOptions:\n    «gmsaCredentialSpec»: '{}'\ncontainers:\n  - name: web"),
    },
    {
      bad: podSpec(
        `os:\n  name: windows\ncontainers:\n  - name: web\n    securityContext:\n      windowsOptions:\n        «gmsaCredentialSpec»: >-\n          ${spec}\n  - name: log\n    securityContext: { windowsOptions: { «gmsaCredentialSpec»: '${spec}' } }`,
      ),
      good: `${podSpec(
        'os:\n  name: windows\ncontainers:\n  - name: web\n    securityContext:\n      windowsOptions:\n        gmsaCredentialSpecName: shop-web\n  - name: log\n    securityContext: { windowsOptions: { gmsaCredentialSpecName: shop-web } }',
      )}---\napiVersion: windows.k8s.io/v1\nkind: GMSACredentialSpec\nmetadata:\n  name: shop-web\ncredspec:\n  CmsPlugins:\n    - ActiveDirectory\n  DomainJoinConfig:\n    MachineAccountName: Shop\n`,
    },
    {
      bad: podSpec(
        "containers:\n  - name: web\n    securityContext:\n      windowsOptions:\n        gmsaCredentialSpecName: shop\n        «gmsaCredentialSpec»: '{}'",
      ),
      good: podSpec(
        'containers:\n  - name: web\n    securityContext:\n      windowsOptions:\n        gmsaCredentialSpecName: shop',
      ),
    },
  ],
  accepts: [
    podSpec('securityContext: { windowsOptions: { gmsaCredentialSpecName: web } }\ncontainers:\n  - name: web'),
  ],
});

/** One object for all places of the pod that say the same; its name holds what is unlike other pods of the cluster. */
function moveOut({ pod, name: own }: Container, { value, level }: Decision): Fix | undefined {
  const named = at(value.parent ?? value, 'gmsaCredentialSpecName');
  if (plain(named)) return fixRemovedKey(value, { title: 'Leave it to gmsaCredentialSpecName', safety: 'review' });
  const text = plain(value);
  const credspec = typeof text === 'string' ? readSpec(text) : undefined;
  const { object } = pod;
  if (!credspec || !object.name || !isAbsent(named)) return undefined;
  const parts = [object.namespace, object.name, level === 'container' ? own : undefined];
  const name = parts.filter((part) => part !== undefined).join('-');
  if (!/^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/.test(name)) return undefined;
  const places = pod.containers.flatMap((container) => decisions(container, ...path));
  const same = places.filter(
    (place) => plain(place.value) === text && isAbsent(at(place.value.parent ?? value, 'gmsaCredentialSpecName')),
  );
  const document = {
    apiVersion: 'windows.k8s.io/v1',
    kind: 'GMSACredentialSpec',
    metadata: { name },
    credspec,
  };
  return combine(
    [
      ...same.map((place) => replacePair(place.value, 'gmsaCredentialSpecName', name)),
      addDocuments(object.document, [document]),
    ],
    {
      title: `Move it to the GMSACredentialSpec "${name}" (the pod's account must be allowed to use it)`,
      safety: 'review',
    },
  );
}

/** What a credential spec says; undefined for what is none. */
function readSpec(text: string): Data | undefined {
  if (text.length > 20_000) return undefined;
  try {
    const data = JSON.parse(text) as Data;
    return isMapData(data) && isMapData(data['DomainJoinConfig'] ?? null) && isShallow(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(data: Data, levels = 8): boolean {
  if (data === null || typeof data !== 'object') return true;
  return levels > 0 && Object.values(data).every((inner: Data) => isShallow(inner, levels - 1));
}

export const german = {
  title: 'Windows-Credential-Spec im Pod',
  why: 'Die Spezifikation sagt, wie man zum gruppenverwalteten Konto wird; im Pod geschrieben, prüft nichts, wer sie verwenden darf.',
  remedy: 'In einer GMSACredentialSpec-Ressource halten und sie in gmsaCredentialSpecName nennen.',
  says: {
    '{0} carries its Windows credential spec itself.': '{0} trägt seine Windows-Credential-Spec selbst.',
    'Leave it to gmsaCredentialSpecName': 'gmsaCredentialSpecName überlassen',
    'Move it to the GMSACredentialSpec "{0}" (the pod\'s account must be allowed to use it)':
      'In die GMSACredentialSpec „{0}“ verschieben (das Konto des Pods muss sie verwenden dürfen)',
  },
};
