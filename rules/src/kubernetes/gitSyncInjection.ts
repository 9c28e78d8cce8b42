import { podWith } from '../examples';
import { imageOf } from '../model/podImages';
import { at, items, plain, spanOf } from '../model/value';
import { defineRule } from '../rule';

const risky =
  /^(GITSYNC_GIT|GIT_SYNC_GIT|GITSYNC_GIT_CONFIG|GIT_SYNC_GIT_CONFIG|GITSYNC_EXECHOOK_COMMAND|GIT_SYNC_EXECHOOK_COMMAND|GITSYNC_ASKPASS_URL|GIT_SYNC_HOOK_COMMAND)$/;
const riskyOption = /^--?(git|git-config|exechook-command|hook-command)(=|$)/;

export const gitSyncInjection = defineRule({
  id: 'git-sync-injection',
  title: 'git-sync starts a program it is told to',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'medium',
  stride: ['E'],
  layer: 'supply-chain',
  aliases: ['CKV_K8S_159'],
  references: [],
  fixable: 'never',
  subject: 'container',
  why: 'These settings name a program that git-sync starts; together with a volume others write to, they run what others put there, in a pod that holds the key of the repository.',
  remedy: 'Take the setting out, and check out a fixed commit with --ref.',

  *check(container) {
    if (!/(^|\/)git-sync(-|$|\/)/.test(imageOf(container)?.reference.path ?? '')) return;
    for (const variable of items(at(container.value, 'env'))) {
      const name = at(variable, 'name');
      const text = plain(name);
      const where = spanOf(name);
      if (typeof text !== 'string' || !where || !risky.test(text)) continue;
      yield { at: where, message: `Container "${container.name}" lets ${text} decide which program git-sync starts.` };
    }
    for (const item of [...items(at(container.value, 'command')), ...items(at(container.value, 'args'))]) {
      const text = plain(item);
      const where = spanOf(item);
      if (typeof text !== 'string' || !where || !riskyOption.test(text)) continue;
      yield {
        at: where,
        message: `Container "${container.name}" tells git-sync which program to start (${text.split('=')[0]}).`,
      };
    }
  },

  examples: [
    {
      bad: podWith(
        '- name: sync\n  image: registry.k8s.io/git-sync/git-sync:v4.4.0\n  args: [--repo=a, «--exechook-command=/hook/run»]\n  env:\n    - name: «GITSYNC_GIT»\n      value: /hook/git',
      ),
    },
  ],
  accepts: [
    podWith('- name: sync\n  image: registry.k8s.io/git-sync/git-sync:v4.4.0\n  args: [--repo=a, --ref=main]'),
    podWith('- name: api\n  image: shop/api:1.4\n  args: [--git=a]'),
  ],
});

export const german = {
  title: 'git-sync startet ein vorgegebenes Programm',
  why: 'Diese Einstellungen nennen ein Programm, das git-sync startet; zusammen mit einem Volume, in das andere schreiben, laufen fremde Dateien in einem Pod, der den Schlüssel des Repositorys hat.',
  remedy: 'Die Einstellung entfernen und mit --ref einen festen Commit auschecken.',
  says: {
    'Container "{0}" lets {1} decide which program git-sync starts.':
      'Container „{0}“ lässt {1} bestimmen, welches Programm git-sync startet.',
    'Container "{0}" tells git-sync which program to start ({1}).':
      'Container „{0}“ sagt git-sync, welches Programm zu starten ist ({1}).',
  },
};
