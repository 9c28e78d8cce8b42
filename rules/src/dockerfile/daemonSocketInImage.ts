import { dockerfileFix, removeItem } from '../edit/dockerfileEdit';
import { on, placeName, sentence } from '../model/dockerfile/judge';
import type { Value } from '../parse/shell';
import { defineRule } from '../rule';
import type { Edit } from '../text/edits';

const socket = /(?:docker|containerd|podman|crio|cri-dockerd)\.sock\b|[\\/]pipe[\\/]docker_engine/;

export const daemonSocketInImage = defineRule({
  id: 'daemon-socket-in-image',
  title: 'Docker daemon endpoint wired into the image',
  control: 'daemon-exposed',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'host',
  aliases: [],
  references: ['OWASP:D1', 'CISD:5.32'],
  fixable: 'sometimes', // An exec form, and a comment between the values, are left to a human.
  subject: 'instruction',
  why: 'Whoever can talk to the container daemon can start a privileged container and own the host; an image that expects the socket invites everybody to mount it.',
  remedy: 'Build images with a rootless builder and give the program an API of its own instead of the daemon.',

  check: on(['ENV', 'VOLUME'], function* (instruction) {
    const found: { value: Value; remove: () => Edit | undefined }[] = [];
    if (instruction.keyword === 'VOLUME') {
      for (const path of instruction.paths) {
        if (socket.test(path.text)) {
          found.push({ value: path, remove: () => removeItem(instruction, instruction.paths, path) });
        }
      }
    }
    if (instruction.keyword === 'ENV') {
      for (const variable of instruction.variables) {
        const { name, value } = variable;
        if (!value || /certs|tls/i.test(name)) continue;
        const isPlain = name === 'DOCKER_HOST' && /^tcp:\/\/(?!.*:2376)/.test(value.text);
        if (!isPlain && !socket.test(value.text)) continue;
        found.push({ value, remove: () => removeItem(instruction, instruction.variables, variable) });
      }
    }
    for (const { value, remove } of found) {
      yield {
        at: value.span,
        message: `${sentence(placeName(instruction))} is wired to the container daemon (${value.text}).`,
        fix: () => dockerfileFix('Remove the connection to the daemon', 'review', [remove()]),
      };
    }
  }),

  examples: [
    { bad: 'FROM debian:13.1\nVOLUME «/var/run/docker.sock»\nCMD ["app"]\n', good: 'FROM debian:13.1\nCMD ["app"]\n' },
    {
      bad: 'FROM debian:13.1\nENV DOCKER_HOST=«tcp://docker:2375»\nCMD ["app"]\n',
      good: 'FROM debian:13.1\nCMD ["app"]\n',
    },
    {
      bad: 'FROM debian:13.1\nENV A=1 DOCKER_HOST=«unix:///run/podman/podman.sock»\nVOLUME /data «/var/run/docker.sock» /more\n',
      good: 'FROM debian:13.1\nENV A=1\nVOLUME /data /more\n',
    },
  ],
  accepts: [
    'FROM debian:13.1\nLABEL usage="-v /var/run/docker.sock:/var/run/docker.sock"\n',
    'FROM debian:13.1\nENV DOCKER_HOST=tcp://docker:2376 DOCKER_TLS_VERIFY=1\n',
  ],
});

export const german = {
  title: 'Zugang zum Docker-Daemon ins Image verdrahtet',
  why: 'Wer mit dem Container-Daemon sprechen kann, kann einen privilegierten Container starten und den Host besitzen; ein Image, das den Socket erwartet, lädt jeden ein, ihn einzubinden.',
  remedy: 'Images mit einem rootlosen Builder bauen und dem Programm eine eigene API statt des Daemons geben.',
  says: {
    '{0} is wired to the container daemon ({1}).': '{0} ist mit dem Container-Daemon verdrahtet ({1}).',
    'Remove the connection to the daemon': 'Die Verbindung zum Daemon entfernen',
  },
};
