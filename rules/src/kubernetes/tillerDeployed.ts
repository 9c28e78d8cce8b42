import { podWith } from '../examples';
import { imageOf } from '../model/podImages';
import { at, items, plain, spanOf } from '../model/value';
import { type Container, readPods } from '../model/workload';
import { defineRule } from '../rule';

const deployed = ['CKV_K8S_34', 'KSV-0102', 'KICS:6d173be7'];
const listening = ['CKV_K8S_45', 'KICS:e17fa86a'];
const service = ['CKV_K8S_44', 'KICS:8b862ca9'];

/** Told to listen on the pod's own address only, it still runs and still may do anything. */
function listensToItself(container: Container): boolean {
  const words = ['command', 'args'].flatMap((key) => items(at(container.value, key)).map((word) => plain(word)));
  return words.some((word) => typeof word === 'string' && /^--listen[= ](localhost|127\.)/.test(word));
}

export const tillerDeployed = defineRule({
  id: 'tiller-deployed',
  title: 'Tiller of Helm 2',
  control: 'rbac-least-privilege',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'administration',
  aliases: [...deployed, ...listening, ...service],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'Tiller listens without a password inside the cluster and usually may do anything: whoever reaches its port owns the cluster.',
  remedy: 'Remove it and use Helm 3 or newer, which has no server.',

  *check(object) {
    for (const pod of readPods(object)) {
      for (const container of pod.containers) {
        const image = imageOf(container);
        if (image && /(^|\/)tiller$/.test(image.reference.path)) {
          yield {
            at: image.span,
            message: `Container "${container.name}" is Tiller, which anybody in the cluster may command.`,
            aliases: [...deployed, ...(listensToItself(container) ? [] : listening)],
          };
          return;
        }
      }
      if (isCalledTiller(object.name) || (pod.labels.get('app') === 'helm' && pod.labels.get('name') === 'tiller')) {
        yield {
          at: pod.nameSpan,
          message: `${pod.title} is labelled as Tiller, which anybody in the cluster may command.`,
          aliases: [...deployed, ...listening],
        };
        return;
      }
    }
    if (object.kind === 'Service' && object.group === '') {
      const selector = at(object.root, 'spec', 'selector');
      const where = spanOf(at(selector, 'name'));
      if (
        isCalledTiller(object.name) ||
        (where && plain(at(selector, 'name')) === 'tiller' && plain(at(selector, 'app')) === 'helm')
      )
        yield {
          at: where ?? object.nameSpan,
          message: `Service "${object.name ?? ''}" leads to Tiller, which anybody in the cluster may command.`,
          aliases: service,
        };
    }
  },

  examples: [
    { bad: podWith('- name: tiller\n  image: «ghcr.io/helm/tiller:v2.17.0»') },
    { bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: «tiller-deploy»\nspec:\n  ports:\n  - port: 44134\n' },
  ],
  accepts: [podWith('- name: api\n  image: shop/tiller-ui:1')],
});

function isCalledTiller(name: string | undefined): boolean {
  return name === 'tiller' || name === 'tiller-deploy';
}

export const german = {
  title: 'Tiller von Helm 2',
  why: 'Tiller lauscht ohne Passwort im Cluster und darf meist alles: Wer seinen Port erreicht, besitzt den Cluster.',
  remedy: 'Entfernen und Helm 3 oder neuer verwenden, das keinen Server hat.',
  says: {
    'Container "{0}" is Tiller, which anybody in the cluster may command.':
      'Container „{0}“ ist Tiller, dem jeder im Cluster befehlen kann.',
    '{0} is labelled as Tiller, which anybody in the cluster may command.':
      '{0} ist als Tiller gekennzeichnet, dem jeder im Cluster befehlen kann.',
    'Service "{0}" leads to Tiller, which anybody in the cluster may command.':
      'Service „{0}“ führt zu Tiller, dem jeder im Cluster befehlen kann.',
  },
};
