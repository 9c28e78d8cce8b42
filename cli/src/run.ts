import { nearest } from '@bulkhead/rules/text/nearest';
import { version } from '@bulkhead/server/version';
import { optionHelp } from './args';
import type { Command } from './command';
import { commands } from './commands';
import { exitCode, Failure } from './failure';
import type { Io } from './io';

/** Runs one command line and resolves to its exit code. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof Failure) {
      io.stderr.write(`bulkhead: ${error.message}\n`);
      return exitCode.failed;
    }
    const trace = io.env['BULKHEAD_TRACE'] && error instanceof Error ? `\n${error.stack}` : '';
    io.stderr.write(`bulkhead: this is a bug: ${error instanceof Error ? error.message : error}${trace}\n`);
    return exitCode.failed;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    io.stdout.write(`bulkhead ${version}\n`);
    return exitCode.clean;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    if (name === 'help' && rest[0] !== undefined) return await showHelp(rest[0], io);
    const output = name === undefined ? io.stderr : io.stdout;
    output.write(overview());
    return name === undefined ? exitCode.failed : exitCode.clean;
  }
  const command = await loadCommand(name);
  const beforeDashes = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  const asksForHelp = beforeDashes.some((a) => a === '--help' || a === '-h');
  if (asksForHelp && command.options !== undefined) return await showHelp(name, io);
  return await command.run(rest, io);
}

async function loadCommand(name: string): Promise<Command> {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry) return await entry.load();
  const meant = nearest(name, Object.keys(commands));
  throw new Failure(
    name.startsWith('-')
      ? `There is no option ${name} before the command. "bulkhead --help" lists the commands.`
      : `There is no command "${name}".${meant ? ` Did you mean "${meant}"?` : ' "bulkhead --help" lists the commands.'}`,
  );
}

async function showHelp(name: string, io: Io): Promise<number> {
  const command = await loadCommand(name);
  if (command.options === undefined) return await command.run(['--help'], io);
  const parts = [`${commands[name]?.summary}.`, `Usage: ${command.usage}`];
  if (Object.keys(command.options).length > 0) parts.push(`Options:\n${optionHelp(command.options)}`);
  if (command.details) parts.push(command.details);
  io.stdout.write(`${parts.join('\n\n')}\n`);
  return exitCode.clean;
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((n) => n.length)) + 2;
  const list = Object.entries(commands).map(([name, entry]) => `  ${name.padEnd(width)}${entry.summary}`);
  return [
    'Bulkhead hardens Dockerfiles, Kubernetes manifests and Helm charts.',
    '',
    'Usage: bulkhead COMMAND [options]',
    '',
    ...list,
    '',
    '"bulkhead COMMAND --help" explains a command; "bulkhead --version" prints the version.',
    '',
  ].join('\n');
}
