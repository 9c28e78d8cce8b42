import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const fileCapabilityGranted = defineRule({
  id: 'file-capability-granted',
  title: 'File capability set in the image',
  control: 'capabilities-dropped',
  level: 'restricted',
  severity: 'medium',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:5.4', 'OWASP:D3'],
  fixable: 'never', // The program may not work without; another way has to be found first.
  subject: 'instruction',
  why: 'The program gets the capability whoever starts it, so a bug in it is worth a part of root to every user in the container.',
  remedy: 'Grant the capability in the manifest to the one container that needs it, or let the program do without.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        if (command.name !== 'setcap') continue;
        const grant = command.args.find((word) => /^["']?(?:cap_|all|=)[\w,]*[+=]/i.test(word.text));
        if (!grant || command.args.some((word) => word.text === '-r')) continue;
        const names = grant.text.toLowerCase().match(/cap_\w+/g) ?? [];
        if (names.length > 0 && names.every((name) => name === 'cap_net_bind_service')) continue;
        yield {
          at: grant.span,
          message: `A step of ${placeName(instruction)} gives a program ${names.join(' and ') || 'capabilities'} for every user.`,
          severity: severityIn(instruction.stage, 'medium'),
        };
      }
    },
    /^(?:setcap)$/m,
  ),

  examples: [{ bad: 'FROM debian:13.1\nRUN setcap «cap_net_raw,cap_net_admin+eip» /usr/bin/app\n' }],
  accepts: [
    'FROM debian:13.1\nRUN setcap cap_net_bind_service=+ep /usr/bin/app && setcap -r /usr/bin/ping\n',
    'FROM debian:13.1\nRUN echo setcap cap_sys_admin+ep /x\n',
  ],
});

export const german = {
  title: 'Datei-Capability im Image gesetzt',
  why: 'Das Programm bekommt die Capability, wer es auch startet; ein Fehler darin ist also jedem Benutzer im Container einen Teil von root wert.',
  remedy:
    'Die Capability im Manifest dem einen Container geben, der sie braucht, oder das Programm ohne auskommen lassen.',
  says: {
    'A step of {0} gives a program {1} for every user.':
      'Ein Schritt in {0} gibt einem Programm {1} für jeden Benutzer.',
  },
};
