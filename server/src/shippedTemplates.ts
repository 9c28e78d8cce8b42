import { items } from '@bulkhead/rules/catalog/index';
import { type Template, templates } from '@bulkhead/snippets';
import type { Host } from './host';

/** What comes with Bulkhead: the templates, and the checklist items with the templates that answer them. */
export interface ShippedTemplates {
  readonly templates: readonly Template[];
  readonly items: Readonly<Record<string, readonly string[]>>;
}

/** As the sources have them. The build takes them out of the server's bundle and makes this answer nothing. */
export function sourceTemplates(): ShippedTemplates | undefined {
  return { templates, items: Object.fromEntries(items.map((item) => [item.id, item.templates])) };
}

/** Reads the file the build has put beside the server, when templates are first asked for. */
export function shippedTemplates(
  host: Pick<Host, 'readFile' | 'log'>,
  library: () => string | undefined,
): () => Promise<ShippedTemplates> {
  let read: Promise<ShippedTemplates> | undefined;
  const load = async (): Promise<ShippedTemplates> => {
    const folder = library();
    const text = folder === undefined ? undefined : await host.readFile(`${folder}templates.json`);
    if (text !== undefined) return JSON.parse(text);
    host.log('warning', 'The templates are not where they should be, so none are offered.');
    return { templates: [], items: {} };
  };
  return async () => {
    read ??= Promise.resolve(sourceTemplates() ?? load());
    return read;
  };
}
