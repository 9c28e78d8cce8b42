import type { Context } from '../context';
import { deploymentSpec } from '../examples';
import { podsOf } from '../model/selection';
import type { Pod } from '../model/workload';
import { defineRule } from '../rule';

/** Only workloads that carry the mark themselves; a profile that distrusts everything tells nothing about the mixture. */
export const untrustedNamespaceMixed = defineRule({
  id: 'untrusted-namespace-mixed',
  title: 'Untrusted and platform workloads share a namespace',
  control: 'namespace-per-tenant',
  level: 'isolation',
  severity: 'medium',
  stride: ['I', 'E'],
  layer: 'administration',
  aliases: [],
  references: ['CISK:5.6.1', 'CISA:4.6.1'],
  fixable: 'never',
  subject: 'workspace',
  why: 'In one namespace the untrusted code is next to the Secrets, accounts and volumes of the platform: one missing rule and it has them.',
  remedy: 'Give untrusted workloads a namespace of their own.',

  *check(workspace, context) {
    const pods = podsOf(workspace).filter(({ pod }) => pod.object.namespace !== undefined);
    for (const { pod, file } of pods.filter((placed) => isMarked(placed.pod, context))) {
      const other = pods.find(
        (placed) => placed.pod.object.namespace === pod.object.namespace && !isMarked(placed.pod, context),
      );
      if (!other) continue;
      yield {
        at: pod.nameSpan,
        file,
        message: `${pod.title} runs code nobody controls in the namespace of ${other.pod.title}.`,
      };
    }
  },

  examples: [
    {
      bad: deploymentSpec('containers: []').replace(
        'metadata:\n  name: shop',
        'metadata:\n  name: «run»\n  namespace: shop\n  labels:\n    isolation: untrusted',
      ),
      files: { 'web.yaml': deploymentSpec('containers: []').replace('name: shop', 'name: web\n  namespace: shop') },
    },
  ],
  accepts: [
    {
      text: deploymentSpec('containers: []').replace(
        'name: shop',
        'name: run\n  namespace: run\n  labels:\n    isolation: untrusted',
      ),
      files: { 'web.yaml': deploymentSpec('containers: []').replace('name: shop', 'name: web\n  namespace: shop') },
    },
  ],
});

function isMarked(pod: Pod, context: Context): boolean {
  return context.untrusted.labels.some((label) => {
    const [key = '', wanted] = label.split('=');
    const has = pod.labels.get(key) ?? pod.object.labels.get(key);
    return has !== undefined && (wanted === undefined || has === wanted);
  });
}

export const german = {
  title: 'Nicht vertrauenswürdige und Plattform-Anwendungen teilen einen Namespace',
  why: 'In einem Namespace steht der fremde Code neben Secrets, Konten und Volumes der Plattform: Eine fehlende Regel, und er hat sie.',
  remedy: 'Nicht vertrauenswürdigen Anwendungen einen eigenen Namespace geben.',
  says: {
    '{0} runs code nobody controls in the namespace of {1}.':
      '{0} führt Code, den niemand kontrolliert, im Namespace von {1} aus.',
  },
};
