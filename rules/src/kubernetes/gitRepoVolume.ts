import { podSpec } from '../examples';
import { at, isAbsent, items, keySpan, plain } from '../model/value';
import { defineRule } from '../rule';

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
  fixable: 'never', // Which image clones, and which commit was reviewed, is not in the file.
  subject: 'pod',
  why: 'The kubelet itself clones the repository, as root and outside any container: hooks in a crafted repository have run commands on nodes that way (CVE-2024-10220).',
  remedy: 'Clone in an init container, at a fixed commit, into an emptyDir.',

  *check(pod) {
    for (const volume of items(at(pod.spec, 'volumes'))) {
      const source = at(volume, 'gitRepo');
      const where = keySpan(source);
      if (isAbsent(source) || !where) continue;
      const repository = plain(at(source, 'repository'));
      yield {
        at: where,
        message: `${pod.title} lets its node clone ${typeof repository === 'string' ? repository : 'a repository'} as root.`,
      };
    }
  },

  examples: [
    {
      bad: podSpec(
        'containers:\n  - name: api\nvolumes:\n  - name: code\n    «gitRepo»: { repository: "https://code.example/shop.git" }',
      ),
    },
  ],
  accepts: [podSpec('containers:\n  - name: api\nvolumes:\n  - name: code\n    emptyDir: {}')],
});

export const german = {
  title: 'gitRepo-Volume führt Code eines Repositorys auf dem Node aus',
  why: 'Das Kubelet selbst klont das Repository, als root und außerhalb jedes Containers: Hooks in einem präparierten Repository haben so schon Befehle auf Nodes ausgeführt (CVE-2024-10220).',
  remedy: 'In einem Init-Container klonen, mit festem Commit, in ein emptyDir.',
  says: {
    '{0} lets its node clone {1} as root.': '{0} lässt seinen Node {1} als root klonen.',
    'a repository': 'ein Repository',
  },
};
