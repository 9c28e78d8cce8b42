import { parseImageReference } from '../parse/image';
import {
  isVllmImage,
  missingSafeguards,
  type Safeguard,
  type StartedServer,
  startedServer,
  vllmWith,
} from './commands/safeguards';
import { podArguments, podCommands } from './podCommands';
import { at, isAbsent, items, plain } from './value';
import type { Container } from './workload';

/** Whether the image is the one of vLLM, which sets none of its own variables. */
function startsVllm({ image }: Container): boolean {
  return image.state === 'literal' && isVllmImage(parseImageReference(image.value)?.path);
}

function startedServers(container: Container): readonly StartedServer[] {
  if (isAbsent(at(container.value, 'command')) && startsVllm(container)) return vllmWith(podArguments(container));
  return podCommands(container).flatMap((command) => startedServer(command) ?? []);
}

/** The safeguards that a server of the container is certainly started without. */
export function* unguardedPodStarts(container: Container, safeguards: readonly Safeguard[]) {
  const env = at(container.value, 'env');
  const names = new Set(items(env).map((item) => plain(at(item, 'name'))));
  const isListed = isAbsent(env) || (env.kind === 'list' && !names.has(undefined));
  const isOpen = !isListed || !isAbsent(at(container.value, 'envFrom'));
  for (const server of startedServers(container)) {
    // What vLLM reads from variables an image of one's own may set.
    const mayCome = server.program === 'vLLM' && !startsVllm(container);
    const isSet = (name: string) => isOpen || mayCome || names.has(name);
    for (const safeguard of missingSafeguards(server, safeguards, isSet)) yield { server, safeguard };
  }
}
