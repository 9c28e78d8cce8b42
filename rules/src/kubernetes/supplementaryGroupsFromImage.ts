import { setField } from '../edit/fixes';
import { podSpec } from '../examples';
import { at, isAbsent, keySpan, readString } from '../model/value';
import { takesField } from '../model/workload';
import { defineRule } from '../rule';

export const supplementaryGroupsFromImage = defineRule({
  id: 'supplementary-groups-from-image',
  title: 'Groups of the image are merged in',
  control: 'pod-non-root',
  level: 'isolation',
  severity: 'low',
  stride: ['E'],
  layer: 'runtime',
  aliases: [],
  references: ['NSA:1.6'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Unless told otherwise, Kubernetes also gives the process the groups that /etc/group of the image lists, so an image can hand itself access the manifest does not show.',
  remedy: 'Set supplementalGroupsPolicy: Strict (Kubernetes 1.33 and newer, with a runtime that supports it).',

  *check(pod, context) {
    if (context.kubernetes < 33 || pod.os === 'windows' || !takesField(pod, 'securityContext')) return;
    const policy = readString(at(pod.spec, 'securityContext', 'supplementalGroupsPolicy'));
    if (policy.state === 'unknown' || policy.value === 'Strict') return;
    const around = at(pod.spec, 'securityContext');
    yield {
      at: policy.span ?? (isAbsent(around) ? undefined : keySpan(around)) ?? pod.nameSpan,
      message: `${pod.title} takes over groups that its images list.`,
      fix: () =>
        setField(pod.spec, ['securityContext', 'supplementalGroupsPolicy'], 'Strict', {
          title: 'Use the groups of the manifest only',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: podSpec('«securityContext»:\n  runAsUser: 10001\ncontainers:\n  - name: api'),
      good: podSpec(
        'securityContext:\n  runAsUser: 10001\n  supplementalGroupsPolicy: Strict\ncontainers:\n  - name: api',
      ),
    },
  ],
  accepts: [
    podSpec('securityContext: { supplementalGroupsPolicy: Strict }\ncontainers:\n  - name: api'),
    { text: podSpec('containers:\n  - name: api'), context: { kubernetes: 32 } },
    podSpec('os: { name: windows }\ncontainers:\n  - name: api'),
  ],
});

export const german = {
  title: 'Gruppen des Images kommen hinzu',
  why: 'Ohne andere Angabe gibt Kubernetes dem Prozess auch die Gruppen aus /etc/group des Images; ein Image kann sich also Zugriff geben, den das Manifest nicht zeigt.',
  remedy: 'supplementalGroupsPolicy: Strict setzen (ab Kubernetes 1.33, mit einer Runtime, die es kann).',
  says: {
    '{0} takes over groups that its images list.': '{0} übernimmt Gruppen, die seine Images auflisten.',
    'Use the groups of the manifest only': 'Nur die Gruppen des Manifests verwenden',
  },
};
