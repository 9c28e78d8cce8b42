/** The exit codes of every command. */
export const exitCode = { clean: 0, findings: 1, failed: 2 } as const;

/** Wrong use or unreadable input: one sentence for the person, exit code 2. */
export class Failure extends Error {}
