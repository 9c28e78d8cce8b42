import { connectionCheck } from '../edit/healthcheckEdit';
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
  fixable: 'sometimes', // Only where one port is exposed and the image surely has a program that can try it.
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
      : {
          at: stage.nameSpan,
          message: `${sentence(stage.label)} has no HEALTHCHECK.`,
          fix: () => connectionCheck(stage),
        };
  },

  examples: [
    {
      bad: 'FROM «python:3.13-slim»\nEXPOSE 8000\nUSER 10001\n# start\nCMD ["python", "app.py"]\n',
      good: `FROM python:3.13-slim\nEXPOSE 8000\nUSER 10001\nHEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 3)"]\n# start\nCMD ["python", "app.py"]\n`,
    },
    {
      bad: 'ARG V=22\nFROM node:$V-alpine AS base\nENV PORT=3000\nEXPOSE $PORT/tcp\nFROM «base»\nENTRYPOINT node server.js --port=$PORT',
      good: `ARG V=22\nFROM node:$V-alpine AS base\nENV PORT=3000\nEXPOSE $PORT/tcp\nFROM base\nHEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "require('net').connect(3000, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(1))"]\nENTRYPOINT node server.js --port=$PORT`,
    },
    { bad: 'FROM «python:3.13»\nEXPOSE 8000 9000\nCMD ["python", "app.py"]\n' },
    { bad: 'FROM «python:3.13»\nEXPOSE 53/udp\nCMD ["python", "app.py"]\n' },
    { bad: 'FROM «python:3.13»\nEXPOSE 8000\nCMD ["gunicorn", "--bind", "0.0.0.0:9000", "app"]\n' },
    { bad: 'FROM «node:22»\nENV NODE_OPTIONS=--inspect\nEXPOSE 3000\nCMD ["node", "app.js"]\n' },
    { bad: 'FROM «python:3.13-windowsservercore-ltsc2022»\nEXPOSE 8000\nCMD ["python", "app.py"]\n' },
    { bad: 'FROM «python:3.13»\nEXPOSE 8000\nRUN pip install app\n' },
    { bad: 'FROM «registry.example/python:3.13»\nEXPOSE 8000\nCMD ["python", "app.py"]\n' },
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
    'Try port {0} from time to time with {1}': 'Port {0} von Zeit zu Zeit mit {1} prüfen',
    '{0} switches the health check of its base off.': '{0} schaltet die Zustandsprüfung seiner Basis ab.',
    '{0} has no HEALTHCHECK.': '{0} hat kein HEALTHCHECK.',
  },
};
