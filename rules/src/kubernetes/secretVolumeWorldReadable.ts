import { combine } from '../edit/fixes';
import { mergeValue } from '../edit/podEdit';
import { podSpec } from '../examples';
import { at, isAbsent, items, keySpan, plain, readNumber, scalarText, type Value } from '../model/value';
import { inherited, type Pod, takesField } from '../model/workload';
import { defineRule } from '../rule';

/** 0400 in octal. JSON and YAML 1.2 read leading zeros in their own ways, so a number is written. */
const ownerOnly = 0o400;
const withGroup = 0o440;

/** The files belong to root: who is another user reads them only through the group of the pod. */
function needsGroup(pod: Pod): boolean {
  if (!isAbsent(at(pod.spec, 'securityContext', 'fsGroup')) || !takesField(pod, 'securityContext')) return false;
  return !pod.containers.every((container) => plain(inherited(container, 'runAsUser')) === 0);
}

function wanted(pod: Pod): number {
  return isAbsent(at(pod.spec, 'securityContext', 'fsGroup')) && !needsGroup(pod) ? ownerOnly : withGroup;
}

function isTooWide(mode: number): boolean {
  return (mode & 0o037) !== 0;
}

/** The volume source that carries secrets, if it does. */
function secretSource(volume: Value): Value | undefined {
  const secret = at(volume, 'secret');
  if (secret.kind === 'map') return secret;
  const projected = at(volume, 'projected');
  const carries = items(at(projected, 'sources')).some((source) => !isAbsent(at(source, 'secret')));
  return carries ? projected : undefined;
}

export const secretVolumeWorldReadable = defineRule({
  id: 'secret-volume-world-readable',
  title: 'Secret files that every user may read',
  control: 'secrets-as-files',
  level: 'restricted',
  severity: 'low',
  stride: ['I'],
  layer: 'secrets',
  aliases: [],
  references: ['CISK:5.4.1', 'CISA:4.5.1'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Secret volumes are readable by every user of the container unless told otherwise, so any program that was broken into reads the keys of the others.',
  remedy: 'Set defaultMode to 0400 (256 in decimal), or 0440 (288) together with fsGroup.',

  *check(pod) {
    if (pod.os === 'windows') return;
    for (const volume of items(at(pod.spec, 'volumes'))) {
      const source = secretSource(volume);
      const where = source && keySpan(source);
      const name = plain(at(volume, 'name'));
      if (!source || !where || name == null || /-token-[a-z0-9]{5}$/.test(String(name))) continue;
      const value = at(source, 'defaultMode');
      const mode = readNumber(value);
      if (mode.state === 'unknown' || (mode.value !== undefined && !isTooWide(mode.value))) continue;
      const isSlip = mode.value === 400 || mode.value === 440 || mode.value === 600;
      const octal = wanted(pod).toString(8);
      yield {
        at: mode.span ?? where,
        message: isSlip
          ? `${pod.title} gives the files of "${name}" the decimal mode ${scalarText(value)}, which is octal ${Number(mode.value).toString(8)}.`
          : `${pod.title} lets every user of its containers read the secrets in "${name}".`,
        fix: () =>
          combine(
            [
              ...mergeValue(source, { defaultMode: wanted(pod) }),
              ...(needsGroup(pod) ? mergeValue(at(pod.spec, 'securityContext'), { fsGroup: 10001 }) : []),
            ],
            { title: `Let only the owner read them (octal 0${octal})`, safety: 'review' },
          ),
      };
    }
  },

  examples: [
    {
      bad: podSpec('containers:\n  - name: api\nvolumes:\n  - name: key\n    «secret»:\n      secretName: key'),
      good: podSpec(
        'securityContext:\n  fsGroup: 10001\ncontainers:\n  - name: api\nvolumes:\n  - name: key\n    secret:\n      secretName: key\n      defaultMode: 288',
      ),
    },
    {
      bad: podSpec(
        'securityContext: { fsGroup: 10001 }\ncontainers:\n  - name: api\nvolumes:\n  - name: key\n    secret: { secretName: key, defaultMode: «400» }',
      ),
      good: podSpec(
        'securityContext: { fsGroup: 10001 }\ncontainers:\n  - name: api\nvolumes:\n  - name: key\n    secret: { secretName: key, defaultMode: 288 }',
      ),
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api\nvolumes:\n  - secret: { secretName: key } # still typed'),
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: key\n    secret: { secretName: key, defaultMode: 0400 }'),
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: key\n    secret: { secretName: key, defaultMode: 288 }'),
    podSpec('containers:\n  - name: api\nvolumes:\n  - name: key\n    configMap: { name: key }'),
  ],
});

export const german = {
  title: 'Geheime Dateien, die jeder Benutzer lesen darf',
  why: 'Secret-Volumes sind ohne weitere Angabe für jeden Benutzer des Containers lesbar; jedes gekaperte Programm liest also die Schlüssel der anderen.',
  remedy: 'defaultMode auf 0400 (dezimal 256) setzen oder auf 0440 (288) zusammen mit fsGroup.',
  says: {
    '{0} gives the files of "{1}" the decimal mode {2}, which is octal {3}.':
      '{0} gibt den Dateien von „{1}“ den dezimalen Modus {2}, das ist oktal {3}.',
    '{0} lets every user of its containers read the secrets in "{1}".':
      '{0} lässt jeden Benutzer seiner Container die Geheimnisse in „{1}“ lesen.',
    'Let only the owner read them (octal 0{0})': 'Nur den Besitzer lesen lassen (oktal 0{0})',
  },
};
