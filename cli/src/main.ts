import type { Io, Output } from './io';
import { run } from './run';

function output(stream: NodeJS.WriteStream): Output {
  // A reader that goes away early (`| head`) is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY === true };
}

function localDate(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const io: Io = {
  cwd: process.cwd(),
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
