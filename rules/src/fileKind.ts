import type { FileKind } from './report';

/** What a file is, by its name and, where the name says too little, by its content. Undefined: not ours. */
export function fileKind(path: string, text: string): FileKind | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (isDockerfileName(name)) return 'dockerfile';
  if (/^Chart\.ya?ml$/.test(name)) return 'helm-chart';
  if (/\.(ya?ml|json)$/i.test(name)) return looksLikeKubernetes(text) ? 'kubernetes' : undefined;
  return undefined;
}

export function isDockerfileName(name: string): boolean {
  if (/\.dockerignore$/i.test(name)) return false;
  return /^(Dockerfile|Containerfile)(\..+)?$/.test(name) || /\.(dockerfile|containerfile)$/i.test(name);
}

/** Both keys stand in the text; whether they make an object is decided document by document. */
function looksLikeKubernetes(text: string): boolean {
  return /(^|[\s{,-])["']?apiVersion["']?\s*:/.test(text) && /(^|[\s{,-])["']?kind["']?\s*:/.test(text);
}
