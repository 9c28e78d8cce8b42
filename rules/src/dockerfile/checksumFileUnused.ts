import type { CopyInstruction, Instruction } from '../model/dockerfile';
import { stagesWithCopied } from '../model/dockerfile/carried';
import { on, placeName } from '../model/dockerfile/judge';
import type { Command, Value } from '../parse/shell';
import { defineRule } from '../rule';

const listOfChecksums =
  /(?:^|[._-])(?:(?:md5|sha(?:1|224|256|384|512)|b2)sums?|checksums?)(?:\.(?:txt|md5|sha\d+))?$|\.(?:md5|sha(?:1|224|256|384|512)|b2)(?:\.txt)?$/i;

/** The name of a list of checksums. */
function listIn({ value }: Value): string | undefined {
  const name = value?.replace(/^(https?:[^?#]*)[?#].*$/i, '$1').replace(/^.*[\\/]/, '');
  return name !== undefined && listOfChecksums.test(name) ? name : undefined;
}

/** Programs that compare no checksums, whatever they are given. What is not among them may. */
const bystanders =
  /^(?:apt|apt-get|apk|dnf|microdnf|yum|dpkg|rpm|pip3?|cd|cp|mv|ln|mkdir|chmod|chown|touch|echo|printf|true|set|export|tar|unzip|gzip|gunzip|curl|wget|git|hf|huggingface-cli|rm|find|ls|useradd|groupadd|adduser|addgroup|update-ca-certificates|ldconfig|tritonserver|vllm)$/;

const bystandingModule = /^(?:venv|pip|ensurepip|compileall|vllm\.entrypoints\.[\w.]+)$/;

function isBystander(command: Command, all: readonly Command[], hint: string): boolean {
  const { name, args, redirects } = command;
  const texts = [...args, ...redirects.map(({ target }) => target)].map(({ text }) => text);
  if (texts.some((text) => text.includes(hint) || /^(?:\w+sum|\$.*)$/.test(text))) return false;
  if (bystanders.test(name)) return true;
  if (/^python[0-9.]*$/.test(name)) return texts[0] === '-m' && bystandingModule.test(texts[1] ?? '');
  // Only assignments, or a wrapper around another that is looked at by itself.
  return command.words.length === 0 || all.some(({ parent }) => parent === command);
}

/** The longest part of a name without placeholders: who reads the file says it. */
const hintOf = (name: string) => name.split(/[*?[\]]/).reduce((a, b) => (b.length > a.length ? b : a));

/** Whether it is certain that no step of the build and not the start compares the copied checksums. */
function nothingCompares(copy: CopyInstruction, name: string): boolean {
  const hint = hintOf(name);
  const passesBy = (found: Instruction) => {
    if (found.index < copy.index) return true;
    if (found.keyword !== 'RUN' && found.keyword !== 'CMD' && found.keyword !== 'ENTRYPOINT') return true;
    const { commands, complete } = found.script;
    return complete && commands.every((command) => isBystander(command, commands, hint));
  };
  return stagesWithCopied(copy).every(
    // What the base starts by itself may compare, or serve them to somebody who does.
    (stage) => (!stage.ships || stage.cmd || stage.entrypoint) && stage.instructions.every(passesBy),
  );
}

export const checksumFileUnused = defineRule({
  id: 'checksum-file-unused',
  title: 'Checksums are copied and never compared',
  control: 'model-integrity',
  level: 'isolation',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never', // Where the files lie that it speaks of is not always clear.
  subject: 'instruction',
  why: 'The list says what the files should be, and no step asks it: whoever swaps a model or an archive on its way into the build is not noticed.',
  remedy: 'Compare in the stage that copies them: `RUN sha256sum --check --strict SHA256SUMS`.',

  check: on(['COPY', 'ADD'], function* (instruction) {
    if (instruction.from || !instruction.stage || instruction.onbuild) return;
    for (const source of instruction.sources) {
      const name = listIn(source);
      if (name === undefined || !nothingCompares(instruction, name)) continue;
      yield {
        at: source.span,
        message: `${instruction.keyword} in ${placeName(instruction)} brings the checksums in ${name}, and nothing compares them.`,
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1 AS models\nWORKDIR /models\nCOPY «models/SHA256SUMS» models/ ./\nRUN chmod -R a-w .\nFROM debian:13.1\nCOPY --from=models /models /models\nENTRYPOINT ["tritonserver"]\n',
    },
    {
      bad: 'FROM debian:13.1 AS get\nADD https://example.com/a.tar.gz «https://example.com/a.tar.gz.sha256» /tmp/\nRUN tar -xzf /tmp/a.tar.gz -C /opt\nFROM debian:13.1\nCOPY --from=get /opt /opt\nCMD ["/opt/a"]\n',
    },
  ],
  accepts: [
    'FROM debian:13.1 AS m\nCOPY m.bin SHA256SUMS /m/\nRUN cd /m && sha256sum --check SHA256SUMS\n',
    'FROM alpine:3.22 AS m\nCOPY m.bin m.bin.sha256 /m/\nRUN busybox sha256sum -cs /m/*.sha256\n',
    'FROM debian:13.1 AS m\nCOPY m.bin checksums.txt /m/\nRUN grep m.bin /m/checksums.txt | shasum -a 256 -c -\n',
    'FROM debian:13.1 AS m\nCOPY verify.sh m.bin SHA256SUMS /m/\nRUN /m/verify.sh\n',
    'FROM debian:13.1 AS m\nCOPY m.bin SHA256SUMS /m/\nRUN cd /m && find . -name "*SUMS" -exec sha256sum -c {} +\n',
    'FROM debian:13.1 AS m\nCOPY m.bin SHA256SUMS /m/\nFROM debian:13.1\nCOPY --from=m /m /m\nRUN cd /m && b2sum -c *SUMS\n',
    'FROM debian:13.1 AS m\nCOPY m.bin SHA256SUMS /m/\nFROM debian:13.1\nRUN --mount=type=bind,from=m,source=/m,target=/m make check\n',
    'FROM debian:13.1\nCOPY m.bin SHA256SUMS /m/\nENTRYPOINT ["/entrypoint.sh"]\n',
    'FROM nginx:1.29\nCOPY dist/app.tar.gz dist/checksums.txt /usr/share/nginx/html/\n',
    'FROM debian:13.1 AS m\nCOPY go.sum checksum.py /m/\n',
  ],
});

export const german = {
  title: 'Prüfsummen werden kopiert und nie verglichen',
  why: 'Die Liste sagt, was die Dateien sein sollen, und kein Schritt fragt sie: Wer ein Modell oder Archiv auf dem Weg in den Build austauscht, fällt nicht auf.',
  remedy: 'In der Stage vergleichen, die sie kopiert: `RUN sha256sum --check --strict SHA256SUMS`.',
  says: {
    '{0} in {1} brings the checksums in {2}, and nothing compares them.':
      '{0} in {1} bringt die Prüfsummen in {2}, und nichts vergleicht sie.',
  },
};
