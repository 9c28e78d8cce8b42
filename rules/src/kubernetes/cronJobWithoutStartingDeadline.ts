import { setField } from '../edit/fixes';
import { at, isAbsent } from '../model/value';
import { defineRule } from '../rule';

export const cronJobWithoutStartingDeadline = defineRule({
  id: 'cron-job-without-starting-deadline',
  title: 'CronJob without a deadline to start',
  control: 'jobs-bounded',
  level: 'advice',
  severity: 'info',
  stride: ['D'],
  layer: 'runtime',
  aliases: ['KICS:192fe40b', 'KSC:cronjob-has-deadline'],
  references: ['CISD:5.15'],
  fixable: 'sometimes',
  subject: 'object',
  why: 'After an outage Kubernetes starts runs whose time has long passed, and gives a CronJob up for good after a hundred missed ones.',
  remedy: 'Set startingDeadlineSeconds.',

  *check(object) {
    if (object.kind !== 'CronJob' || object.group !== 'batch') return;
    const deadline = at(object.root, 'spec', 'startingDeadlineSeconds');
    if (!isAbsent(deadline)) return;
    yield {
      at: object.nameSpan,
      message: `CronJob "${object.name ?? ''}" starts runs however late they are.`,
      fix: () =>
        setField(object.root, ['spec', 'startingDeadlineSeconds'], 300, {
          title: 'Skip runs that are five minutes late',
          safety: 'review',
        }),
    };
  },

  examples: [
    {
      bad: 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: «train»\nspec:\n  schedule: "0 1 * * *"\n',
      good: 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: train\nspec:\n  schedule: "0 1 * * *"\n  startingDeadlineSeconds: 300\n',
    },
  ],
  accepts: ['apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: train\nspec:\n  startingDeadlineSeconds: 60\n'],
});

export const german = {
  title: 'CronJob ohne Startfrist',
  why: 'Nach einem Ausfall startet Kubernetes Läufe, deren Zeit längst vorbei ist, und gibt einen CronJob nach hundert versäumten ganz auf.',
  remedy: 'startingDeadlineSeconds setzen.',
  says: {
    'CronJob "{0}" starts runs however late they are.': 'CronJob „{0}“ startet Läufe, egal wie verspätet.',
    'Skip runs that are five minutes late': 'Läufe auslassen, die fünf Minuten zu spät sind',
  },
};
