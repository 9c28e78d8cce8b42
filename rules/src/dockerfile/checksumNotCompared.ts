import { buildCommands, on, placeName } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule } from '../rule';

const digesters = /^(?:md5|sha(?:1|224|256|384|512)|b2)sum$|^shasum$/;

/** A checksum that is only shown: nothing reads it, keeps it or is told by it to stop. */
function isOnlyShown(command: Command): boolean {
  if (!digesters.test(command.name) || command.nesting === 'substitution') return false;
  const compares = command.args.some(({ text }) => /^(?:-[a-z]*c[a-z]*|--check|--help|--version)$/.test(text));
  const goesOn = command.pipedTo.length > 0 || command.redirects.some(({ operator }) => operator.includes('>'));
  return !compares && !goesOn && command.args.every(({ value }) => value !== undefined);
}

export const checksumNotCompared = defineRule({
  id: 'checksum-not-compared',
  title: 'Checksum shown instead of compared',
  control: 'no-unverified-downloads',
  level: 'restricted',
  severity: 'low',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never', // What it should be compared with is not written here.
  subject: 'instruction',
  why: 'Without --check the program prints a checksum and ends well, whatever the file is: it looks like a check and stops nothing.',
  remedy: 'Compare: `sha256sum --check --strict SHA256SUMS`, or `echo "<sha256>  file" | sha256sum -c -`.',

  check: on(
    ['RUN'],
    function* (instruction) {
      for (const command of buildCommands(instruction)) {
        const [word] = command.words;
        if (!word || command.parent?.nesting === 'substitution' || !isOnlyShown(command)) continue;
        yield {
          at: word.span,
          message: `${command.name} in ${placeName(instruction)} shows a checksum and compares it with nothing.`,
        };
      }
    },
    /^(?:md5sum|sha\d+sum|b2sum|shasum)$/m,
  ),

  examples: [
    { bad: 'FROM debian:13.1\nCOPY model.bin SHA256SUMS /m/\nRUN cd /m && «sha256sum» --strict SHA256SUMS\n' },
    { bad: 'FROM debian:13.1\nRUN echo "00  /a" | «shasum» -a 256 -\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN sha256sum --check SHA256SUMS && echo "00  a" | shasum -a 256 -c - && sha512sum -cw S\n',
    'FROM debian:13.1\nRUN sha256sum a > a.sha256 && test "$(sha256sum a | cut -d" " -f1)" = x && sha1sum a | grep -q 00\n',
    'FROM debian:13.1\nRUN [ `md5sum a` = 00 ] && sha256sum $MODE a\n',
  ],
});

export const german = {
  title: 'Prüfsumme gezeigt statt verglichen',
  why: 'Ohne --check gibt das Programm eine Prüfsumme aus und endet erfolgreich, wie auch immer die Datei aussieht: Es wirkt wie eine Prüfung und hält nichts auf.',
  remedy: 'Vergleichen: `sha256sum --check --strict SHA256SUMS` oder `echo "<sha256>  Datei" | sha256sum -c -`.',
  says: {
    '{0} in {1} shows a checksum and compares it with nothing.':
      '{0} in {1} zeigt eine Prüfsumme und vergleicht sie mit nichts.',
  },
};
