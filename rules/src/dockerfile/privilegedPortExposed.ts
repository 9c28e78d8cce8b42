import { sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const privilegedPortExposed = defineRule({
  id: 'privileged-port-exposed',
  title: 'Port below 1024',
  control: 'exposed-services',
  level: 'advice',
  severity: 'low',
  stride: ['E'],
  layer: 'network',
  aliases: ['KSV-0117', 'KL:privileged-ports'],
  references: ['CISD:5.8'],
  fixable: 'never', // The program has to listen elsewhere too.
  subject: 'stage',
  why: 'Older runtimes let only root listen below 1024, so the image asks to be run as root or with one more capability.',
  remedy: 'Listen on 8080 or 8443 and map the port in the Service.',

  *check(stage) {
    // Also while the image still runs as root: it is what keeps people from changing that.
    if (!stage.isTarget || stage.os === 'windows') return;
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'EXPOSE') continue;
      for (const port of instruction.ports) {
        if (port.first === undefined || port.first >= 1024 || port.first === 0) continue;
        if (port.first === 53 && port.protocol === 'udp') continue;
        yield {
          at: port.span,
          message: `${sentence(stage.label)} exposes port ${port.first}, which an unprivileged user may not open everywhere.`,
        };
      }
    }
  },

  examples: [{ bad: 'FROM debian:13.1\nUSER 10001\nEXPOSE 8080 «443»\n' }],
  accepts: [
    'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nEXPOSE 80\n',
    'FROM debian:13.1\nUSER 10001\nEXPOSE 8080 53/udp $PORT\n',
  ],
});

export const german = {
  title: 'Port unter 1024',
  why: 'Ältere Runtimes lassen nur root unter 1024 lauschen; das Image verlangt also, als root oder mit einer Capability mehr zu laufen.',
  remedy: 'Auf 8080 oder 8443 lauschen und den Port im Service umsetzen.',
  says: {
    '{0} exposes port {1}, which an unprivileged user may not open everywhere.':
      '{0} veröffentlicht Port {1}, den ein Benutzer ohne Rechte nicht überall öffnen darf.',
  },
};
