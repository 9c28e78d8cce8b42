import { parseImageReference } from '../parse/image';
import type { Span } from '../text/span';
import type { Stage } from './dockerfile';
import { isRootName } from './dockerfile/rootName';
import { userNumber } from './dockerfile/users';
import type { ImageFacts } from './facts';
import type { PlacedPod } from './selection';
import { podsOf } from './selection';
import type { Container } from './workload';
import type { Workspace } from './workspace';

/** A container and the Dockerfile stage its image is most likely built from. */
export interface BuiltContainer {
  readonly container: Container;
  readonly placed: PlacedPod;
  readonly stage: Stage;
  /** The Dockerfile. */
  readonly file: string;
}

/**
 * Containers whose image is built here, by name: `shop/web:1.4` and `web/Dockerfile` or `Dockerfile.web`. A guess, so two
 * candidates are none.
 */
export function builtContainers(workspace: Workspace): BuiltContainer[] {
  const builds = new Map<string, { file: string; stage: Stage }[]>();
  for (const { file, dockerfile } of workspace.dockerfiles) {
    const name = builtName(file);
    if (!name || !dockerfile.target) continue;
    builds.set(name, [...(builds.get(name) ?? []), { file, stage: dockerfile.target }]);
  }
  return containersOf(workspace).flatMap(({ container, placed }) => {
    const image = container.image.state === 'literal' ? parseImageReference(container.image.value) : undefined;
    const found = image ? builds.get(lastPart(image.path)) : undefined;
    return found?.length === 1 && found[0] ? [{ container, placed, ...found[0] }] : [];
  });
}

function containersOf(workspace: Workspace): { container: Container; placed: PlacedPod }[] {
  return podsOf(workspace).flatMap((placed) => placed.pod.containers.map((container) => ({ container, placed })));
}

type Facts = (reference: string) => ImageFacts | undefined;

/** Who a container's image starts as. */
export interface StartingUser {
  readonly container: Container;
  readonly placed: PlacedPod;
  /** Where that is known from: the Dockerfile, or the reference of the image as somebody looked it up. */
  readonly source: string;
  readonly user: {
    /** Empty when none is set. */
    readonly name: string;
    readonly isRoot: boolean;
    /** The number of a named user. */
    readonly number: string | undefined;
    readonly isWindows: boolean;
    readonly place?: { readonly at: Span; readonly file: string };
  };
}

/** The users of all images that are built here, or that somebody looked up. */
export function startingUsers(workspace: Workspace, imageFacts: Facts): StartingUser[] {
  const built = builtContainers(workspace);
  const own = built.flatMap(({ container, placed, stage, file }): StartingUser[] => {
    const { name = '', source, root, instruction } = stage.user;
    const looked = source === 'set' ? undefined : imageFacts(stage.chain.at(-1)?.base.image?.text ?? '');
    const isWindows = stage.os === 'windows';
    const place = { at: instruction?.span ?? stage.nameSpan, file };
    if (looked?.user !== undefined)
      return [{ container, placed, source: file, user: { ...userOf(looked), isWindows, place } }];
    if (root === undefined || (source !== 'set' && !root)) return [];
    const number = userNumber(stage, imageFacts)?.uid;
    return [{ container, placed, source: file, user: { name, isRoot: root, number, isWindows, place } }];
  });
  const seen = new Set(built.map(({ container }) => container));
  const lookedUp = containersOf(workspace).flatMap(({ container, placed }): StartingUser[] => {
    const text = container.image.state === 'literal' ? container.image.value : undefined;
    const facts = text === undefined || seen.has(container) ? undefined : imageFacts(text);
    if (text === undefined || facts?.user === undefined) return [];
    return [{ container, placed, source: text, user: { ...userOf(facts), isWindows: false } }];
  });
  return [...own, ...lookedUp];
}

/** The ports a container's image declares; none when that is not known. */
export interface DeclaredPorts {
  readonly container: Container;
  readonly placed: PlacedPod;
  readonly source: string;
  readonly ports: readonly { readonly first: number; readonly last: number }[];
}

/** The ports of all images that are built here, with those of their base, and of images that somebody looked up. */
export function exposedPorts(workspace: Workspace, imageFacts: Facts): DeclaredPorts[] {
  const built = builtContainers(workspace);
  const own = built.flatMap(({ container, placed, stage, file }): DeclaredPorts[] => {
    const written = stage.chain
      .flatMap((one) => one.instructions)
      .flatMap((one) => (one.keyword === 'EXPOSE' ? one.ports : []));
    const ports = written.flatMap(({ first, last = first }) =>
      first === undefined || last === undefined ? [] : [{ first, last }],
    );
    // A variable may be any port; an image that declares none says nothing about its base's either.
    if (ports.length === 0 || ports.length < written.length) return [];
    const base = portsOf(imageFacts(stage.chain.at(-1)?.base.image?.text ?? ''));
    return [{ container, placed, source: file, ports: [...ports, ...base] }];
  });
  const seen = new Set(built.map(({ container }) => container));
  const lookedUp = containersOf(workspace).flatMap(({ container, placed }): DeclaredPorts[] => {
    const text = container.image.state === 'literal' ? container.image.value : undefined;
    if (text === undefined || seen.has(container)) return [];
    return [{ container, placed, source: text, ports: portsOf(imageFacts(text)) }];
  });
  return [...own, ...lookedUp];
}

/** `8080/tcp` and `9000-9010/tcp`, as an image's configuration has them. */
function portsOf(facts: ImageFacts | undefined): { first: number; last: number }[] {
  return (facts?.exposedPorts ?? []).flatMap((text) => {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/|$)/.exec(text) ?? [];
    return first === undefined ? [] : [{ first: Number(first), last: Number(last) }];
  });
}

function userOf({ user = '', accounts = {} }: ImageFacts) {
  const [name = ''] = user.split(':');
  return {
    name,
    isRoot: name === '' || isRootName(name),
    number: Object.hasOwn(accounts, name) ? accounts[name] : undefined,
  };
}

/** What an image of this Dockerfile is called by custom: its ending, or the folder it stands in. */
export function builtName(file: string): string | undefined {
  const parts = file.split(/[/\\]/);
  const name = parts.at(-1) ?? '';
  const own =
    /^(?:Dockerfile|Containerfile)\.(.+)$/.exec(name)?.[1] ?? /^(.+)\.(?:dockerfile|containerfile)$/i.exec(name)?.[1];
  const folder = parts.at(-2);
  return (own ?? (folder === 'docker' || folder === 'src' ? parts.at(-3) : folder))?.toLowerCase();
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
