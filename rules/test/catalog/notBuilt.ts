/** Rules the catalogue counts on that do not exist yet. It only ever gets shorter. */
export const notBuilt: readonly string[] = [];
