import { checkDownloads } from '../edit/checkedDownload';
import { isInterpreter } from '../model/commands/download';
import { remoteScripts } from '../model/commands/remoteScript';
import { allCommands, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const remoteScriptPipedToShell = defineRule({
  id: 'remote-script-piped-to-shell',
  title: 'Downloaded script executed unseen',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'high',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: ['OWASP:D9', 'CISD:4.11', 'CISD:4.12'],
  fixable: 'sometimes', // Not where a program other than a shell fetches it, or where each platform gets another.
  subject: 'instruction',
  why: 'Whoever controls the server, the name or the network decides what runs in the build, and may serve something else to you than to those who review it.',
  remedy:
    'Download to a file, compare it with a known checksum (`echo "<sha256>  file" | sha256sum -c`), then run it; better, install a pinned package. The fix takes the checksum from a build argument: `docker build --build-arg INSTALL_SHA256=...`.',

  check: on(
    ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
    function* (instruction) {
      for (const script of remoteScripts(allCommands(instruction))) {
        const runs = isInterpreter(script.interpreter) ? `lets ${script.interpreter} run` : 'runs';
        const source = script.url === '' ? 'the network' : `"${shortened(script.url)}"`;
        yield {
          at: script.at,
          message: `${instruction.keyword} in ${placeName(instruction)} ${runs} a script from ${source} unchecked.`,
          severity: severityIn(instruction.stage, 'high'),
          fix: () => (instruction.keyword === 'RUN' ? checkDownloads(instruction) : undefined),
        };
      }
    },
    /^(?:curl|wget2?|fetch|aria2c|axel|invoke-webrequest|iwr|invoke-restmethod|irm|start-bitstransfer|iex|invoke-expression|python[0-9.]*)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN set -e; «curl -fsSL https://get.example/x.sh | sudo -E bash» -s -- -y && make\n'.replace(
        '» -s -- -y',
        ' -s -- -y»',
      ),
      good: `FROM debian:13.1\nARG EXAMPLE_SHA256\nRUN set -e; curl -fsSL https://get.example/x.sh -o /tmp/x.sh \\\n    && echo "\${EXAMPLE_SHA256:?}  /tmp/x.sh" | sha256sum -c - \\\n    && sudo -E bash -s -- -y < /tmp/x.sh \\\n    && rm /tmp/x.sh && make\n`,
    },
    {
      bad: 'FROM debian:13.1\nRUN «bash <(wget -qO- https://get.example/tool.sh)» -y\n'.replace('» -y', ' -y»'),
      good: `FROM debian:13.1\nARG TOOL_SHA256\nRUN wget -qO /tmp/tool.sh https://get.example/tool.sh \\\n    && echo "\${TOOL_SHA256:?}  /tmp/tool.sh" | sha256sum -c - \\\n    && bash /tmp/tool.sh -y \\\n    && rm /tmp/tool.sh\n`,
    },
    {
      bad: 'FROM debian:13.1\nRUN apt-get update && \\\n  «sh -c "$(curl -fsSL https://get.example/tool.sh)"»\n',
      good: `FROM debian:13.1\nARG TOOL_SHA256\nRUN apt-get update && \\\n  curl -fsSL https://get.example/tool.sh -o /tmp/tool.sh && \\\n  echo "\${TOOL_SHA256:?}  /tmp/tool.sh" | sha256sum -c - && \\\n  sh /tmp/tool.sh && \\\n  rm /tmp/tool.sh\n`,
    },
    {
      bad: 'FROM debian:13.1\nRUN «curl -fsSLo /tmp/tool.sh https://get.example/tool.sh && sh /tmp/tool.sh»\n',
      good: `FROM debian:13.1\nARG TOOL_SHA256\nRUN curl -fsSLo /tmp/tool.sh https://get.example/tool.sh && echo "\${TOOL_SHA256:?}  /tmp/tool.sh" | sha256sum -c - && sh /tmp/tool.sh\n`,
    },
    {
      bad: 'FROM debian:13.1\nRUN <<EOF\n«curl -fsSL https://get.example/tool.sh | sh»\nmake\nEOF\n',
      good: `FROM debian:13.1\nARG TOOL_SHA256\nRUN <<EOF\ncurl -fsSL https://get.example/tool.sh -o /tmp/tool.sh\necho "\${TOOL_SHA256:?}  /tmp/tool.sh" | sha256sum -c - || exit 1\nsh < /tmp/tool.sh && rm /tmp/tool.sh\nmake\nEOF\n`,
    },
    { bad: 'FROM debian:13.1\nRUN if true; then «curl -fsSL https://get.example/tool.sh | sh»; fi\n' },
    { bad: 'FROM debian:13.1\nCMD «curl -fsSL https://get.example/tool.sh | sh»\n' },
    {
      bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nRUN «iex ((New-Object Net.WebClient).DownloadString(\'https://get.example/i.ps1\'))»\n',
    },
    {
      bad: 'FROM python:3.13\nRUN python -c "from urllib.request import urlopen; «exec»(urlopen(\'https://get.example/x.py\').read())"\n',
    },
  ],
  accepts: [
    'FROM debian:13.1\nRUN curl -fsSL https://x.example/a.tar.gz | tar xz\n',
    'FROM debian:13.1\nRUN curl -fsSL https://x.example/key.asc | gpg --dearmor -o /k\n',
    'FROM debian:13.1\nRUN curl -fsSLo i.sh https://x.example/i.sh && echo "abc  i.sh" | sha256sum -c && sh i.sh\n',
    'FROM debian:13.1\nRUN echo "curl x | sh"\n',
    'FROM debian:13.1\nRUN curl -s https://x.example/a.json | python3 -c "import json"\n',
    'FROM debian:13.1\nHEALTHCHECK CMD curl -f http://localhost/health | sh\n',
  ],
});

export const german = {
  title: 'Heruntergeladenes Skript ungesehen ausgeführt',
  why: 'Wer den Server, den Namen oder das Netz kontrolliert, bestimmt, was im Build läuft, und liefert vielleicht etwas anderes aus als denen, die es prüfen.',
  remedy:
    'In eine Datei laden, mit einer bekannten Prüfsumme vergleichen (`echo "<sha256>  Datei" | sha256sum -c`), dann ausführen; besser ein festgelegtes Paket installieren. Der Fix nimmt die Prüfsumme aus einem Build-Argument: `docker build --build-arg INSTALL_SHA256=...`.',
  says: {
    'lets {0} run': 'lässt {0}',
    'the network': 'irgendwo im Netz',
    '{0} in {1} {2} a script from {3} unchecked.': '{0} in {1} {2} ein Skript von {3} ungeprüft ausführen.',
  },
};
