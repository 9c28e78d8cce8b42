import type { Command, Word } from '../../parse/shell';
import { readArguments } from './options';
import { remember } from './remember';

/** A program that fetches something, with the addresses it names. */
export interface Download {
  readonly command: Command;
  readonly urls: readonly Word[];
  /** Where the bytes go: a file name, `-` for standard output, or undefined when it follows from the address. */
  readonly output: string | undefined;
  readonly toStdout: boolean;
}

const curlValues = new Set(
  (
    '-o --output -H --header -d --data --data-binary --data-raw --data-urlencode -X --request -u --user -A --user-agent ' +
    '-e --referer -b --cookie -c --cookie-jar -m --max-time --connect-timeout --retry --retry-delay --retry-max-time -x ' +
    '--proxy --cacert --cert -E --key -T --upload-file -F --form -w --write-out --output-dir --resolve --limit-rate -K ' +
    '--config --tls-max --ciphers -z --time-cond -r --range -C --continue-at --url --proto --proto-redir --capath --interface'
  ).split(' '),
);
const wgetValues = new Set(
  (
    '-O --output-document -o --output-file -a -P --directory-prefix --header -t --tries -T --timeout -U --user-agent ' +
    '--user --password -e --execute --ca-certificate -i --input-file --post-data --method --body-data -Q -w --wait --limit-rate'
  ).split(' '),
);

const isUrl = (text: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

/** Understands curl, wget, fetch, aria2c and the PowerShell ways to download. */
export const downloadOf: (command: Command) => Download | undefined = remember(readDownload);

function readDownload(command: Command): Download | undefined {
  switch (command.name) {
    case 'curl':
      return curl(command);
    case 'wget':
    case 'wget2':
      return wget(command);
    case 'fetch':
    case 'aria2c':
    case 'axel':
      return plain(command);
    default:
      return powershell(command);
  }
}

function clustered(args: readonly Word[], letter: string): number {
  return args.findIndex((word) => /^-[A-Za-z#0-9]+$/.test(word.text) && word.text.endsWith(letter));
}

/** The value of `-o file`, `-sSLo file`, `-ofile`, `--output=file`. */
function outputOf(args: readonly Word[], letter: string, long: string): Word | string | undefined {
  const at = clustered(args, letter);
  if (at >= 0) return args[at + 1];
  for (const [index, word] of args.entries()) {
    if (word.text === long) return args[index + 1];
    if (word.text.startsWith(`${long}=`)) return word.text.slice(long.length + 1);
    if (word.text.startsWith(`-${letter}`) && word.text.length > 2) return word.text.slice(2);
    const glued = new RegExp(`^-[A-Za-z]*${letter}(-)$`).exec(word.text);
    if (glued) return '-';
  }
  return undefined;
}

const textOf = (output: Word | string | undefined) => (typeof output === 'string' ? output : output?.text);

function curl(command: Command): Download {
  const { args } = command;
  const { operands, options } = readArguments(withoutClusterValue(args, 'o'), curlValues);
  const urls = [...operands, ...options.filter((option) => option.name === '--url').flatMap((o) => o.words.slice(1))];
  const output = textOf(outputOf(args, 'o', '--output'));
  const named = output !== undefined || args.some((word) => /^-[A-Za-z#]*O[A-Za-z#]*$|^--remote-name/.test(word.text));
  return { command, urls, output, toStdout: output === '-' || (!named && !redirected(command)) };
}

function wget(command: Command): Download {
  const { args } = command;
  const { operands } = readArguments(withoutClusterValue(args, 'O'), wgetValues);
  const output = textOf(outputOf(args, 'O', '--output-document'));
  return { command, urls: operands, output, toStdout: output === '-' || output === '/dev/stdout' };
}

/** `-qO file` takes the next word like `-O file`. */
function withoutClusterValue(args: readonly Word[], letter: string): readonly Word[] {
  const at = clustered(args, letter);
  if (at < 0 || args[at]?.text === `-${letter}`) return args;
  return args.filter((_, index) => index !== at + 1);
}

function plain(command: Command): Download {
  const urls = command.args.filter((word) => isUrl(word.text));
  return { command, urls, output: undefined, toStdout: false };
}

const powershellNames = new Set(['invoke-webrequest', 'iwr', 'invoke-restmethod', 'irm', 'start-bitstransfer']);

function powershell(command: Command): Download | undefined {
  if (!powershellNames.has(command.name.toLowerCase())) return undefined;
  const urls = command.args.filter((word) => isUrl(word.text));
  const at = command.args.findIndex((word) => /^-(?:outf|dest)/i.test(word.text));
  const output = at < 0 ? undefined : command.args[at + 1]?.text;
  return { command, urls, output, toStdout: output === undefined };
}

function redirected(command: Command): boolean {
  return command.redirects.some(
    (redirect) => redirect.operator.startsWith('>') && redirect.target.text !== '/dev/stdout',
  );
}

/** File name at the end of an address, without query. */
export function urlFile(url: string): string {
  const path = url.replace(/[?#].*$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Programs that run what they read. */
export function isInterpreter(name: string): boolean {
  return /^(?:sh|bash|dash|ash|zsh|ksh|python[0-9.]*|perl|ruby|node|php|pwsh|powershell|iex|invoke-expression)$/i.test(
    name,
  );
}
