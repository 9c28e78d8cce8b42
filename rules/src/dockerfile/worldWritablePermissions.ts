import { dockerfileFix, isEditable, replaceValue } from '../edit/dockerfileEdit';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import type { Command, Word } from '../parse/shell';
import { defineRule } from '../rule';

function isWorldWritable(mode: string): boolean {
  if (/^[0-7]{3,4}$/.test(mode)) return /[2367]$/.test(mode) && !/^[1357][0-7]{3}$/.test(mode);
  return mode
    .split(',')
    .some(
      (part) => /^(?:a|o|[ug]*[oa][ugoa]*|)[+=][rXx]*w/.test(part) && !/^[ug]+[+=]/.test(part) && !/^[+=]/.test(part),
    );
}

function openMode(command: Command): Word | undefined {
  if (command.name === 'chmod') {
    const mode = command.args.find((word) => !/^-/.test(word.text));
    return mode && isWorldWritable(mode.text) ? mode : undefined;
  }
  if (command.name.toLowerCase() === 'icacls') {
    return command.args.find((word) =>
      /^"?\*?(?:Everyone|S-1-1-0|BUILTIN\\Users|Users):(?:\([A-Z]+\))*\(?[FMW]\)?"?$/i.test(word.text),
    );
  }
  return undefined;
}

export const worldWritablePermissions = defineRule({
  id: 'world-writable-permissions',
  title: 'World-writable files or directories',
  control: 'read-only-files',
  level: 'baseline',
  severity: 'medium',
  stride: ['T', 'E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:4.8'],
  fixable: 'sometimes', // Only a numeric mode has an obvious stricter form.
  subject: 'instruction',
  why: 'Any program in the container, whatever its user, can replace these files and have them run by others.',
  remedy:
    'Give the files to the user that runs (`chown`, `COPY --chown`) and use 0755 for programs and folders, 0644 for data.',

  check: on(
    ['RUN', 'COPY', 'ADD'],
    function* (instruction) {
      const where = placeName(instruction);
      if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
        const mode = instruction.flags.find((flag) => flag.name === 'chmod')?.value;
        if (!mode || !isWorldWritable(mode.text)) return;
        yield {
          at: mode.span,
          message: `Everybody may write what is copied into ${where} (${mode.text}).`,
          severity: severityIn(instruction.stage, 'medium'),
          fix: () =>
            /^\d+$/.test(mode.text)
              ? dockerfileFix('Let only the owner write', 'review', [
                  replaceValue(instruction.dockerfile, mode, stricter(mode.text)),
                ])
              : undefined,
        };
        return;
      }
      for (const command of buildCommands(instruction)) {
        const mode = openMode(command);
        if (!mode) continue;
        yield {
          at: mode.span,
          message: `A step of ${where} lets everybody write files (${mode.text}).`,
          severity: severityIn(instruction.stage, 'medium'),
          fix: () =>
            /^\d+$/.test(mode.text) && isEditable(instruction, command)
              ? dockerfileFix('Let only the owner write', 'review', [
                  replaceValue(instruction.dockerfile, mode, stricter(mode.text)),
                ])
              : undefined,
        };
      }
    },
    /^(?:chmod|icacls)$/m,
  ),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN mkdir /a && chmod -R «777» /a && chmod «0666» /b\nCOPY --chmod=«777» x /y\n',
      good: 'FROM debian:13.1\nRUN mkdir /a && chmod -R 755 /a && chmod 0644 /b\nCOPY --chmod=755 x /y\n',
    },
    { bad: 'FROM debian:13.1\nRUN chmod «a+rwx» /a; chmod «o+w» /b\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN chmod 1777 /tmp && chmod -R g=u /app && chmod +x /a && chmod 775 /b && chmod u+w,g+w /c && chmod a+rX /d\n',
    'FROM debian:13.1\nCOPY --chmod=0755 x /y\n',
  ],
});

/** Takes the write bits of group and others. */
function stricter(mode: string): string {
  return mode.slice(0, -2) + [...mode.slice(-2)].map((digit) => String(Number(digit) & 5)).join('');
}

export const german = {
  title: 'Für alle beschreibbare Dateien oder Verzeichnisse',
  why: 'Jedes Programm im Container, gleich mit welchem Benutzer, kann diese Dateien ersetzen und von anderen ausführen lassen.',
  remedy:
    'Die Dateien dem laufenden Benutzer geben (`chown`, `COPY --chown`) und 0755 für Programme und Ordner, 0644 für Daten verwenden.',
  says: {
    'Everybody may write what is copied into {0} ({1}).': 'Jeder darf schreiben, was in {0} kopiert wird ({1}).',
    'Let only the owner write': 'Nur den Besitzer schreiben lassen',
    'A step of {0} lets everybody write files ({1}).': 'Ein Schritt in {0} lässt jeden Dateien schreiben ({1}).',
  },
};
