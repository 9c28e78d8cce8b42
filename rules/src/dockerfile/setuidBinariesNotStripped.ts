import { dockerfileFix, insertLinesBefore } from '../edit/dockerfileEdit';
import type { Stage } from '../model/dockerfile';
import { allCommands, sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const distribution =
  /^library\/(?:debian|ubuntu|python|node|ruby|php|golang|rust|openjdk|eclipse-temurin|fedora|centos|rockylinux|almalinux|amazonlinux|buildpack-deps)$/;
const strip = 'find / -xdev -perm /6000 -type f -exec chmod a-s {} +';

/** Images of these may come without find. */
const withoutFind = /^library\/(?:openjdk|fedora|centos|rockylinux|almalinux|amazonlinux)$/;

/** Whether a step or the start calls one of the programs that need their bit. */
function usesSetuid({ instructions }: Stage): boolean {
  return instructions.some((found) =>
    allCommands(found).some(({ name }) => /^(?:sudo|su|doas|newgrp|ping|mount|umount|passwd|fusermount3?)$/.test(name)),
  );
}

export const setuidBinariesNotStripped = defineRule({
  id: 'setuid-binaries-not-stripped',
  title: 'setuid binaries of the base are kept',
  control: 'no-privilege-escalation',
  level: 'advice',
  severity: 'low',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.8'],
  fixable: 'sometimes', // Only in front of a USER, where find is known and nothing later leans on such a program.
  subject: 'stage',
  why: 'Programs such as su, mount and newgrp start as root whoever calls them; a defect in one makes the unprivileged user root.',
  remedy: `Add \`RUN ${strip}\` in front of USER. In Kubernetes, allowPrivilegeEscalation: false has the same effect.`,

  *check(stage) {
    if (!stage.isTarget || stage.os === 'windows' || !stage.base.image || !distribution.test(stage.base.image.path))
      return;
    const strips = stage.chain.some((part) =>
      part.instructions.some(
        (found) =>
          found.keyword === 'RUN' &&
          found.commands.some(
            ({ name, args }) =>
              name === 'find' && args.some((word) => /^[-/+]?0?[246]000$|^[/+-]u[+=]s/.test(word.text)),
          ),
      ),
    );
    if (strips) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} keeps the setuid programs of its base image.`,
      fix: () => {
        const users = stage.instructions.filter((found) => found.keyword === 'USER');
        const [user] = users;
        if (!user || users.length > 1 || stage.user.root !== false || stage.shell !== 'posix') return undefined;
        if (stage.parent && stage.parent.user.root !== true) return undefined;
        if (withoutFind.test(stage.base.image?.path ?? '') || usesSetuid(stage)) return undefined;
        return dockerfileFix('Take the setuid bits away', 'review', [
          insertLinesBefore(user, [`RUN ${strip}`], 'RUN strip'),
        ]);
      },
    };
  },

  examples: [
    {
      bad: 'FROM «debian:13.1»\nRUN make\n# last\nUSER 10001\n',
      good: `FROM debian:13.1\nRUN make\nRUN ${strip}\n# last\nUSER 10001\n`,
    },
    { bad: 'FROM «python:3.13»\nCMD ["a"]\n' },
    { bad: 'FROM «debian:13.1»\nUSER 10001\nRUN sudo make\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN find / -perm /6000 -type f -exec chmod a-s {} \\; || true\nUSER 10001\n',
    'FROM gcr.io/distroless/base-debian12\n',
    'FROM scratch\n',
  ],
});

export const german = {
  title: 'setuid-Programme der Basis bleiben erhalten',
  why: 'Programme wie su, mount und newgrp starten als root, wer sie auch aufruft; eine Lücke darin macht den Benutzer ohne Rechte zu root.',
  remedy:
    '`RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +` vor USER hinzufügen. In Kubernetes wirkt allowPrivilegeEscalation: false ebenso.',
  says: {
    '{0} keeps the setuid programs of its base image.': '{0} behält die setuid-Programme seines Basis-Images.',
    'Take the setuid bits away': 'Die setuid-Bits wegnehmen',
  },
};
