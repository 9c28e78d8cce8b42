import { podWith } from '../examples';
import { describe, placeOf } from '../model/object';
import { at, items, plain } from '../model/value';
import { readPods } from '../model/workload';
import { defineRule } from '../rule';

export const controlPlaneManifestInRepo = defineRule({
  id: 'control-plane-manifest-in-repo',
  title: 'Control-plane component manifest needs a benchmark tool',
  control: 'node-and-kubelet-hardening',
  level: 'advice',
  severity: 'info',
  stride: ['E'],
  layer: 'administration',
  aliases: ['CKV_K8S_68', 'CKV_K8S_74', 'CKV_K8S_88', 'KICS:f1f4d8da', 'KICS:1de5cc51', 'KICS:fa4def8c'],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'These flags open the API server or the kubelet to everybody who reaches them.',
  remedy: 'Remove the flag and run kube-bench on the nodes: a linter sees only a small part of a control plane.',

  *check(object) {
    for (const container of readPods(object).flatMap((pod) => pod.containers)) {
      const words = ['command', 'args'].flatMap((key) => items(at(container.value, key)));
      const program = plain(words[0] ?? container.value);
      if (
        typeof program !== 'string' ||
        !/(^|\/)(kube-apiserver|kubelet|kube-controller-manager|kube-scheduler|etcd)$/.test(program)
      )
        continue;
      for (const word of words.slice(1)) {
        const text = plain(word);
        if (typeof text !== 'string' || !open.test(text)) continue;
        yield {
          at: placeOf(word),
          message: `${describe(object)} starts ${program} with "${text}": everybody who reaches it is let in.`,
        };
      }
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  command:\n    - kube-apiserver\n    - «--anonymous-auth=true»\n    - --profiling=false',
      ),
    },
  ],
  accepts: [
    podWith('- name: api\n  command: [kube-apiserver, --anonymous-auth=false, "--authorization-mode=Node,RBAC"]'),
    podWith('- name: api\n  command: [shop, --anonymous-auth=true]'),
  ],
});

const open =
  /^--(anonymous-auth=true|authorization-mode=(.*,)?AlwaysAllow(,.*)?|insecure-port=[1-9]\d*|client-cert-auth=false)$/;

export const german = {
  title: 'Manifest der Steuerungsebene braucht ein Prüfwerkzeug',
  why: 'Diese Optionen öffnen den API-Server oder das Kubelet für jeden, der sie erreicht.',
  remedy:
    'Die Option entfernen und kube-bench auf den Nodes laufen lassen: Ein Linter sieht nur einen kleinen Teil der Steuerungsebene.',
  says: {
    '{0} starts {1} with "{2}": everybody who reaches it is let in.':
      '{0} startet {1} mit „{2}“: Jeder, der ihn erreicht, wird eingelassen.',
  },
};
