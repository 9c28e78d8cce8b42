import { objectOf, podWith } from '../examples';
import { describe, type KubernetesObject, placeOf } from '../model/object';
import { at, items, plain, type Value } from '../model/value';
import { type Container, readPods } from '../model/workload';
import { defineRule, type Problem } from '../rule';

const unnamed = ['CKV_K8S_68', 'KICS:1de5cc51'];
const everythingAllowed = ['CKV_K8S_74', 'KICS:f1f4d8da'];
const withoutLogin = ['CKV_K8S_88', 'KICS:fa4def8c'];

/** Flags that let everybody in, and what other tools call them. */
const open: readonly { readonly flag: RegExp; readonly aliases: readonly string[] }[] = [
  { flag: /^--anonymous-auth(=true)?$/, aliases: unnamed },
  { flag: /^--authorization-mode=(.*,)?AlwaysAllow(,.*)?$/, aliases: everythingAllowed },
  { flag: /^--insecure-port=[1-9]\d*$/, aliases: withoutLogin },
  { flag: /^--client-cert-auth=false$/, aliases: [] },
];

/** The same in the file of a kubelet. */
const openFields = [
  { path: ['authentication', 'anonymous', 'enabled'], bad: true, aliases: unnamed },
  { path: ['authorization', 'mode'], bad: 'AlwaysAllow', aliases: everythingAllowed },
] as const;

export const controlPlaneManifestInRepo = defineRule({
  id: 'control-plane-manifest-in-repo',
  title: 'Control-plane component manifest needs a benchmark tool',
  control: 'node-and-kubelet-hardening',
  level: 'advice',
  severity: 'info',
  stride: ['E'],
  layer: 'administration',
  aliases: [...unnamed, ...everythingAllowed, ...withoutLogin],
  references: [],
  fixable: 'never',
  subject: 'object',
  why: 'These flags open the API server or the kubelet to everybody who reaches them.',
  remedy: 'Remove the flag and run kube-bench on the nodes: a linter sees only a small part of a control plane.',

  *check(object) {
    for (const container of readPods(object).flatMap((pod) => pod.containers)) yield* checkProgram(object, container);
    if (object.kind !== 'KubeletConfiguration' || object.group !== 'kubelet.config.k8s.io') return;
    for (const { path, bad, aliases } of openFields) {
      const value = at(object.root, ...path);
      if (plain(value) !== bad) continue;
      yield {
        at: placeOf(value),
        message: `The kubelets of this configuration let everybody in who reaches them (${path.join('.')}: ${bad}).`,
        aliases,
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: api\n  command:\n    - kube-apiserver\n    - «--anonymous-auth=true»\n    - --profiling=false',
      ),
    },
    {
      bad: podWith(
        '- name: api\n  command: [kube-apiserver]\n  args: [--anonymous-auth=false, «--authorization-mode», AlwaysAllow]',
      ),
    },
    { bad: podWith('- name: api\n  command:\n    - «kube-apiserver»\n    - --profiling=false') },
    {
      bad: 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nauthentication:\n  anonymous:\n    enabled: «true»\n',
    },
  ],
  accepts: [
    podWith('- name: api\n  command: [kube-apiserver, --anonymous-auth=false, "--authorization-mode=Node,RBAC"]'),
    podWith('- name: api\n  command: [shop, --anonymous-auth=true]'),
    // Another file decides.
    podWith('- name: api\n  command: [kube-apiserver, --authentication-config=/etc/kubernetes/auth.yaml]'),
    podWith('- name: api\n  command: [kube-apiserver, "{{ .Values.flags }}"]'),
    podWith('- name: node\n  command: [kubelet, --config=/var/lib/kubelet/config.yaml]'),
    objectOf(
      'kubelet.config.k8s.io/v1beta1',
      'KubeletConfiguration',
      'authentication:\n  anonymous:\n    enabled: false',
    ),
  ],
});

function* checkProgram(object: KubernetesObject, container: Container): Iterable<Problem> {
  const [first, ...words] = ['command', 'args'].flatMap((key) => items(at(container.value, key)));
  const program = first && plain(first);
  if (
    !first ||
    typeof program !== 'string' ||
    !/(^|\/)(kube-apiserver|kubelet|kube-controller-manager|kube-scheduler|etcd)$/.test(program)
  )
    return;
  const flags = readFlags(words);
  for (const { text, word } of flags) {
    const found = open.find(({ flag }) => flag.test(text));
    if (!found) continue;
    yield {
      at: placeOf(word),
      message: `${describe(object)} starts ${program} with "${text}": everybody who reaches it is let in.`,
      aliases: found.aliases,
    };
  }
  const decides = /^--(anonymous-auth|authentication-config)(=|$)/;
  const isKnown = words.every((word) => typeof plain(word) === 'string');
  if (!/kube-apiserver$/.test(program) || !isKnown || flags.some(({ text }) => decides.test(text))) return;
  yield {
    at: placeOf(first),
    message: `${describe(object)} starts ${program} without --anonymous-auth=false: it answers requests without a login.`,
    aliases: unnamed,
  };
}

/** The flags of a command line; one that is followed by its value as a word of its own is written as one. */
function readFlags(words: readonly Value[]): { readonly text: string; readonly word: Value }[] {
  const texts = words.map((word) => plain(word));
  return words.flatMap((word, index) => {
    const [text, next] = [texts[index], texts[index + 1]];
    if (typeof text !== 'string' || !text.startsWith('--')) return [];
    const takesNext = !text.includes('=') && typeof next === 'string' && !next.startsWith('-');
    return [{ text: takesNext ? `${text}=${next}` : text, word }];
  });
}

export const german = {
  title: 'Manifest der Steuerungsebene braucht ein Prüfwerkzeug',
  why: 'Diese Optionen öffnen den API-Server oder das Kubelet für jeden, der sie erreicht.',
  remedy:
    'Die Option entfernen und kube-bench auf den Nodes laufen lassen: Ein Linter sieht nur einen kleinen Teil der Steuerungsebene.',
  says: {
    '{0} starts {1} without --anonymous-auth=false: it answers requests without a login.':
      '{0} startet {1} ohne --anonymous-auth=false: Es beantwortet auch Anfragen ohne Anmeldung.',
    'The kubelets of this configuration let everybody in who reaches them ({0}: {1}).':
      'Die Kubelets dieser Konfiguration lassen jeden ein, der sie erreicht ({0}: {1}).',
    '{0} starts {1} with "{2}": everybody who reaches it is let in.':
      '{0} startet {1} mit „{2}“: Jeder, der ihn erreicht, wird eingelassen.',
  },
};
