import type { ImageReference } from '../parse/image';

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
