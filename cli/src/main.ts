import type { Io, Output } from './io';
import { run } from './run';
import { reason } from './sources';

function output(stream: NodeJS.WriteStream): Output {
  // A reader that goes away early (`| head`) is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    giveUp(`the output ${reason(error)}`);
  });
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY === true };
}

function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    return giveUp(`the working folder ${reason(error)}`);
  }
}

function giveUp(why: string): never {
  process.stderr.write(`bulkhead: ${why}.\n`);
  process.exit(2);
}

function localDate(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const io: Io = {
  cwd: workingFolder(),
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  env: process.env,
  async readStdin() {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk);
    return Buffer.concat(chunks);
  },
  today: () => localDate(new Date()),
  now: () => performance.now(),
};

// Setting the code instead of exiting lets a slow pipe take everything that was written.
void run(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
