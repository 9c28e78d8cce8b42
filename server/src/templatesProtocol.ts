import type { PackFile, Template } from '@bulkhead/snippets';

/** Asks for the templates of a folder, with the company's own and its approved base images. */
export const templatesRequest = 'bulkhead/templates';

export interface TemplatesParams {
  /** A file of the folder the templates are for; it need not exist. */
  readonly uri: string;
  /** What lies in `packFolder` of an earlier answer. */
  readonly pack?: readonly PackFile[];
}

export interface TemplatesResult {
  readonly templates: readonly Template[];
  /** The checklist items that are there, each with the templates that answer it. */
  readonly items: Readonly<Record<string, readonly string[]>>;
  /** A folder with more templates, which the client reads and sends: its files are none the server lists. */
  readonly packFolder?: string;
  /** What is wrong with the company's templates. */
  readonly problems: readonly string[];
}
