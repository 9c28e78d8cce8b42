import type { Context } from '../context';
import { type ImageReference, isBareName, isInside, parseImageReference } from '../parse/image';

/** A place that publishers have left. */
export interface RetiredPlace {
  readonly place: string;
  /** Registry host where the same images live on. */
  readonly moved?: string;
}

/** The abandoned registry or repository an image comes from; undefined when it is still maintained. */
export function retiredPlace({ host, path }: ImageReference): RetiredPlace | undefined {
  if (host === 'k8s.gcr.io') return { place: 'k8s.gcr.io', moved: 'registry.k8s.io' };
  if (/^(?:[a-z]+\.)?gcr\.io$/.test(host) && path.startsWith('google_containers/'))
    return { place: `${host}/google_containers` };
  if (host === 'docker.io' && path.startsWith('bitnami/')) return { place: 'docker.io/bitnami' };
  if (host === 'docker.io' && path.startsWith('bitnamilegacy/')) return { place: 'docker.io/bitnamilegacy' };
  if (
    host === 'quay.io' &&
    /^coreos\/(?:etcd|flannel|hyperkube|prometheus-operator|kube-state-metrics|configmap-reload)$/.test(path)
  ) {
    return { place: 'quay.io/coreos' };
  }
  return undefined;
}

/** Registries of publishers, and Docker's and Quay's, where a name has two parts: nobody keeps copies of others there. */
const takesNoCopies =
  /^(docker\.io|quay\.io|mcr\.microsoft\.com|registry\.k8s\.io|nvcr\.io|cgr\.dev|registry(\.access|\.connect)?\.redhat\.(com|io))$/;

/** Hosts on which the first part of a path belongs to whoever took it. */
const isDivided = /^(ghcr\.io|([a-z]+\.)?gcr\.io|[a-z0-9-]+\.pkg\.dev|registry\.gitlab\.com|public\.ecr\.aws)$/;

/** Where a copy of the image would be: in the one approved registry, below the path it has where it comes from. */
export function approvedCopy(image: ImageReference, { approvedRegistries }: Context) {
  const [place, ...others] = approvedRegistries.map((one) => one.trim().replace(/\/\*{0,2}$/, ''));
  if (!place || others.length > 0 || isBareName(image)) return undefined;
  const last = place.slice(place.lastIndexOf('/') + 1);
  const path =
    place.includes('/') && image.path.startsWith(`${last}/`) ? image.path.slice(last.length + 1) : image.path;
  const version = image.text.slice(image.repository.span.end - image.span.start);
  const copy = parseImageReference(`${place}/${path}${version}`);
  if (!copy || !isInside(copy, place) || takesNoCopies.test(copy.host)) return undefined;
  return isDivided.test(copy.host) && !place.includes('/') ? undefined : { place, text: copy.text };
}
