import { setField } from '../edit/fixes';
import { at, isAbsent, keySpan, plain, type Value } from '../model/value';
import { defineRule } from '../rule';

interface Bound {
  readonly base: Value;
  readonly key: string;
  readonly data: number | string;
  readonly message: string;
  readonly title: string;
}

export const jobRunsUnbounded = defineRule({
  id: 'job-runs-unbounded',
  title: 'Job without a bound in time or number',
  control: 'jobs-bounded',
  level: 'isolation',
  severity: 'medium',
  stride: ['D'],
  layer: 'runtime',
  aliases: ['KL:job-ttl-seconds-after-finished'],
  references: ['CISD:5.15'],
  fixable: 'sometimes',
  subject: 'pod',
  why: 'Code nobody controls runs, retries and piles up for ever and pays with the nodes of everybody.',
  remedy: 'Set activeDeadlineSeconds and ttlSecondsAfterFinished; a CronJob also forbids runs that overlap.',

  *check(pod) {
    const { kind, root, nameSpan } = pod.object;
    if (pod.object.group !== 'batch' || (kind !== 'Job' && kind !== 'CronJob')) return;
    const job = kind === 'Job' ? at(root, 'spec') : at(root, 'spec', 'jobTemplate', 'spec');
    const bounds: Bound[] = [];
    if (isAbsent(at(job, 'activeDeadlineSeconds')) && isAbsent(at(pod.spec, 'activeDeadlineSeconds')))
      bounds.push({
        base: job,
        key: 'activeDeadlineSeconds',
        data: 3600,
        message: 'may run for ever',
        title: 'End the job after an hour',
      });
    if (kind === 'Job' && isAbsent(at(job, 'ttlSecondsAfterFinished')))
      bounds.push({
        base: job,
        key: 'ttlSecondsAfterFinished',
        data: 3600,
        message: 'stays behind when it has finished',
        title: 'Remove the job an hour after it ends',
      });
    if (kind === 'CronJob') {
      const cron = at(root, 'spec');
      const policy = plain(at(cron, 'concurrencyPolicy'));
      if (isAbsent(at(cron, 'concurrencyPolicy')) || policy === 'Allow')
        bounds.push({
          base: cron,
          key: 'concurrencyPolicy',
          data: 'Forbid',
          message: 'starts anew while earlier runs still go on',
          title: 'Start no run before the last one ended',
        });
    }
    for (const { base, key, data, message, title } of bounds) {
      if (base.kind === 'unknown' || at(base, key).kind === 'unknown') continue;
      yield {
        at: keySpan(at(base, key)) ?? nameSpan,
        message: `${pod.title} ${message}.`,
        fix: () => setField(base, [key], data, { title, safety: 'review' }),
      };
    }
  },

  examples: [
    {
      bad: 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: «train»\nspec:\n  ttlSecondsAfterFinished: 60\n  template:\n    spec:\n      containers:\n      - name: train\n',
      good: 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: train\nspec:\n  ttlSecondsAfterFinished: 60\n  activeDeadlineSeconds: 3600\n  template:\n    spec:\n      containers:\n      - name: train\n',
    },
    {
      bad: 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: train\nspec:\n  startingDeadlineSeconds: 60\n  «concurrencyPolicy»: Allow\n  jobTemplate:\n    spec:\n      activeDeadlineSeconds: 60\n      template:\n        spec:\n          containers:\n          - name: train\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: train\nspec:\n  startingDeadlineSeconds: 60\n  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n      activeDeadlineSeconds: 60\n      template:\n        spec:\n          containers:\n          - name: train\n',
    },
  ],
  accepts: [
    'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: train\nspec:\n  activeDeadlineSeconds: 60\n  ttlSecondsAfterFinished: 60\n  template:\n    spec:\n      containers:\n      - name: train\n',
  ],
});

export const german = {
  title: 'Job ohne Grenze in Zeit oder Zahl',
  why: 'Code, den niemand kontrolliert, läuft, wiederholt und stapelt sich endlos und bezahlt mit den Nodes aller.',
  remedy: 'activeDeadlineSeconds und ttlSecondsAfterFinished setzen; ein CronJob verbietet auch überlappende Läufe.',
  says: {
    'may run for ever': 'darf endlos laufen',
    'End the job after an hour': 'Den Job nach einer Stunde beenden',
    'stays behind when it has finished': 'bleibt liegen, wenn er fertig ist',
    'Remove the job an hour after it ends': 'Den Job eine Stunde nach seinem Ende entfernen',
    'starts anew while earlier runs still go on': 'startet neu, während frühere Läufe noch laufen',
    'Start no run before the last one ended': 'Keinen Lauf starten, bevor der letzte zu Ende ist',
    '{0} {1}.': '{0} {1}.',
  },
};
