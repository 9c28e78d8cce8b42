import type { CodeLens } from 'vscode-languageserver';
import type { Analysis } from './analysis';
import { toRange } from './convert';
import type { EditParams } from './protocol';
import type { Translate } from './translate';

/** What would be hardened, above it: each container with findings, and the last stage of a Dockerfile. */
export async function codeLenses(analysis: Analysis, t: Translate): Promise<CodeLens[]> {
  const { document, report, settings, chart } = analysis;
  if (!settings.codeLens || chart || !report.findings.length) return [];
  const { uri, version } = document;
  const lens = (start: number, count: number, action: string, params: EditParams): CodeLens => {
    const said = count === 1 ? t('1 finding') : t('{0} findings', count);
    return {
      range: toRange(document, { start, end: start }),
      command: { title: `${said}: ${action}`, command: 'bulkhead.applyEdit', arguments: [params] },
    };
  };
  if (report.kind === 'dockerfile') {
    const { readDockerfile } = await import('@bulkhead/rules/model/dockerfile');
    const start = readDockerfile(document.text).target?.span.start ?? 0;
    const file: EditParams = { uri, version, what: 'file' };
    return [lens(start, report.findings.length, t('harden this Dockerfile'), file)];
  }
  const counts = new Map<number, number>();
  for (const { scope } of report.findings) {
    const start = scope[2]?.start;
    if (start !== undefined) counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  return [...counts].map(([start, count]) =>
    lens(start, count, t('harden this container'), { uri, version, what: 'scope', start }),
  );
}
