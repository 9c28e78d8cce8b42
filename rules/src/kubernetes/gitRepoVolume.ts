import type { Context } from '../context';
import { combine } from '../edit/fixes';
import { appendItem } from '../edit/yamlEdit';
import { replacePair } from '../edit/yamlPairs';
import { podSpec } from '../examples';
import { at, isAbsent, items, keySpan, plain, type Value } from '../model/value';
import { type Pod, takesField } from '../model/workload';
import { parseImageReference } from '../parse/image';
import { defineRule, type Fix } from '../rule';

const commit = '0123456789abcdef0123456789abcdef01234567';
const gitImage = `registry.example.com/base/git:2.49@sha256:${'0123456789abcdef'.repeat(4)}`;

export const gitRepoVolume = defineRule({
  id: 'git-repo-volume',
  title: 'gitRepo volume runs code of a repository on the node',
  control: 'host-paths',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'host',
  aliases: ['KSV-0028', 'PSS-R:restrictedVolumes'],
  references: [],
  fixable: 'sometimes', // Where the volume names a commit, and the pod or the settings an image with git by its digest.
  subject: 'pod',
  why: 'The kubelet itself clones the repository, as root and outside any container: hooks in a crafted repository have run commands on nodes that way (CVE-2024-10220).',
  remedy: 'Clone in an init container, at a fixed commit, into an emptyDir.',

  *check(pod, context) {
    for (const volume of items(at(pod.spec, 'volumes'))) {
      const source = at(volume, 'gitRepo');
      const where = keySpan(source);
      if (isAbsent(source) || !where) continue;
      const repository = plain(at(source, 'repository'));
      yield {
        at: where,
        message: `${pod.title} lets its node clone ${typeof repository === 'string' ? repository : 'a repository'} as root.`,
        fix: () => cloneFirst(pod, volume, context),
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: code\n    «gitRepo»: { repository: "https://code.example/shop.git" }',
      ),
    },
    {
      bad: podSpec(
        `containers:\n  - name: api\n    volumeMounts: [{ name: code, mountPath: /code }]\nvolumes:\n  - name: code\n    «gitRepo»:\n      repository: https://code.example/shop.git\n      revision: ${commit}`,
      ),
      context: { approvedBaseImages: [gitImage] },
      good: podSpec(
        `initContainers:\n  - name: code-clone\n    image: ${gitImage}\n    command:\n      - sh\n      - "-c"\n      - "git clone -q https://code.example/shop.git /git/shop && git -C /git/shop checkout -q ${commit}"\n    securityContext:\n      allowPrivilegeEscalation: false\n      readOnlyRootFilesystem: true\n      runAsNonRoot: true\n      runAsUser: 10001\n      capabilities:\n        drop:\n          - ALL\n      seccompProfile:\n        type: RuntimeDefault\n    resources:\n      requests:\n        cpu: 100m\n        memory: 256Mi\n        ephemeral-storage: 1Gi\n      limits:\n        cpu: 100m\n        memory: 256Mi\n        ephemeral-storage: 1Gi\n    volumeMounts:\n      - name: code\n        mountPath: /git\ncontainers:\n  - name: api\n    volumeMounts: [{ name: code, mountPath: /code }]\nvolumes:\n  - name: code\n    emptyDir:\n      sizeLimit: 1Gi`,
      ),
    },
    {
      bad: podSpec(
        `containers:\n  - name: api\nvolumes:\n  - name: code\n    «gitRepo»: { repository: https://code.example/shop.git, revision: main }`,
      ),
      context: { approvedBaseImages: [gitImage] },
    },
  ],
  accepts: [podSpec('containers:\n  - name: api\nvolumes:\n  - name: code\n    emptyDir: {}')],
});

/** What stands in a command of the shell as it is. */
const plainAddress = /^https:\/\/[\w.-]+(:\d+)?(\/[\w.~-]+)+$/;

/** The same commit in the same folder, cloned in a container that may do nothing else. */
function cloneFirst(pod: Pod, volume: Value, { approvedBaseImages }: Context): Fix | undefined {
  const source = at(volume, 'gitRepo');
  const [repository, revision, folder] = ['repository', 'revision', 'directory'].map((key) => plain(at(source, key)));
  const name = plain(at(volume, 'name'));
  const images = [...pod.containers.map(({ image }) => image.value ?? ''), ...approvedBaseImages];
  const image = pod.os === 'windows' ? undefined : images.find(hasGitByDigest);
  if (!image || typeof name !== 'string' || typeof repository !== 'string' || typeof revision !== 'string')
    return undefined;
  if (!plainAddress.test(repository) || !/^[0-9a-f]{40}$/.test(revision) || !takesField(pod, 'initContainers'))
    return undefined;
  const directory = folder ?? repository.replace(/(\.git)?\/?$/, '').replace(/^.*\//, '');
  if (typeof directory !== 'string' || !/^\w[\w-]*$/.test(directory)) return undefined;
  const target = `/git/${directory}`;
  const amounts = { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '1Gi' };
  const container = {
    name: `${name}-clone`,
    image,
    command: ['sh', '-c', `git clone -q ${repository} ${target} && git -C ${target} checkout -q ${revision}`],
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 10001,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    resources: { requests: amounts, limits: amounts },
    volumeMounts: [{ name, mountPath: '/git' }],
  };
  if (pod.containers.some((other) => other.name === container.name)) return undefined;
  return combine(
    [replacePair(source, 'emptyDir', { sizeLimit: '1Gi' }), appendItem(at(pod.spec, 'initContainers'), container)],
    {
      title: `Clone it in an init container with ${image.replace(/@.*/, '')}, into an empty directory`,
      safety: 'review',
    },
  );
}

function hasGitByDigest(image: string): boolean {
  const reference = parseImageReference(image);
  return reference?.digest !== undefined && /(^|\/)git$/.test(reference.path);
}

export const german = {
  title: 'gitRepo-Volume führt Code eines Repositorys auf dem Node aus',
  why: 'Das Kubelet selbst klont das Repository, als root und außerhalb jedes Containers: Hooks in einem präparierten Repository haben so schon Befehle auf Nodes ausgeführt (CVE-2024-10220).',
  remedy: 'In einem Init-Container klonen, mit festem Commit, in ein emptyDir.',
  says: {
    '{0} lets its node clone {1} as root.': '{0} lässt seinen Node {1} als root klonen.',
    'a repository': 'ein Repository',
    'Clone it in an init container with {0}, into an empty directory':
      'Es in einem Init-Container mit {0} klonen, in ein leeres Verzeichnis',
  },
};
