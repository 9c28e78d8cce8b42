import { sentence } from '../model/dockerfile/judge';
import { isRootName } from '../model/dockerfile/rootName';
import { createdUsers } from '../model/dockerfile/users';
import { defineRule } from '../rule';

const isNumber = (text: string | undefined) => text !== undefined && /^\d{1,9}$/.test(text);

/** Images whose programs expect the account they made: another number has no home there. */
const accountAt1000 = /(^|\/)tritonserver$/;

export const userLowUid = defineRule({
  id: 'user-low-uid',
  title: 'Image UID overlaps host accounts',
  control: 'image-non-root',
  level: 'restricted',
  severity: 'low',
  stride: ['E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.1'],
  fixable: 'never', // The number also stands where files got their owner.
  subject: 'stage',
  why: 'Without user namespaces the number in the container is the number on the node, where low ones belong to people and services.',
  remedy: 'Use 10001 or higher in useradd, `--chown` and USER alike.',

  *check(stage) {
    if (!stage.isTarget || stage.os === 'windows') return;
    // Also a user that a later USER root hides, and one that the file makes and does not use yet.
    const named = stage.instructions
      .flatMap((found) => (found.keyword === 'USER' && found.name !== undefined ? [found] : []))
      .filter((found) => !isRootName(found.name ?? ''))
      .at(-1);
    const made = createdUsers(stage);
    const account = made.find((user) => user.name === named?.name) ?? (named ? undefined : made.at(-1));
    const uid = isNumber(named?.name) ? named?.name : account?.uid;
    if (!isNumber(uid) || Number(uid) === 0 || Number(uid) >= 10000) return;
    if (uid === '1000' && accountAt1000.test(stage.base.image?.path ?? '')) return;
    yield {
      at: named ? named.user.span : stage.nameSpan,
      message: `${sentence(stage.label)} has user ${uid}, a number that nodes use themselves.`,
    };
  },

  examples: [{ bad: 'FROM debian:13.1\nUSER «1000:1000»\n' }],
  accepts: [
    'FROM debian:13.1\nUSER 65532\n',
    'FROM debian:13.1\nUSER app\n',
    'FROM debian:13.1\nUSER 0\n',
    'FROM nvcr.io/nvidia/tritonserver:25.10-py3\nUSER 1000:1000\n',
  ],
});

export const german = {
  title: 'UID des Images überschneidet sich mit Host-Konten',
  why: 'Ohne User-Namespaces ist die Nummer im Container die Nummer auf dem Node, wo niedrige Personen und Diensten gehören.',
  remedy: '10001 oder höher verwenden, in useradd, `--chown` und USER gleichermaßen.',
  says: {
    '{0} has user {1}, a number that nodes use themselves.':
      '{0} hat Benutzer {1}, eine Nummer, die Nodes selbst verwenden.',
  },
};
