import { dockerfileFix, isVerbatim } from '../edit/dockerfileEdit';
import { sentence } from '../model/dockerfile/judge';
import { userNumber } from '../model/dockerfile/users';
import { defineRule } from '../rule';

const context = { imageFacts: () => ({ user: '', accounts: { node: '10001' } }) };

export const userNameNotNumeric = defineRule({
  id: 'user-name-not-numeric',
  title: 'USER is a name, so Kubernetes cannot prove it is non-root',
  control: 'image-non-root',
  level: 'restricted',
  severity: 'low',
  stride: ['E'],
  layer: 'image',
  aliases: ['DL3066'],
  references: [],
  fixable: 'sometimes', // A name that comes from a variable stays for a human.
  subject: 'stage',
  why: 'Kubernetes cannot tell from a name that a user is not root, so it refuses the pod when runAsNonRoot is set, and people then leave runAsNonRoot out.',
  remedy: 'Name the number that the account was made with: `USER 10001:10001`.',

  *check(stage, { imageFacts }) {
    const { instruction, name, root } = stage.user;
    if (!stage.isTarget || stage.os === 'windows' || !instruction || name === undefined || root !== false) return;
    if (/^\d+$/.test(name)) return;
    // Only when the number is known: from this file, or from a base image that somebody looked up.
    const made = userNumber(stage, imageFacts);
    if (made === undefined) return;
    const { uid, gid } = made;
    yield {
      at: instruction.user.span,
      message: `${sentence(stage.label)} ends as "${name}", whose number ${uid} Kubernetes could check.`,
      fix: () => {
        const { dockerfile, user, group } = instruction;
        if (user.raw !== user.text || !isVerbatim(dockerfile, user)) return undefined;
        const right = group ?? (gid === undefined ? '' : gid);
        const text = right === '' ? uid : `${uid}:${group === name && gid !== undefined ? gid : right}`;
        return dockerfileFix(`Name the number ${uid}`, 'review', [{ span: user.span, text }]);
      },
    };
  },

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN groupadd -g 10001 app && useradd -u 10001 -g 10001 app\nUSER «app:app»\nCMD ["a"]\n',
      good: 'FROM debian:13.1\nRUN groupadd -g 10001 app && useradd -u 10001 -g 10001 app\nUSER 10001:10001\nCMD ["a"]\n',
    },
    {
      bad: 'FROM shop/node:24\nCOPY . /srv\nUSER «node»\n',
      good: 'FROM shop/node:24\nCOPY . /srv\nUSER 10001\n',
      context,
    },
  ],
  accepts: [
    'FROM shop/node:24\nUSER node\n',
    { text: 'FROM shop/node:24\nRUN usermod -u 1234 node\nUSER node\n', context },
    { text: 'FROM shop/node:24\nUSER toString\n', context },
    'FROM debian:13.1\nUSER nobody\n',
    'FROM debian:13.1\nRUN useradd app\nUSER app\n',
    'FROM debian:13.1\nUSER 10001\n',
  ],
});

export const german = {
  title: 'USER ist ein Name, Kubernetes kann also nicht erkennen, dass er nicht root ist',
  why: 'Einem Namen sieht Kubernetes nicht an, dass der Benutzer nicht root ist; es lehnt den Pod mit runAsNonRoot ab, und dann lässt man runAsNonRoot weg.',
  remedy: 'Die Nummer nennen, mit der das Konto angelegt wurde: `USER 10001:10001`.',
  says: {
    '{0} ends as "{1}", whose number {2} Kubernetes could check.':
      '{0} endet als „{1}“, dessen Nummer {2} Kubernetes prüfen könnte.',
    'Name the number {0}': 'Die Nummer {0} nennen',
  },
};
