import { combine } from '../edit/fixes';
import { mergeValue } from '../edit/podEdit';
import { removeKey } from '../edit/yamlRemove';
import { podSpec } from '../examples';
import { containerAnnotation, podAnnotation } from '../model/podSeccomp';
import { decisions, since } from '../model/podSecurity';
import { at, entries, plain } from '../model/value';
import type { Pod } from '../model/workload';
import { defineRule } from '../rule';

function profileOf(value: unknown): { type: string; localhostProfile?: string } | undefined {
  if (value === 'runtime/default' || value === 'docker/default') return { type: 'RuntimeDefault' };
  if (typeof value === 'string' && value.startsWith('localhost/'))
    return { type: 'Localhost', localhostProfile: value.slice('localhost/'.length) };
  return undefined;
}

function isDecided(pod: Pod, key: string): boolean {
  const concerned = pod.containers.filter((c) => key === podAnnotation || key === containerAnnotation + c.name);
  return (
    concerned.length > 0 && concerned.every((c) => decisions(c, 'seccompProfile').every((d) => d.level !== 'missing'))
  );
}

export const seccompAnnotationIgnored = defineRule({
  id: 'seccomp-annotation-ignored',
  title: 'seccomp set by an annotation that no longer works',
  control: 'seccomp-profile',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'runtime',
  aliases: ['PSS-R:seccompProfile'],
  references: [],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Since Kubernetes 1.27 the annotation means nothing: the pod that looks confined runs with every system call open.',
  remedy: 'Write securityContext.seccompProfile instead and take the annotation out.',

  *check(pod, context) {
    if (context.kubernetes < since.seccompAnnotationGone || pod.os === 'windows') return;
    for (const { key, keySpan, value } of entries(at(pod.metadata, 'annotations'))) {
      if (key !== podAnnotation && !key.startsWith(containerAnnotation)) continue;
      if (isDecided(pod, key)) continue;
      const profile = profileOf(plain(value));
      yield {
        at: keySpan,
        message: `${pod.title} sets seccomp by an annotation that Kubernetes has ignored since 1.27.`,
        fix: () => {
          const container = pod.containers.find((c) => key === containerAnnotation + c.name);
          const target = key === podAnnotation ? pod.spec : container?.value;
          if (!profile || !target) return undefined;
          return combine(
            [...mergeValue(at(target, 'securityContext'), { seccompProfile: profile }), removeKey(value)],
            { title: 'Write it as a field, which works', safety: 'review' },
          );
        },
      };
    }
  },

  examples: [
    {
      bad: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    team: shop\n    «${podAnnotation}»: runtime/default\nspec:\n  containers:\n    - name: api\n`,
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    team: shop\nspec:\n  securityContext:\n    seccompProfile:\n      type: RuntimeDefault\n  containers:\n    - name: api\n',
    },
  ],
  accepts: [
    podSpec('containers:\n  - name: api'),
    {
      text: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    ${podAnnotation}: runtime/default\nspec:\n  containers:\n    - name: api\n`,
      context: { kubernetes: 26 },
    },
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\n  annotations:\n    ${podAnnotation}: runtime/default\nspec:\n  securityContext: { seccompProfile: { type: RuntimeDefault } }\n  containers:\n    - name: api\n`,
  ],
});

export const german = {
  title: 'seccomp über eine wirkungslose Annotation gesetzt',
  why: 'Seit Kubernetes 1.27 bedeutet die Annotation nichts: Der scheinbar eingeschränkte Pod läuft mit jedem Systemaufruf offen.',
  remedy: 'Stattdessen securityContext.seccompProfile schreiben und die Annotation entfernen.',
  says: {
    '{0} sets seccomp by an annotation that Kubernetes has ignored since 1.27.':
      '{0} setzt seccomp über eine Annotation, die Kubernetes seit 1.27 ignoriert.',
    'Write it as a field, which works': 'Als Feld schreiben, das wirkt',
  },
};
