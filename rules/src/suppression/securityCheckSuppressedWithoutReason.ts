import { podWith } from '../examples';
import { defineRule } from '../rule';

export const securityCheckSuppressedWithoutReason = defineRule({
  id: 'security-check-suppressed-without-reason',
  title: 'Check of another tool silenced without a reason',
  control: 'exceptions-expire',
  level: 'advice',
  severity: 'low',
  stride: ['R'],
  layer: 'administration',
  aliases: ['DL1001'],
  references: [],
  fixable: 'never', // The reason is known to its author only.
  subject: 'mark',
  why: 'An exception nobody explained cannot be reviewed, and it outlives the reason it once had.',
  remedy: 'Write the reason behind the mark where its tool allows it, or as a comment directly above.',

  *check({ span, tool, names, explained }, { suppressions }) {
    if (explained || !suppressions.reasonRequired) return;
    yield {
      at: span,
      message: `Nothing says why ${tool} is told to skip ${names} here.`,
      aliases: tool === 'hadolint' ? ['DL1001'] : [],
    };
  },

  examples: [
    { bad: 'FROM debian:13.1\n«# hadolint ignore=DL3002»\nUSER root\n' },
    { bad: '«# check=skip=all;error=true»\nFROM debian:13.1\nENV PASSWORD=hunter2\n' },
    { bad: 'FROM debian:13.1\n«#checkov:skip=CKV_DOCKER_8»\nUSER root\n' },
    { bad: 'FROM debian:13.1\n# trivy:ignore:DS001\n«#trivy:ignore:AVD-DS-0002:exp:2030-01-01»\nUSER root\n' },
    { bad: 'FROM debian:13.1\n«# kics-scan ignore-line»\nUSER root\n' },
    { bad: podWith('«# kics-scan ignore-block»\n- name: api\n  securityContext:\n    privileged: true') },
  ],
  accepts: [
    'FROM debian:13.1\n# hadolint ignore=DL3002 # the entry point drops to nobody\nUSER root\n',
    'FROM debian:13.1\n# The entry point drops to nobody.\n# hadolint ignore=DL3002\nUSER root\n',
    'FROM debian:13.1\n# hadolint ignore=DL3002\n# The entry point drops to nobody.\nUSER root\n',
    'FROM debian:13.1\n# hadolint ignore=DL3059\nRUN make\n# hadolint shell=/bin/bash\nUSER 10001\n',
    'FROM debian:13.1\n#checkov:skip=CKV_DOCKER_8: the entry point drops to nobody\nUSER root\n',
    'FROM debian:13.1\n# trivy:ignore:DS002 the entry point drops to nobody\nUSER root\n',
    'FROM debian:13.1\nCOPY <<EOF /app/Dockerfile\n# hadolint ignore=DL3002\nUSER root\nEOF\nUSER 10001\n',
    {
      text: 'FROM debian:13.1\n# hadolint ignore=DL3002\nUSER root\n',
      context: { suppressions: { foreign: true, reasonRequired: false } },
    },
  ],
});

export const german = {
  title: 'Prüfung eines anderen Werkzeugs ohne Begründung abgeschaltet',
  why: 'Eine nicht begründete Ausnahme lässt sich nicht prüfen und überlebt den Grund, den sie einmal hatte.',
  remedy: 'Die Begründung hinter die Marke schreiben, wo ihr Werkzeug das erlaubt, oder als Kommentar direkt darüber.',
  says: {
    'Nothing says why {0} is told to skip {1} here.': 'Nichts sagt, warum {0} hier {1} überspringen soll.',
  },
};
