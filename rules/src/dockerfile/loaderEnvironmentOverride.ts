import { loaderOverride } from '../model/commands/startup';
import { on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const loaderEnvironmentOverride = defineRule({
  id: 'loader-environment-override',
  title: 'Dynamic loader or import path overridden',
  control: 'executable-allow-list',
  level: 'isolation',
  severity: 'medium',
  stride: ['T', 'E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:5.26'],
  fixable: 'never', // The program may need it; another way has to be found first.
  subject: 'instruction',
  why: 'Whoever can write that file or folder has their code in every program that starts, also in those that root or a hook of the runtime starts.',
  remedy: 'Leave the variable out, or name a file or folder by its whole path that only root can write.',

  check: on(['ENV'], function* (instruction) {
    if (instruction.keyword !== 'ENV' || instruction.stage?.ships === false) return;
    for (const { name, value, span } of instruction.variables) {
      // `$PATH` in the value is not known and does no harm; the parts around it are looked at.
      const text =
        value?.text.replace(/\$\{?(?:PATH|LD_LIBRARY_PATH|PYTHONPATH)(?::-)?\}?|\$\{\w+:\+[^}]*\}/g, '/usr') ?? '';
      const found = loaderOverride(name, text);
      if (!found) continue;
      yield {
        at: span,
        message: `ENV ${name} in ${placeName(instruction)} ${found.what}.`,
        severity: found.fixedPlace ? 'low' : 'medium',
      };
    }
  }),

  examples: [
    { bad: 'FROM debian:13.1\nENV «LD_PRELOAD=/tmp/x.so»\nENV «PATH=.:$PATH» A=1\nENV «PYTHONPATH=/app::/b»\n' },
    { bad: 'FROM debian:13.1\nENV «LD_PRELOAD=/usr/lib/libjemalloc.so.2»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nENV PATH=/app/bin:$PATH LD_LIBRARY_PATH=/usr/local/cuda/lib64:$LD_LIBRARY_PATH PYTHONPATH=/app:\n',
    'FROM debian:13.1\nENV NODE_OPTIONS=--max-old-space-size=4096 LD_PRELOAD=\n',
  ],
});

export const german = {
  title: 'Dynamischer Loader oder Importpfad überschrieben',
  why: 'Wer diese Datei oder diesen Ordner schreiben kann, hat seinen Code in jedem startenden Programm, auch in denen, die root oder ein Hook der Runtime startet.',
  remedy:
    'Die Variable weglassen oder mit ganzem Pfad eine Datei oder einen Ordner nennen, den nur root schreiben kann.',
  says: {
    'ENV {0} in {1} {2}.': 'ENV {0} in {1} {2}.',
  },
};
