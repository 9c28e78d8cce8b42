import type { ProxySettings } from '../registry/nodeProxy';

/** `bulkhead.images.*`, read and made safe. */
export interface ImageSettings {
  /** When registries may be asked: never, only by a command, or also when a file is saved. */
  readonly lookup: 'off' | 'onDemand' | 'onSave';
  readonly plainHttpHosts: readonly string[];
  readonly certificateFiles: readonly string[];
}

/** How the editor reaches the network (`http.*` of VS Code); undefined leaves it to the environment. */
export type EditorProxy = ProxySettings | undefined;

export function readImageSettings(section: unknown): ImageSettings {
  const given = record(section);
  const lookup = given['lookup'];
  return {
    lookup: lookup === 'off' || lookup === 'onSave' ? lookup : 'onDemand',
    plainHttpHosts: strings(given['plainHttpRegistries']),
    certificateFiles: strings(given['certificates']),
  };
}

/** Reads VS Code's `http` section. */
export function readEditorProxy(section: unknown): EditorProxy {
  const given = record(section);
  if (given['proxySupport'] === 'off') return {};
  const url = given['proxy'];
  if (typeof url !== 'string' || url === '') return undefined;
  const authorization = given['proxyAuthorization'];
  return {
    https: url,
    http: url,
    exceptions: strings(given['noProxy']),
    checkCertificate: given['proxyStrictSSL'] !== false,
    ...(typeof authorization === 'string' ? { authorization } : {}),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item !== '') : [];
}
