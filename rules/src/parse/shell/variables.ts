/** A longer value is taken for unknown: variables that double one another would otherwise grow without end. */
export const longestValue = 2_000;

/** The variables of one script: its own assignments over the environment it starts in. */
export interface Variables {
  get(name: string): string | undefined;
  /** `undefined` says: changed to something nobody knows. */
  set(name: string, value: string | undefined): void;
}

export function variablesOver(lookup: (name: string) => string | undefined): Variables {
  const own = new Map<string, string | undefined>();
  return {
    get: (name) => (own.has(name) ? own.get(name) : lookup(name)),
    set: (name, value) => {
      own.set(name, value !== undefined && value.length > longestValue ? undefined : value);
    },
  };
}
