import type { Command, Word } from '../../parse/shell';
import { type Download, downloadOf, urlFile } from './download';
import { remember } from './remember';
import { type RemoteScript, remoteScripts, verifies } from './remoteScript';

/** Something from the network that becomes part of the image without a look at it. */
export interface InstalledDownload {
  readonly download: Download;
  readonly url: Word;
}

const program = /\.(?:tar(?:\.\w+)?|tgz|tbz2?|txz|zip|whl|deb|rpm|apk|msi|exe|jar|run|bin|AppImage|gz|xz|bz2|zst)$/i;
const consumers =
  /^(?:tar|unzip|bsdtar|dpkg|rpm|apt|apt-get|yum|dnf|pip3?|msiexec|expand-archive|7z|gunzip|cpio|start-process|install)$/i;

/** What happens to the file afterwards that makes it part of the program. */
function isUsed(command: Command, file: string, all: readonly Command[]): boolean {
  if (command.pipedTo.some(({ name }) => consumers.test(name))) return true;
  const later = all.filter((other) => other.span.start > command.span.start && other !== command);
  return later.some(({ name, words, args }) => {
    const names = args.some((word) => word.text.includes(file));
    if (consumers.test(name)) return names || args.some((word) => /[*]/.test(word.text));
    if (name === 'chmod') return names && args.some((word) => /\+x|[1357][0-7]*$|^0?[75]/.test(word.text));
    return words[0]?.text.endsWith(`/${file}`) === true;
  });
}

const within = (command: Command, { at }: RemoteScript) => at.start <= command.span.start && command.span.end <= at.end;

/** What these commands download and install, scripts that they run aside. Nothing when they compare anything. */
export const installedDownloads: (commands: readonly Command[]) => readonly InstalledDownload[] = remember(
  (commands) => {
    const found: InstalledDownload[] = [];
    if (commands.length === 0 || commands.some(verifies)) return found;
    const scripts = remoteScripts(commands);
    for (const command of commands) {
      const download = downloadOf(command);
      const [url] = download?.urls ?? [];
      if (!download || !url || !/^[a-z]+:\/\/|^\$/i.test(url.text)) continue;
      if (/^[a-z]+:\/\/(?:localhost|127\.)/i.test(url.text)) continue;
      if (scripts.some((script) => within(command, script))) continue;
      const output = download.output === undefined ? urlFile(url.text) : download.output.replace(/^.*[\\/]/, '');
      const isProgram =
        program.test(urlFile(url.text)) ||
        program.test(output) ||
        /\/(?:usr\/(?:local\/)?)?s?bin\//.test(download.output ?? '');
      const isPiped = download.toStdout && command.pipedTo.some(({ name }) => consumers.test(name));
      if (!isPiped && !(isProgram || output !== '')) continue;
      if (isUsed(command, output === '' || output === '-' ? '\0' : output, commands)) found.push({ download, url });
    }
    return found;
  },
);
