import { type Dockerfile, readDockerfile } from '@bulkhead/rules/model/dockerfile';
import { type EffectiveSecurity, effectiveSecurity, effectiveUsers } from '@bulkhead/rules/model/effective';
import { readObjects } from '@bulkhead/rules/model/object';
import { readPods } from '@bulkhead/rules/model/workload';
import { readYaml } from '@bulkhead/rules/parse/yaml';
import { type InlayHint, MarkupKind, type Range } from 'vscode-languageserver';
import type { Analysis } from './analysis';
import { toPosition, toSpan } from './convert';
import type { OpenDocument } from './documents';
import type { Translate } from './translate';

/** What holds at a place though its lines do not say it: who the program runs as, and what its container takes over. */
export function inlayHints({ document, report, settings, chart }: Analysis, range: Range, t: Translate): InlayHint[] {
  // What a template comes to is not written in it.
  if (!settings.inlayHints || chart) return [];
  const shown = toSpan(document, range);
  const hints =
    report.kind === 'dockerfile'
      ? userHints(document, readDockerfile(document.text), t)
      : report.kind === 'kubernetes'
        ? securityHints(document, t)
        : [];
  return hints.filter(({ at }) => shown.start <= at && at <= shown.end).map(({ hint }) => hint);
}

interface PlacedHint {
  readonly at: number;
  readonly hint: InlayHint;
}

function place(document: OpenDocument, at: number, label: string, tooltip: string): PlacedHint {
  const contents = { kind: MarkupKind.Markdown, value: tooltip };
  return { at, hint: { position: toPosition(document, at), label, tooltip: contents, paddingLeft: true } };
}

function userHints(document: OpenDocument, dockerfile: Dockerfile, t: Translate): PlacedHint[] {
  return effectiveUsers(dockerfile).map(({ at, name, root, source }) => {
    const label = root ? t('runs as root') : t('runs as {0}', name);
    const tooltip =
      source === 'set'
        ? t('The last USER of the final stage decides who the program runs as.')
        : t('The final stage has no USER of its own: the image it starts from decides.');
    return place(document, at.end, label, tooltip);
  });
}

function securityHints(document: OpenDocument, t: Translate): PlacedHint[] {
  const containers = readYaml(document.text)
    .flatMap(readObjects)
    .flatMap(readPods)
    .flatMap((pod) => pod.containers);
  return containers.flatMap((container) => {
    const found = effectiveSecurity(container);
    const label = found && labelOf(found, t);
    return label ? [place(document, found.at.end, label, table(found, t))] : [];
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
