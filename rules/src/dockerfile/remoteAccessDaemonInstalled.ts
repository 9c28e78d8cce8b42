import { packagesNamed, removedPackages } from '../model/commands/osPackages';
import { buildCommands, on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const daemons =
  /^(?:openssh-server|openssh|telnetd|telnet-server|inetutils-telnetd|dropbear|xrdp|tightvncserver|tigervnc(?:-server|-standalone-server)?|x11vnc|vnc4server|teamviewer|ngrok|tailscale|code-server|frp|anydesk|shellinabox|ttyd)$/;
const starts =
  /^(?:sshd|telnetd|in\.telnetd|dropbear|xrdp|vncserver|x11vnc|ngrok|tailscaled|frpc|frps|ttyd|shellinaboxd)$/;

export const remoteAccessDaemonInstalled = defineRule({
  id: 'remote-access-daemon-installed',
  title: 'Remote-access server in the image',
  control: 'no-shell-tools-or-ssh',
  level: 'baseline',
  severity: 'medium',
  stride: ['S', 'E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:5.7'],
  fixable: 'never', // The image may be built for just that; then a suppression says so.
  subject: 'instruction',
  why: 'A login service beside the program is a second way in, with keys and accounts that nobody rotates and no audit log of the cluster.',
  remedy: 'Leave it out and use `kubectl exec` or `kubectl debug`.',

  check: on(['RUN', 'CMD', 'ENTRYPOINT'], function* (instruction) {
    if (instruction.stage?.ships === false) return;
    const where = placeName(instruction);
    const commands = buildCommands(instruction);
    const removed = removedPackages(commands);
    for (const command of commands) {
      for (const { word, name } of packagesNamed(command, daemons)) {
        // On Alpine and in Fedora `openssh` is client and server in one; elsewhere it is the client's name.
        if (removed.has(name) || (name === 'openssh' && command.name !== 'apk')) continue;
        yield { at: word.span, message: `A step of ${where} installs ${name}, a way to log into the container.` };
      }
      const windows = command.args.find((word) => /^OpenSSH\.Server/i.test(word.text));
      const isWindows = /^(?:add-windowscapability|dism)$/i.test(command.name);
      if (windows && isWindows)
        yield { at: windows.span, message: `A step of ${where} installs the SSH server of Windows.` };
      if (/^(?:enable-psremoting|winrm)$/i.test(command.name)) {
        yield { at: command.span, message: `A step of ${where} switches Windows Remote Management on.` };
      }
    }
    if (instruction.keyword !== 'CMD' && instruction.keyword !== 'ENTRYPOINT') return;
    for (const command of instruction.commands) {
      if (!starts.test(command.name)) continue;
      yield {
        at: command.span,
        message: `${instruction.keyword} in ${where} starts ${command.name}, a way to log into the container.`,
      };
    }
  }),

  examples: [
    { bad: 'FROM debian:13.1\nRUN apt-get install -y curl «openssh-server»\nENTRYPOINT [«"/usr/sbin/sshd", "-D"»]\n' },
    {
      bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell"]\nRUN Add-WindowsCapability -Online -Name «OpenSSH.Server~~~~0.0.1.0»\n',
    },
  ],
  accepts: [
    'FROM debian:13.1\nRUN apt-get install -y openssh-client && apk add openssh-client-default\n',
    'FROM debian:13.1\nRUN apt-get install -y openssh-server && make test && apt-get purge -y openssh-server\n',
    'FROM debian:13.1 AS test\nRUN apt-get install -y openssh-server\nFROM debian:13.1\n',
  ],
});

export const german = {
  title: 'Fernzugangsserver im Image',
  why: 'Ein Anmeldedienst neben dem Programm ist ein zweiter Zugang, mit Schlüsseln und Konten, die niemand wechselt, und ohne Audit-Protokoll des Clusters.',
  remedy: 'Weglassen und `kubectl exec` oder `kubectl debug` verwenden.',
  says: {
    'A step of {0} installs {1}, a way to log into the container.':
      'Ein Schritt in {0} installiert {1}, einen Weg, sich am Container anzumelden.',
    'A step of {0} installs the SSH server of Windows.': 'Ein Schritt in {0} installiert den SSH-Server von Windows.',
    'A step of {0} switches Windows Remote Management on.':
      'Ein Schritt in {0} schaltet Windows Remote Management ein.',
    '{0} in {1} starts {2}, a way to log into the container.':
      '{0} in {1} startet {2}, einen Weg, sich am Container anzumelden.',
  },
};
