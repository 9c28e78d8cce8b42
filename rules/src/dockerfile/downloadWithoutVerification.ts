import { downloadOf, urlFile } from '../model/commands/download';
import { remoteScripts, verifies } from '../model/commands/remoteScript';
import { buildCommands, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';

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

export const downloadWithoutVerification = defineRule({
  id: 'download-without-verification',
  title: 'Downloaded artefact not verified',
  control: 'no-unverified-downloads',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11', 'CISD:4.12'],
  fixable: 'never', // The checksum is not written anywhere.
  subject: 'instruction',
  why: 'A program that was replaced on the server, or on the way, is installed without anybody noticing.',
  remedy: 'Compare the file with a checksum from another place: `echo "<sha256>  file" | sha256sum -c -`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      const commands = buildCommands(instruction);
      if (commands.length === 0 || commands.some(verifies)) return;
      const scripts = remoteScripts(commands);
      for (const command of commands) {
        const download = downloadOf(command);
        const [url] = download?.urls ?? [];
        if (!download || !url || !/^[a-z]+:\/\/|^\$/i.test(url.text)) continue;
        if (/^[a-z]+:\/\/(?:localhost|127\.)/i.test(url.text)) continue;
        if (scripts.some(({ at }) => at.start <= command.span.start && command.span.end <= at.end)) continue;
        const output = download.output === undefined ? urlFile(url.text) : download.output.replace(/^.*[\\/]/, '');
        const isProgram =
          program.test(urlFile(url.text)) ||
          program.test(output) ||
          /\/(?:usr\/(?:local\/)?)?s?bin\//.test(download.output ?? '');
        const isPiped = download.toStdout && command.pipedTo.some(({ name }) => consumers.test(name));
        if (!isPiped && !(isProgram || output !== '')) continue;
        if (!isUsed(command, output === '' || output === '-' ? '\0' : output, commands)) continue;
        yield {
          at: url.span,
          message: `A step of ${placeName(instruction)} installs "${shortened(url.text)}" without comparing a checksum or signature.`,
          severity: severityIn(instruction.stage, 'medium'),
        };
      }
    },
    /^(?:curl|wget2?|fetch|aria2c|axel|invoke-webrequest|iwr|invoke-restmethod|irm|start-bitstransfer)$/m,
  ),

  examples: [
    { bad: 'FROM debian:13.1\nRUN curl -fsSL «https://x.example/tool.tar.gz» | tar xz -C /opt\n' },
    { bad: 'FROM debian:13.1\nRUN wget -q -O /usr/bin/tool «https://x.example/tool» && chmod +x /usr/bin/tool\n' },
  ],
  accepts: [
    'FROM debian:13.1\nARG TOOL_SHA256\nRUN curl -fsSLo t.tgz https://x.example/t.tgz && echo "$TOOL_SHA256  t.tgz" | sha256sum -c && tar xzf t.tgz\n',
    'FROM debian:13.1\nRUN curl -fsSL https://x.example/settings.json -o /etc/settings.json\n',
    'FROM debian:13.1\nRUN wget https://x.example/t.tgz https://x.example/t.tgz.asc && gpg --verify t.tgz.asc && tar xf t.tgz\n',
  ],
});

export const german = {
  title: 'Heruntergeladenes nicht geprüft',
  why: 'Ein auf dem Server oder unterwegs ersetztes Programm wird installiert, ohne dass es jemand merkt.',
  remedy: 'Die Datei mit einer Prüfsumme aus anderer Quelle vergleichen: `echo "<sha256>  Datei" | sha256sum -c -`.',
  says: {
    'A step of {0} installs "{1}" without comparing a checksum or signature.':
      'Ein Schritt in {0} installiert „{1}“, ohne Prüfsumme oder Signatur zu vergleichen.',
  },
};
