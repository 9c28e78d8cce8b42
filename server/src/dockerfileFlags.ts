import type { Span } from '@bulkhead/rules/text/span';
import type { RuleTopic } from './securityFields';

/** A flag of a Dockerfile instruction that decides about security. */
export interface DockerfileFlag extends RuleTopic {
  readonly instructions: readonly string[];
  /** What is written, with the stops of a snippet. */
  readonly insert: string;
}

const flag = (instructions: string, name: string, insert: string, rule: string, doc: string): DockerfileFlag => ({
  instructions: instructions.split(' '),
  name,
  insert,
  rule,
  doc,
});

/** The flags that make a build safer; what else there is, others complete. */
export const dockerfileFlags: readonly DockerfileFlag[] = [
  flag(
    'RUN',
    '--mount=type=secret',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a stop of a snippet
    '--mount=type=secret,id=${1:token}',
    'secret-literal-in-build',
    'The secret is there while the command runs, as a file below /run/secrets, and in no layer of the image.',
  ),
  flag(
    'RUN',
    '--mount=type=ssh',
    '--mount=type=ssh',
    'secret-deleted-in-later-layer',
    'The keys of the SSH agent can be used while the command runs, and are in no layer of the image.',
  ),
  flag(
    'RUN',
    '--mount=type=tmpfs',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a stop of a snippet
    '--mount=type=tmpfs,target=${1:/tmp}',
    '',
    'What the command writes there is gone when it ends, and in no layer of the image.',
  ),
  flag(
    'RUN',
    '--network=none',
    '--network=none',
    'build-step-host-network',
    'The command has no network: nothing it runs can fetch more, or send something away.',
  ),
  flag(
    'ADD',
    '--checksum',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a stop of a snippet
    '--checksum=sha256:${1:digest}',
    'add-remote-without-checksum',
    'The build fails when the file at the address is not the one that was looked at.',
  ),
  flag(
    'COPY ADD',
    '--chown',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a stop of a snippet
    '--chown=${1:root:root}',
    'application-files-owned-by-runtime-user',
    'Who owns the files. Files of root cannot be changed by a program that runs as another user.',
  ),
  flag(
    'COPY ADD',
    '--chmod',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a stop of a snippet
    '--chmod=${1:0555}',
    'world-writable-permissions',
    'What may be done with the files, without a RUN chmod that doubles them. 0555 lets everybody read and nobody write.',
  ),
];

/** Where a flag is, or may come. */
export interface FlagSpot {
  readonly instruction: string;
  /** From the dashes to the end of the word. */
  readonly word: Span;
}

/** The flag the caret stands in or behind; undefined where no flag may stand. */
export async function flagSpotAt(text: string, offset: number): Promise<FlagSpot | undefined> {
  const { readDockerfile } = await import('@bulkhead/rules/model/dockerfile');
  const instruction = readDockerfile(text).instructions.find(
    ({ keywordSpan, span }) => keywordSpan.end < offset && offset <= span.end + 1,
  );
  if (!instruction) return undefined;
  const before = text.slice(instruction.keywordSpan.end, offset);
  const typed = /^(?:[ \t]|[\\`][ \t]*\r?\n|--[\w-]+(?:=\S*)?[ \t])*[ \t](-[^\s]*)?$/.exec(before);
  if (!typed) return undefined;
  const start = offset - (typed[1]?.length ?? 0);
  const rest = /^[^\s]*/.exec(text.slice(offset))?.[0].length ?? 0;
  return { instruction: instruction.keyword, word: { start, end: offset + (typed[1] ? rest : 0) } };
}
