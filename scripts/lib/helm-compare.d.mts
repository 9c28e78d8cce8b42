interface Rendered {
  readonly templates: readonly { readonly name: string; readonly text: string }[];
}

/** The files of a chart folder, as the renderer takes them. */
export function readChart(folder: string): Map<string, Uint8Array>;

/** Real Helm's output as documents by template. */
export function splitHelm(output: string): Map<string, string[]>;

/** This renderer's output as documents by template. */
export function splitOurs(rendered: Rendered): Map<string, string[]>;

/** Compares a rendering with two runs of real Helm: where those differ from each other, chance is at work. */
export function compareOutputs(
  rendered: Rendered,
  helm: string,
  helmAgain: string,
  unknown: string,
): { readonly problems: readonly string[]; readonly documents: number; readonly equal: number; readonly exact: number };
