import { dockerfileFix } from '../edit/dockerfileEdit';
import { sentence } from '../model/dockerfile/judge';
import { isRootName } from '../model/dockerfile/rootName';
import { needsRoot } from '../model/dockerfile/rootNeeds';
import { chosenUser, dropsPrivileges, insertBeforeStart } from '../model/dockerfile/users';
import { defineRule } from '../rule';

export const finalStageUserRoot = defineRule({
  id: 'final-stage-user-root',
  title: 'Final stage ends as root',
  control: 'image-non-root',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'image',
  aliases: ['CKV_DOCKER_8', 'DS-0002', 'DL3002', 'KICS:67fd0c4a'],
  references: ['SCOUT:non-root', 'CISD:4.1', 'OWASP:D2', 'NSA:1.0'],
  fixable: 'sometimes', // Not when the image would most likely not start, or not find its files, as another user.
  subject: 'stage',
  why: 'The last USER decides who the program runs as. As root, a bug in it controls the whole container and every volume, and is one kernel mistake away from the node.',
  remedy:
    'Go back to an unprivileged user behind the last step that needs root; then check `docker run --rm <image> id`.',

  *check(stage) {
    const { user } = stage;
    if (!stage.isTarget || stage.os === 'windows' || user.root !== true || !user.instruction) return;
    yield {
      at: user.instruction.user.span,
      message: `${sentence(stage.label)} ends as user "${user.instruction.user.text}", so the image runs as root.`,
      severity: dropsPrivileges(stage) ? 'low' : 'high',
      fix: () => {
        const earlier = stage.instructions
          .flatMap((found) => (found.keyword === 'USER' ? [found] : []))
          .filter((found) => found.name !== undefined && !isRootName(found.name))
          .at(-1);
        if (!earlier && needsRoot(stage)) return undefined;
        const { lines, user: name } = earlier
          ? { lines: [`USER ${earlier.argumentsText}`], user: earlier.argumentsText }
          : chosenUser(stage);
        return dockerfileFix(`Run as user ${name}`, 'review', [insertBeforeStart(stage, lines, 'USER')]);
      },
    };
  },

  examples: [
    {
      bad: 'FROM debian:13.1\nUSER 1500\n# to install\nUSER «root»\nRUN make install\nCMD ["app"]\n',
      good: 'FROM debian:13.1\nUSER 1500\n# to install\nUSER root\nRUN make install\nUSER 1500\nCMD ["app"]\n',
    },
    {
      bad: 'ARG WHO=0\nFROM gcr.io/distroless/static-debian12:nonroot\nARG WHO\nUSER «$WHO:0»\nCMD ["app"]',
      good: 'ARG WHO=0\nFROM gcr.io/distroless/static-debian12:nonroot\nARG WHO\nUSER $WHO:0\nUSER 10001:10001\nCMD ["app"]',
    },
  ],
  accepts: [
    'FROM debian:13.1\nUSER root\nRUN make\nUSER 1000\n',
    'FROM debian:13.1\nARG WHO\nUSER $WHO\n',
    'FROM debian:13.1 AS tools\nUSER root\nFROM debian:13.1\nUSER 1000\n',
  ],
});

export const german = {
  title: 'Letzte Stage endet als root',
  why: 'Das letzte USER bestimmt, als wer das Programm läuft. Als root kontrolliert ein Fehler darin den ganzen Container und jedes Volume, einen Kernel-Fehler vom Node entfernt.',
  remedy:
    'Hinter dem letzten Schritt, der root braucht, zu einem Benutzer ohne Rechte zurückkehren; dann `docker run --rm <image> id` prüfen.',
  says: {
    '{0} ends as user "{1}", so the image runs as root.':
      '{0} endet als Benutzer „{1}“, das Image läuft also als root.',
    'Run as user {0}': 'Als Benutzer {0} ausführen',
  },
};
