import type { Word } from '../../parse/shell';
import { ancestors, assignmentsOf } from '../commands/options';
import { remember } from '../commands/remember';
import {
  isVllmImage,
  missingSafeguards,
  type Safeguard,
  type StartedServer,
  startedServer,
  vllmWith,
} from '../commands/safeguards';
import type { Stage } from '../dockerfile';
import { setsVariable } from './ofKind';

/** The servers that a container of the stage starts: by ENTRYPOINT with the arguments that CMD gives it, or by CMD. */
const startedServers = remember((stage: Stage): readonly StartedServer[] => {
  const { entrypoint, cmd } = stage;
  if (!entrypoint && cmd?.form === 'exec' && isVllmImage(stage.base.image?.path)) {
    return vllmWith(cmd.words as readonly Word[]);
  }
  const own = cmd?.commands ?? [];
  // A CMD that is only arguments was read together with the ENTRYPOINT in front of it.
  const first = own[0]?.words[0]?.span.start;
  const isArguments = cmd !== undefined && first !== undefined && (first < cmd.span.start || first > cmd.span.end);
  const commands = isArguments ? own : [...(entrypoint?.commands ?? []), ...own];
  return commands.flatMap((command) => startedServer(command) ?? []);
});

/** The safeguards that a server of the image is certainly started without. */
export function* unguardedStarts(stage: Stage, safeguards: readonly Safeguard[]) {
  if (!stage.isTarget) return;
  for (const server of startedServers(stage)) {
    const isAssigned = (name: string) =>
      server.command !== undefined &&
      [...ancestors(server.command)].some((one) => assignmentsOf(one).some((change) => change.name === name));
    const isSet = (name: string) => setsVariable(stage, name) || isAssigned(name);
    for (const safeguard of missingSafeguards(server, safeguards, isSet)) yield { server, safeguard };
  }
}
