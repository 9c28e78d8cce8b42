import { fileKind } from '@bulkhead/rules';
import type { ProbeChart } from '@bulkhead/rules/images/chartProbe';
import { type Lines, linesOf, type PositionEncoding } from '../convert';
import type { Documents } from '../documents';
import type { Host } from '../host';
import type { FileToPin } from '../registry/pinFiles';

/** A file to pin with what is needed to edit it: an open one has a version. */
export interface ImageDocument extends FileToPin, Lines {
  readonly version: number | null;
}

/** What is needed to read files as they are now. */
export interface FileNeeds {
  readonly documents: Documents;
  readonly host: Pick<Host, 'readFile' | 'listFiles'>;
  readonly encoding: () => PositionEncoding;
}

/** Reads one file for pinning: the open document where there is one. Undefined when it names no images of ours. */
export async function readImageFile(
  uri: string,
  needs: FileNeeds,
  options: { readonly charts: boolean } = { charts: true },
): Promise<ImageDocument | undefined> {
  const open = needs.documents.get(uri);
  const text = open?.text ?? (await needs.host.readFile(uri));
  if (text === undefined) return undefined;
  const lines = open ?? linesOf(text, needs.encoding());
  const base = { path: uri, text, starts: lines.starts, encoding: lines.encoding, version: open?.version ?? null };
  if (isValuesName(uri)) {
    if (!options.charts) return { ...base, kind: 'helm-values' };
    const probe = await readProbeOf(uri, needs);
    if (probe) return { ...base, kind: 'helm-values', probe };
  }
  const kind = open?.languageId === 'dockerfile' ? 'dockerfile' : fileKind(pathOf(uri), text);
  return kind === undefined ? undefined : { ...base, kind };
}

/** Every file of the folders, open or not. */
export async function readAllImageFiles(
  folders: readonly string[],
  needs: FileNeeds,
  isCancelled: () => boolean,
): Promise<ImageDocument[]> {
  const listed = await Promise.all(folders.map((folder) => needs.host.listFiles(folder)));
  const uris = new Set([...listed.flat(), ...needs.documents.all().map((document) => document.uri)]);
  const found: ImageDocument[] = [];
  for (const uri of [...uris].sort()) {
    if (isCancelled()) return [];
    const file = await readImageFile(uri, needs);
    if (file) found.push(file);
  }
  return found;
}

function isValuesName(uri: string): boolean {
  return /\/values[^/]*\.ya?ml$/.test(uri);
}

async function readProbeOf(uri: string, needs: FileNeeds): Promise<ProbeChart | undefined> {
  const folder = uri.slice(0, uri.lastIndexOf('/'));
  const textOf = async (file: string): Promise<string | undefined> =>
    needs.documents.get(file)?.text ?? (await needs.host.readFile(file));
  const metadata = await textOf(`${folder}/Chart.yaml`);
  if (metadata === undefined) return undefined;
  const files = new Map([['Chart.yaml', metadata]]);
  for (const file of await needs.host.listFiles(folder)) {
    const text = file.startsWith(`${folder}/`) ? await textOf(file) : undefined;
    if (text !== undefined) files.set(pathOf(file.slice(folder.length + 1)), text);
  }
  const { chartProbe } = await import('@bulkhead/rules/images/chartProbe');
  return chartProbe(files);
}

function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
