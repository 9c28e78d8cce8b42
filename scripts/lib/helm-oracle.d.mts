/** The versions of Helm that are compared with. */
export const HELM_VERSIONS: Readonly<Record<3 | 4, { readonly version: string; readonly kubernetes: string }>>;

/** The path of a Helm binary, or the reason why there is none. */
export function findHelm(major?: 3 | 4): { readonly binary?: string; readonly reason?: string };

/** Renders a chart folder with real Helm. */
export function runHelm(
  binary: string,
  chart: string,
  options?: {
    readonly values?: readonly string[];
    readonly release?: string;
    readonly namespace?: string;
    readonly kubernetes?: string;
  },
): { readonly output?: string; readonly error?: string };
