import type { CommandEntry } from '../command';

/** Every command, in the order of the help. A new command is one file and one entry here. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  check: {
    summary: 'Report what is not hardened',
    load: async () => (await import('./check')).check,
  },
  fix: {
    summary: 'Apply fixes to files',
    load: async () => (await import('./fix')).fix,
  },
  render: {
    summary: 'Render a Helm chart, with its findings at their lines if asked',
    load: async () => (await import('./render')).render,
  },
  pin: {
    summary: 'Pin images to the digest their tag stands for',
    load: async () => (await import('../pin')).pin,
  },
  rules: {
    summary: 'List the rules',
    load: async () => (await import('./rules')).listRules,
  },
  explain: {
    summary: 'Explain a rule, by its id or by the id another tool gives it',
    load: async () => (await import('./explain')).explain,
  },
  init: {
    summary: 'Write a settings file to start from',
    load: async () => (await import('./init')).init,
  },
  new: {
    summary: 'Write files from a hardened template',
    load: async () => (await import('./new')).newFromTemplate,
  },
  checklist: {
    summary: 'Keep the threat checklist: init, check, report, compare, import, update',
    load: async () => (await import('../checklist')).checklist,
  },
  lsp: {
    summary: 'Serve an editor over standard input and output',
    load: async () => (await import('./lsp')).lsp,
  },
};
