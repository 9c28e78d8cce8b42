import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const programs =
  /^(?:mount|umount|modprobe|insmod|rmmod|iptables|ip6tables|nft|systemctl|service|shutdown|reboot|halt|mknod|losetup|top|htop|ps|free|ifconfig|swapon|swapoff)$/;
const harmless = /^(?:--version|--help|-V|enable|disable|mask|set-default|daemon-reload|is-enabled)$/;

export const kernelUtilityInBuild = defineRule({
  id: 'kernel-utility-in-build',
  title: 'Build step touches kernel or host facilities',
  control: 'builder-isolation',
  level: 'advice',
  severity: 'low',
  stride: ['E'],
  layer: 'host',
  aliases: ['DL3001', 'KICS:9b6b0f38'],
  references: [],
  fixable: 'never', // What the step was meant for has to be solved in another way.
  subject: 'instruction',
  why: 'The kernel belongs to the build machine: the step does nothing in the image, or it asks for privileges a build should not have.',
  remedy: 'Leave the step out; do it on the host or when the container starts.',

  check: on(['RUN'], function* (instruction) {
    for (const command of buildCommands(instruction)) {
      const isSysctl = command.name === 'sysctl' && command.args.some((word) => /^-[a-z]*[wp]|=/.test(word.text));
      if (!programs.test(command.name) && !isSysctl) continue;
      if (command.args.some((word) => harmless.test(word.text)) || command.nesting === 'substitution') continue;
      yield {
        at: command.words[0]?.span ?? command.span,
        message: `A step of ${placeName(instruction)} calls ${command.name}, which is about a running machine and not an image.`,
        severity: severityIn(instruction.stage, 'low'),
      };
    }
  }),

  examples: [{ bad: 'FROM debian:13.1\nRUN «mount» -t tmpfs x /y && «sysctl» -w a=1 && «service» nginx start\n' }],
  accepts: [
    'FROM debian:13.1\nRUN systemctl enable nginx && echo mount && apt-get install -y mount && mount --version\n',
    'FROM debian:13.1\nCMD service nginx start\n',
  ],
});

export const german = {
  title: 'Build-Schritt berührt Kernel oder Host',
  why: 'Der Kernel gehört der Build-Maschine: Der Schritt bewirkt im Image nichts, oder er verlangt Privilegien, die ein Build nicht haben sollte.',
  remedy: 'Den Schritt weglassen; auf dem Host oder beim Start des Containers ausführen.',
  says: {
    'A step of {0} calls {1}, which is about a running machine and not an image.':
      'Ein Schritt in {0} ruft {1} auf; das betrifft eine laufende Maschine und kein Image.',
  },
};
