import { sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const healthcheckMissing = defineRule({
  id: 'healthcheck-missing',
  title: 'No HEALTHCHECK',
  control: 'health-and-disruption',
  level: 'advice',
  severity: 'info',
  stride: ['D'],
  layer: 'monitoring',
  aliases: ['CKV_DOCKER_2', 'DS-0026', 'DL3057', 'KICS:b03a748a'],
  references: ['CISD:4.6', 'CISD:5.27'],
  fixable: 'never', // How the program tells that it is well is not written anywhere.
  subject: 'stage',
  why: 'A container that hangs keeps running and keeps its place. Kubernetes ignores HEALTHCHECK: there, probes do this.',
  remedy: 'Add `HEALTHCHECK CMD` with a cheap test of the program, or rely on probes in the manifests.',

  *check(stage) {
    if (!stage.isTarget) return;
    const { healthcheck } = stage;
    if (healthcheck && !healthcheck.none) return;
    // Without one to inherit, NONE is a statement: a job is done or not done.
    const inherits = stage.chain.some((part) =>
      part.instructions.some((found) => found.keyword === 'HEALTHCHECK' && !found.none),
    );
    if (healthcheck && !inherits) return;
    yield healthcheck
      ? { at: healthcheck.span, message: `${sentence(stage.label)} switches the health check of its base off.` }
      : { at: stage.nameSpan, message: `${sentence(stage.label)} has no HEALTHCHECK.` };
  },

  examples: [
    { bad: 'FROM «debian:13.1»\nCMD ["a"]\n' },
    { bad: 'FROM debian:13.1 AS a\nHEALTHCHECK CMD ["true"]\nFROM a\n«HEALTHCHECK NONE»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nHEALTHCHECK NONE\nENTRYPOINT ["/job"]\n',
    'FROM debian:13.1 AS a\nHEALTHCHECK CMD ["true"]\nFROM a\nCMD ["b"]\n',
    'FROM debian:13.1 AS build\nFROM debian:13.1\nHEALTHCHECK NONE\nHEALTHCHECK CMD true\n',
  ],
});

export const german = {
  title: 'Kein HEALTHCHECK',
  why: 'Ein hängender Container läuft weiter und behält seinen Platz. Kubernetes ignoriert HEALTHCHECK: Dort tun das Probes.',
  remedy:
    '`HEALTHCHECK CMD` mit einer billigen Prüfung des Programms hinzufügen oder sich auf Probes in den Manifesten verlassen.',
  says: {
    '{0} switches the health check of its base off.': '{0} schaltet die Zustandsprüfung seiner Basis ab.',
    '{0} has no HEALTHCHECK.': '{0} hat kein HEALTHCHECK.',
  },
};
