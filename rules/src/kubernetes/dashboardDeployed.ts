import { fixRemovedItem } from '../edit/podEdit';
import { podWith } from '../examples';
import { imageOf } from '../model/podImages';
import { at, items, plain, spanOf } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

const insecure = /^--(enable-skip-login|enable-insecure-login|disable-settings-authorizer|auth-mode=server)(=true)?$/;
const images = /(^|\/)(kubernetes-dashboard(-[a-z0-9]+)?|kubernetesui\/dashboard(-[a-z]+)?)$/;

export const dashboardDeployed = defineRule({
  id: 'dashboard-deployed',
  title: 'Kubernetes dashboard',
  control: 'dashboards-hardened',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'E'],
  layer: 'administration',
  aliases: ['CKV_K8S_33', 'KICS:d2ad057f'],
  references: [],
  fixable: 'sometimes',
  subject: 'object',
  why: 'A dashboard is a shell to the cluster in a browser: open or with wide rights it has given whole clusters to strangers.',
  remedy:
    'Leave it out, or keep it behind single sign-on with read-only rights and without the options that skip the login.',

  *check(object) {
    for (const pod of readPods(object)) {
      for (const container of pod.containers) {
        const image = imageOf(container);
        if (!image || !images.test(image.reference.path)) continue;
        yield {
          at: image.span,
          message: `Container "${container.name}" is the Kubernetes dashboard, a way into the whole cluster.`,
        };
        for (const item of [...items(at(container.value, 'args')), ...items(at(container.value, 'command'))]) {
          const text = plain(item);
          const where = spanOf(item);
          if (typeof text !== 'string' || !where || !insecure.test(text)) continue;
          yield {
            at: where,
            message: `The dashboard in "${container.name}" lets people in without a proper login (${text}).`,
            fix: () => fixRemovedItem(item, { title: `Leave ${text} out`, safety: 'review' }),
          };
        }
      }
      const label = at(pod.metadata, 'labels');
      for (const key of ['app', 'k8s-app']) {
        const value = at(label, key);
        const where = spanOf(value);
        const hasImage = pod.containers.some((c) => images.test(imageOf(c)?.reference.path ?? ''));
        if (!where || hasImage || plain(value) !== 'kubernetes-dashboard') continue;
        yield {
          at: where,
          message: `${pod.title} is labelled as the Kubernetes dashboard, a way into the whole cluster.`,
        };
        break;
      }
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: ui\n  image: «kubernetesui/dashboard:v2.7.0»\n  args:\n    - --namespace=ui\n    - «--enable-skip-login»',
      ),
      good: podWith('- name: ui\n  image: kubernetesui/dashboard:v2.7.0\n  args:\n    - --namespace=ui'),
    },
  ],
  accepts: [podWith('- name: ui\n  image: shop/dashboard:1.4')],
});

export const german = {
  title: 'Kubernetes-Dashboard',
  why: 'Ein Dashboard ist eine Shell zum Cluster im Browser: Offen oder mit weiten Rechten hat es schon ganze Cluster an Fremde gegeben.',
  remedy:
    'Weglassen oder hinter Single Sign-on stellen, mit Leserechten und ohne die Optionen, die die Anmeldung überspringen.',
  says: {
    'Container "{0}" is the Kubernetes dashboard, a way into the whole cluster.':
      'Container „{0}“ ist das Kubernetes-Dashboard, ein Zugang zum ganzen Cluster.',
    'The dashboard in "{0}" lets people in without a proper login ({1}).':
      'Das Dashboard in „{0}“ lässt Leute ohne richtige Anmeldung ein ({1}).',
    'Leave {0} out': '{0} weglassen',
    '{0} is labelled as the Kubernetes dashboard, a way into the whole cluster.':
      '{0} ist als Kubernetes-Dashboard gekennzeichnet, ein Zugang zum ganzen Cluster.',
  },
};
