import { checkDownloads } from '../edit/checkedDownload';
import { installedDownloads } from '../model/commands/installedDownload';
import { on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

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
  fixable: 'sometimes', // Not where nobody can say which file it is, or where each platform gets another.
  subject: 'instruction',
  why: 'A program that was replaced on the server, or on the way, is installed without anybody noticing.',
  remedy:
    'Compare the file with a checksum from another place: `echo "<sha256>  file" | sha256sum -c -`. The fix takes it from a build argument: `docker build --build-arg TOOL_SHA256=...`, or a default behind ARG.',

  check: on(
    ['RUN'],
    function* (instruction) {
      if (instruction.keyword !== 'RUN') return;
      for (const { url } of installedDownloads(instruction.commands)) {
        yield {
          at: url.span,
          message: `A step of ${placeName(instruction)} installs "${shortened(url.text)}" without comparing a checksum or signature.`,
          severity: severityIn(instruction.stage, 'medium'),
          fix: () => checkDownloads(instruction),
        };
      }
    },
    /^(?:curl|wget2?|fetch|aria2c|axel|invoke-webrequest|iwr|invoke-restmethod|irm|start-bitstransfer)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN curl -fsSL «https://x.example/tool.tar.gz» | tar xz -C /opt\n',
      good: `FROM debian:13.1\nARG TOOL_SHA256\nRUN curl -fsSL https://x.example/tool.tar.gz -o /tmp/tool.tar.gz \\\n    && echo "\${TOOL_SHA256:?}  /tmp/tool.tar.gz" | sha256sum -c - \\\n    && tar xz -C /opt < /tmp/tool.tar.gz \\\n    && rm /tmp/tool.tar.gz\n`,
    },
    {
      bad: 'FROM debian:13.1\nRUN wget -q -O /usr/bin/tool «https://x.example/tool» && chmod +x /usr/bin/tool\n',
      good: `FROM debian:13.1\nARG TOOL_SHA256\nRUN wget -q -O /usr/bin/tool https://x.example/tool && echo "\${TOOL_SHA256:?}  /usr/bin/tool" | sha256sum -c - && chmod +x /usr/bin/tool\n`,
    },
    {
      bad: 'FROM debian:13.1\nARG TOOL_SHA256\nRUN set -e; wget «https://x.example/tool-1.2.deb»; \\\n  dpkg -i tool-1.2.deb\n',
      good: `FROM debian:13.1\nARG TOOL_SHA256\nRUN set -e; wget https://x.example/tool-1.2.deb; \\\n  echo "\${TOOL_SHA256:?}  tool-1.2.deb" | sha256sum -c -; \\\n  dpkg -i tool-1.2.deb\n`,
    },
    { bad: 'FROM debian:13.1\nARG TARGETARCH\nRUN curl -fsSL «https://x.example/tool-$TARGETARCH.tgz» | tar xz\n' },
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
  remedy:
    'Die Datei mit einer Prüfsumme aus anderer Quelle vergleichen: `echo "<sha256>  Datei" | sha256sum -c -`. Der Fix nimmt sie aus einem Build-Argument: `docker build --build-arg TOOL_SHA256=...`, oder ein Vorgabewert hinter ARG.',
  says: {
    'A step of {0} installs "{1}" without comparing a checksum or signature.':
      'Ein Schritt in {0} installiert „{1}“, ohne Prüfsumme oder Signatur zu vergleichen.',
  },
};
