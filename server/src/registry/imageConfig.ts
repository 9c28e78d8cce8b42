import { accountsOf } from '@bulkhead/rules/images/index';
import type { ImageFacts } from '@bulkhead/rules/model/facts';
import { asList, asObject, asText, parseJsonObject } from './json';
import { platformText } from './manifest';

const maxLabels = 100;
const maxText = 1000;

/** What an image's configuration tells, cut to sane lengths; undefined when the bytes are no configuration. */
export function readImageConfig(bytes: Uint8Array): (ImageFacts & { readonly platform?: string }) | undefined {
  const data = parseJsonObject(bytes);
  if (!data) return undefined;
  const config = asObject(data['config']) ?? {};
  const created = asText(data['created']);
  const platform = platformText(data);
  const user = config['User'];
  const accounts = accountsOf(asList(data['history']).flatMap((step) => asText(asObject(step)?.['created_by']) ?? []));
  return {
    // An image without a user runs as root, which is a fact too.
    user: typeof user === 'string' ? user.slice(0, maxText) : '',
    ...(Object.keys(accounts).length > 0 ? { accounts } : {}),
    exposedPorts: Object.keys(asObject(config['ExposedPorts']) ?? {})
      .filter(isShort)
      .slice(0, maxLabels)
      .sort(),
    entrypoint: asList(config['Entrypoint']).filter(isShort).slice(0, maxLabels),
    ...(created !== undefined && /^\d{4}-\d\d-\d\d/.test(created) ? { created: created.slice(0, 10) } : {}),
    labels: Object.fromEntries(
      Object.entries(asObject(config['Labels']) ?? {})
        .filter((entry): entry is [string, string] => isShort(entry[0]) && isShort(entry[1]))
        .slice(0, maxLabels),
    ),
    ...(platform === undefined ? {} : { platform }),
  };
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxText;
}
