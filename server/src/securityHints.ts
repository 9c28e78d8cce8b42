import { type EffectiveSecurity, effectiveSecurity } from '@bulkhead/rules/model/effective';
import { readObjects } from '@bulkhead/rules/model/object';
import { readPods } from '@bulkhead/rules/model/workload';
import { readYaml } from '@bulkhead/rules/parse/yaml';
import type { OpenDocument } from './documents';
import { type PlacedHint, placedHint } from './placedHint';
import type { Translate } from './translate';

/** Who the containers of a manifest run as, and what they take over from their pods. */
export function securityHints(document: OpenDocument, t: Translate): PlacedHint[] {
  const containers = readYaml(document.text)
    .flatMap(readObjects)
    .flatMap(readPods)
    .flatMap((pod) => pod.containers);
  return containers.flatMap((container) => {
    const found = effectiveSecurity(container);
    const label = found && labelOf(found, t);
    return label ? [placedHint(document, found.at.end, label, table(found, t))] : [];
  });
}

function labelOf({ user, inherited }: EffectiveSecurity, t: Translate): string {
  const users = {
    root: t('runs as root'),
    refused: t('does not start: it asks for root'),
    maybe: t('may run as root'),
    other: '',
    unknown: '',
  };
  // The editor cuts long hints: what goes without saying is in the tooltip.
  const usual = ['true', 'RuntimeDefault'];
  const taken = inherited.map(({ name, value }) => (usual.includes(value) ? name : `${name} ${value}`)).join(', ');
  return [users[user], taken && t('inherits {0}', taken)].filter(Boolean).join(', ');
}

function table({ fields }: EffectiveSecurity, t: Translate): string {
  const from = { container: t('the container'), pod: t('the pod'), default: t('not set: Kubernetes’ default') };
  const rows = fields.map(
    (field) => `| ${field.name} | \`${field.value.replace(/[`|\n\r]/g, ' ')}\` | ${from[field.from]} |`,
  );
  return [`| ${t('Field')} | ${t('Value')} | ${t('From')} |`, '| --- | --- | --- |', ...rows].join('\n');
}
