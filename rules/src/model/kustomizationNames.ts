/** What Kustomize calls its own file, in the order it looks for them. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function isKustomization(path: string): boolean {
  return kustomizationNames.some((name) => path.endsWith(`/${name}`));
}

/** How far below its kustomization a patch is looked for. */
export const deepestPatch = 4;
