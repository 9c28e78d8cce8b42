import { type Options, readArguments } from '../args';
import type { Command } from '../command';
import { exitCode } from '../failure';

const options = {
  stdio: { help: 'Speak over standard input and output; the only way, and the default' },
  // The protocol lets editors say it here as well; the server reads it where it starts to listen.
  clientProcessId: { value: 'ID', help: 'The process of the editor: the server ends with it' },
} satisfies Options;

/** The language server, for editors that start a program. The process lives until the editor goes away. */
export const lsp: Command = {
  usage: 'bulkhead lsp [options]',
  options,
  async run(args) {
    readArguments(args, options);
    const { startStdioServer } = await import('@bulkhead/server/stdio');
    startStdioServer();
    return exitCode.clean;
  },
};
