import { sentence } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const userRootGroup = defineRule({
  id: 'user-root-group',
  title: 'Runtime user belongs to group 0',
  control: 'image-non-root',
  level: 'restricted',
  severity: 'low',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['NSA:1.6'],
  fixable: 'never', // Files of group 0 may be what the program needs; that is so on OpenShift.
  subject: 'stage',
  why: 'Many files of a base image, and volumes of others, can be read or written by group 0, so the user is not as unprivileged as it looks.',
  remedy: 'Give the user a group of its own: `USER 10001:10001`.',

  *check(stage) {
    const { instruction, group, root } = stage.user;
    if (!stage.isTarget || stage.os === 'windows' || !instruction || root !== false || group === undefined) return;
    if (!/^(?:0+|root|sudo|wheel|docker|adm)$/.test(group)) return;
    yield { at: instruction.user.span, message: `${sentence(stage.label)} ends with the group "${group}".` };
  },

  examples: [{ bad: 'FROM debian:13.1\nUSER «10001:0»\n' }],
  accepts: ['FROM debian:13.1\nUSER 10001:10001\n', 'FROM debian:13.1\nUSER 10001\n', 'FROM debian:13.1\nUSER 0:0\n'],
});

export const german = {
  title: 'Laufzeitbenutzer gehört zur Gruppe 0',
  why: 'Viele Dateien eines Basis-Images und Volumes anderer sind für Gruppe 0 les- oder schreibbar; der Benutzer ist also nicht so rechtlos, wie er aussieht.',
  remedy: 'Dem Benutzer eine eigene Gruppe geben: `USER 10001:10001`.',
  says: {
    '{0} ends with the group "{1}".': '{0} endet mit der Gruppe „{1}“.',
  },
};
