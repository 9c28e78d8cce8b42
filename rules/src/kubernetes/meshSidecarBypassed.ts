import { asFix } from '../edit/fixes';
import { setValue } from '../edit/yamlEdit';
import { objectSpec, podSpec } from '../examples';
import { describe, placeOf } from '../model/object';
import { at, entries, plain } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

/** Jobs are left alone: a sidecar that never ends keeps them from finishing. */
export const meshSidecarBypassed = defineRule({
  id: 'mesh-sidecar-bypassed',
  title: 'Security sidecar or mTLS switched off',
  control: 'sidecar-only-path',
  level: 'isolation',
  severity: 'medium',
  stride: ['E', 'S'],
  layer: 'network',
  aliases: ['C-0274'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'Traffic that goes past the sidecar is neither encrypted nor checked: policies of the mesh do not hold for it.',
  remedy: 'Remove the exception, or narrow it to the one port that needs it.',

  *check(object) {
    if (object.group.endsWith('istio.io') && object.kind === 'PeerAuthentication') {
      const mode = at(object.root, 'spec', 'mtls', 'mode');
      if (plain(mode) === 'PERMISSIVE' || plain(mode) === 'DISABLE') {
        yield {
          at: placeOf(mode),
          message: `${describe(object)} takes traffic that is not encrypted.`,
          fix: () => asFix(setValue(mode, 'STRICT'), { title: 'Take only encrypted traffic', safety: 'review' }),
        };
      }
    }
    if (object.group.endsWith('istio.io') && object.kind === 'DestinationRule') {
      const mode = at(object.root, 'spec', 'trafficPolicy', 'tls', 'mode');
      if (plain(mode) === 'DISABLE')
        yield { at: placeOf(mode), message: `${describe(object)} sends traffic in the clear.` };
    }
    if (object.group === 'batch') return;
    for (const pod of readPods(object)) {
      const marks = [...entries(at(pod.metadata, 'annotations')), ...entries(at(pod.metadata, 'labels'))];
      for (const mark of marks) {
        const text = String(plain(mark.value));
        const off =
          (mark.key === 'sidecar.istio.io/inject' && text === 'false') ||
          (mark.key === 'linkerd.io/inject' && text === 'disabled') ||
          /^traffic\.sidecar\.istio\.io\/exclude(Inbound|Outbound)/.test(mark.key);
        if (off) yield { at: mark.keySpan, message: `${pod.title} lets traffic past the sidecar of the mesh.` };
      }
    }
  },

  examples: [
    {
      bad: objectSpec('security.istio.io/v1', 'PeerAuthentication', 'mtls:\n  mode: «PERMISSIVE»'),
      good: objectSpec('security.istio.io/v1', 'PeerAuthentication', 'mtls:\n  mode: STRICT'),
    },
    {
      bad: podSpec('containers: []').replace(
        'name: shop\n',
        'name: shop\n  annotations:\n    «sidecar.istio.io/inject»: "false"\n',
      ),
    },
  ],
  accepts: [
    objectSpec('security.istio.io/v1', 'PeerAuthentication', 'mtls:\n  mode: STRICT'),
    podSpec('containers: []'),
  ],
});

export const german = {
  title: 'Sicherheits-Sidecar oder mTLS abgeschaltet',
  why: 'Verkehr am Sidecar vorbei ist weder verschlüsselt noch geprüft: Die Policies des Meshs gelten für ihn nicht.',
  remedy: 'Die Ausnahme entfernen oder auf den einen Port beschränken, der sie braucht.',
  says: {
    '{0} takes traffic that is not encrypted.': '{0} nimmt unverschlüsselten Verkehr an.',
    'Take only encrypted traffic': 'Nur verschlüsselten Verkehr annehmen',
    '{0} sends traffic in the clear.': '{0} sendet unverschlüsselt.',
    '{0} lets traffic past the sidecar of the mesh.': '{0} lässt Verkehr am Sidecar des Meshs vorbei.',
  },
};
