import type { FileKind } from './report';

/** What a file is, by its name and, where the name says too little, by its content. Undefined: not ours. */
export function fileKind(path: string, text: string): FileKind | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (isDockerfileName(name)) return 'dockerfile';
  if (/\.dockerignore$/i.test(name)) return 'dockerignore';
  if (/^Chart\.ya?ml$/.test(name)) return 'helm-chart';
  // Values may hold whole manifests, or talk of some; only what is one itself is judged as one.
  if (isValuesName(name)) return /^apiVersion:/m.test(text) && /^kind:/m.test(text) ? 'kubernetes' : 'helm-values';
  if (/\.(ya?ml|json)$/i.test(name)) return looksLikeKubernetes(text) ? 'kubernetes' : undefined;
  return undefined;
}

/** `values.yaml`, `values-prod.yaml`, `values.prod.yaml`: what people call the values of a chart, wherever it lies. */
export function isValuesName(name: string): boolean {
  return /^values([-.][^/]+)?\.ya?ml$/.test(name);
}

export function isDockerfileName(name: string): boolean {
  if (/\.dockerignore$/i.test(name)) return false;
  return /^(Dockerfile|Containerfile)(\..+)?$/.test(name) || /\.(dockerfile|containerfile)$/i.test(name);
}

/** Whether a text of any name starts as a Dockerfile does: behind comments and directives, with FROM or an ARG for it. */
export function startsAsDockerfile(text: string): boolean {
  const first = text.split('\n').find((line) => !/^\s*(#|$)/.test(line));
  return first !== undefined && /^\s*(FROM|ARG)\s+\S/.test(first);
}

/** Both keys stand in the text; whether they make an object is decided document by document. */
function looksLikeKubernetes(text: string): boolean {
  return /(^|[\s{,-])["']?apiVersion["']?\s*:/.test(text) && /(^|[\s{,-])["']?kind["']?\s*:/.test(text);
}

/** Whether a file is one of text, by how it begins. */
export function isText(text: string, kind: FileKind | undefined): boolean {
  return kind === 'dockerfile' ? isDockerfileText(text) : !text.slice(0, 8000).includes('\0');
}

/** A stray NUL is a broken place in a text; a file that begins with more of them was never one. */
export function isDockerfileText(text: string): boolean {
  return text.slice(0, 8000).split('\0').length <= 4;
}
