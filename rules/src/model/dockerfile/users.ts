import { insertLinesAfter, insertLinesBefore } from '../../edit/dockerfileEdit';
import type { Command } from '../../parse/shell';
import type { Edit } from '../../text/edits';
import type { Instruction, Stage, UserInstruction } from '../dockerfile';
import type { ImageFacts } from '../facts';
import { lastBefore } from './ofKind';
import { isRootName } from './rootName';

/** An account that the Dockerfile makes. */
export interface CreatedUser {
  readonly name: string;
  readonly uid: string | undefined;
  readonly gid: string | undefined;
}

const withValue = new Set(
  '-u --uid -g --gid -G --groups -d --home --home-dir -s --shell -c --comment -h -k --skel -K -p --password -e -f --ingroup --gecos -b --base-dir -R --root'.split(
    ' ',
  ),
);

/** Accounts made by useradd, adduser and their like, in the stage and the stages below it. */
export function createdUsers(stage: Stage): CreatedUser[] {
  return [...stage.chain].reverse().flatMap((part) =>
    part.instructions.flatMap((instruction) => {
      if (instruction.keyword !== 'RUN' || !/useradd|adduser/.test(instruction.source)) return [];
      return instruction.commands.flatMap(({ name, args }) => {
        if (name !== 'useradd' && name !== 'adduser') return [];
        const user = accountOf(args.map((word) => word.value));
        return user && !isRootName(user.name) ? [user] : [];
      });
    }),
  );
}

function accountOf(args: readonly (string | undefined)[]): CreatedUser | undefined {
  let uid: string | undefined;
  let gid: string | undefined;
  const operands: (string | undefined)[] = [];
  for (let at = 0; at < args.length; at++) {
    const text = args[at];
    if (text === undefined) operands.push(text);
    else if (withValue.has(text) || /^-[A-Za-z]*[ugGds]$/.test(text)) {
      const value = args[++at];
      if (/^(?:-[A-Za-z]*u|--uid)$/.test(text)) uid = value;
      if (/^(?:-[A-Za-z]*g|--gid)$/.test(text)) gid = value;
    } else if (text.startsWith('--uid=')) uid = text.slice(6);
    else if (text.startsWith('--gid=')) gid = text.slice(6);
    else if (!text.startsWith('-')) operands.push(text);
  }
  const name = operands[0];
  const number = (text: string | undefined) => (text !== undefined && /^\d+$/.test(text) ? text : undefined);
  return name === undefined || !/^[A-Za-z_][\w.-]*$/.test(name)
    ? undefined
    : { name, uid: number(uid), gid: number(gid) };
}

const changers = new Set(['usermod', 'userdel', 'deluser', 'vipw', 'newusers']);

/**
 * The number of the account a stage ends with: from the steps that make it, here or in the base image as somebody looked
 * it up. Undefined when nobody can say.
 */
export function userNumber(
  stage: Stage,
  imageFacts: (reference: string) => ImageFacts | undefined,
): { readonly uid: string; readonly gid: string | undefined } | undefined {
  const { name, group } = stage.user;
  if (name === undefined) return undefined;
  if (/^\d+$/.test(name)) return { uid: name, gid: group };
  const made = createdUsers(stage).find((user) => user.name === name);
  if (made) return made.uid === undefined ? undefined : { uid: made.uid, gid: made.gid };
  const accounts = imageFacts(stage.chain.at(-1)?.base.image?.text ?? '')?.accounts ?? {};
  const isChanged = stage.chain.some((part) =>
    part.instructions.some(
      (found) => found.keyword === 'RUN' && found.commands.some((command) => changers.has(command.name ?? '')),
    ),
  );
  const uid = Object.hasOwn(accounts, name) && !isChanged ? accounts[name] : undefined;
  return uid === undefined ? undefined : { uid, gid: undefined };
}

/** The last USER in front of an instruction, in the stage or the stages below it. */
function userBefore(instruction: Instruction): UserInstruction | undefined {
  const { stage } = instruction;
  return stage && (lastBefore(stage, 'USER', instruction.index) ?? stage.parent?.user.instruction);
}

/** Whether an instruction runs as root: no USER in front says otherwise. */
export function runsAsRoot(instruction: Instruction): boolean {
  const user = userBefore(instruction);
  if (user) return user.name !== undefined && isRootName(user.name);
  const base = instruction.stage?.chain.at(-1)?.base;
  return base !== undefined && instruction.stage?.chain.at(-1)?.user.root !== false;
}

/** Who the image should run as: the user the file makes, else a number. */
export function chosenUser(stage: Stage): { lines: string[]; user: string } {
  if (stage.os === 'windows') return { lines: ['USER ContainerUser'], user: 'ContainerUser' };
  const made = createdUsers(stage).at(-1);
  if (made) {
    const user = made.uid === undefined ? made.name : made.gid ? `${made.uid}:${made.gid}` : made.uid;
    return { lines: [`USER ${user}`], user };
  }
  const create = accountCommand(stage);
  return { lines: [...(create ? [`RUN ${create}`] : []), 'USER 10001:10001'], user: '10001:10001' };
}

/**
 * How to make an account on the base, when it is known to have the programs for that. A bare number works on all of them.
 * The account has a home, for caches and settings of the program.
 */
function accountCommand(stage: Stage): string | undefined {
  const { image } = stage.base;
  if (!image || stage.shell !== 'posix') return undefined;
  const lastUser = stage.user.instruction;
  if (lastUser && stage.user.root !== true) return undefined;
  const tag = image.tag?.text ?? '';
  if (/distroless|chiseled|chainguard|busybox|static|minimal|micro|corretto|amazon|oracle/.test(`${image.name}:${tag}`))
    return undefined;
  if (/alpine/.test(`${image.path}:${tag}`)) return 'addgroup -g 10001 app && adduser -D -u 10001 -G app app';
  const hasPrograms = debianOrRhel.test(image.path) && image.digest === undefined;
  const isOldName = /(?:^|\/)openjdk$/.test(image.path) && !/slim|buster|bullseye|bookworm|trixie/.test(tag);
  if (!hasPrograms || isOldName) return undefined;
  return 'groupadd --gid 10001 app && useradd --uid 10001 --gid app --create-home --shell /usr/sbin/nologin app';
}

/** Images that have useradd. Those of Amazon and Oracle, and small ones of Red Hat, have not. */
const debianOrRhel =
  /(?:^|\/)(?:debian|ubuntu|python|node|golang|ruby|php|rust|openjdk|eclipse-temurin|fedora|centos|rockylinux|almalinux|ubi|cuda|pytorch|buildpack-deps|perl|gcc|maven|gradle)$/;

const startKeywords = new Set([
  'CMD',
  'ENTRYPOINT',
  'HEALTHCHECK',
  'STOPSIGNAL',
  'EXPOSE',
  'LABEL',
  'VOLUME',
  'ONBUILD',
]);

/** Inserts lines behind the last step of a stage that builds something, in front of what only describes the start. */
export function insertBeforeStart(stage: Stage, lines: readonly string[], adds: string): Edit | undefined {
  const { instructions } = stage;
  let last = instructions.length - 1;
  while (last >= 0 && startKeywords.has(instructions[last]?.keyword ?? '')) last--;
  const tail = instructions.slice(last + 1);
  const start = tail.find(({ keyword }) => keyword === 'ENTRYPOINT' || keyword === 'CMD');
  if (start) return insertLinesBefore(start, lines, adds);
  return insertLinesAfter(instructions.at(-1) ?? stage.from, lines, adds);
}

/** Programs that start another as somebody else, which only root may. */
export const droppers = /^(?:gosu|su-exec|setpriv|runuser|setuidgid|s6-setuidgid|chpst|su)$/;

/** Whether a command runs the rest as another user than root. */
function becomesAnother({ name, args }: Command): boolean {
  if (name === 'chroot') return args.some(({ text }) => text.startsWith('--userspec'));
  if (name === 'sudo') return args.some(({ text }) => /^(?:-u|--user)/.test(text));
  if (!droppers.test(name)) return false;
  const [who] = args.filter(({ text }) => !text.startsWith('-'));
  return !isRootName(who?.text.split(':')[0] ?? '');
}

/** Whether the start command changes to another user by itself. */
export function dropsPrivileges(stage: Stage): boolean {
  const commands = [...(stage.entrypoint?.commands ?? []), ...(stage.cmd?.commands ?? [])];
  if (commands.some(becomesAnother)) return true;
  // The start script is another file, but nobody installs these programs for anything else.
  return stage.chain.some((part) =>
    part.instructions.some(
      (found) =>
        (found.keyword === 'RUN' &&
          /gosu|su-exec|s6-overlay/.test(found.source) &&
          found.commands.some(({ words }) =>
            words.some((word) => /^(?:\/[\w/.-]*\/)?(?:gosu|su-exec|s6-overlay)(?:$|[=@])/.test(word.text)),
          )) ||
        (found.keyword === 'COPY' &&
          found.destination !== undefined &&
          /\/(?:gosu|su-exec)$/.test(found.destination.text)),
    ),
  );
}
