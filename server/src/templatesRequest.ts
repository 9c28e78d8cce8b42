import { configFileName, lineStarts, positionAt, readConfig } from '@bulkhead/rules';
import { mergeTemplates, readPack, withApprovedImages } from '@bulkhead/snippets';
import type { Host } from './host';
import type { ShippedTemplates } from './shippedTemplates';
import type { TemplatesParams, TemplatesResult } from './templatesProtocol';

/** What the answer depends on. */
export interface TemplatesNeeds {
  readonly host: Pick<Host, 'readFile'>;
  readonly shipped: () => Promise<ShippedTemplates>;
  readonly approvedBaseImages: (uri: string) => Promise<readonly string[]>;
}

/** The shipped templates, or those merged with what the client read from the company's folder. */
export async function answerTemplates({ uri, pack }: TemplatesParams, needs: TemplatesNeeds): Promise<TemplatesResult> {
  const { templates, items } = await needs.shipped();
  const approved = await needs.approvedBaseImages(uri);
  const read = readPack(pack ?? []);
  const packFolder = pack ? undefined : await packFolderFor(uri, needs.host);
  return {
    templates: mergeTemplates(templates, read.templates).map((template) => withApprovedImages(template, approved)),
    items,
    ...(packFolder ? { packFolder } : {}),
    problems: read.problems.map(({ path, message, span }) => {
      const text = pack?.find((file) => file.path === path)?.text ?? '';
      const { line, column } = positionAt(lineStarts(text), span.start);
      return `${path}:${line + 1}:${column + 1}: ${message}`;
    }),
  };
}

/** The `templates` of the nearest settings file that has one. */
async function packFolderFor(uri: string, host: Pick<Host, 'readFile'>): Promise<string | undefined> {
  for (let folder = parentOf(uri), depth = 0; folder !== undefined && depth < 40; folder = parentOf(folder), depth++) {
    const text = await host.readFile(`${folder}/${configFileName}`);
    const config = text === undefined ? undefined : readConfig(text).config;
    if (config?.templates) return below(folder, config.templates);
    if (config?.root) return undefined;
  }
  return undefined;
}

function parentOf(uri: string): string | undefined {
  const slash = uri.replace(/\/$/, '').lastIndexOf('/');
  return slash > uri.indexOf('://') + 2 ? uri.slice(0, slash) : undefined;
}

function below(folder: string, path: string): string {
  const parts = folder.split('/');
  for (const part of path.split(/[/\\]/)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(encodeURIComponent(part));
  }
  return parts.join('/');
}
