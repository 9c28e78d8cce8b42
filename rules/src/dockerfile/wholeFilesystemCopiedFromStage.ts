import { on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

const tooMuch = /^\/(?:root|home|etc|var|usr)?\/?$/;

export const wholeFilesystemCopiedFromStage = defineRule({
  id: 'whole-filesystem-copied-from-stage',
  title: 'Final stage copies a whole stage',
  control: 'image-minimal',
  level: 'advice',
  severity: 'medium',
  stride: ['I'],
  layer: 'image',
  aliases: ['DL3067'],
  references: [],
  fixable: 'never', // Which files are needed only the build's author knows.
  subject: 'instruction',
  why: 'With a whole folder tree come caches, keys, history files and tools of the build that nobody meant to ship.',
  remedy: 'Copy the built files one by one, by their whole paths.',

  check: on(['COPY'], function* (instruction) {
    if (instruction.keyword !== 'COPY' || !instruction.from?.stage || instruction.stage?.ships === false) return;
    // Into an empty image it is how people flatten layers.
    const isFlattening = instruction.stage?.base.scratch === true;
    for (const source of instruction.sources) {
      if (source.value === undefined || !tooMuch.test(source.value)) continue;
      if (isFlattening && source.value === '/') continue;
      yield {
        at: source.span,
        message: `COPY takes all of "${source.value}" from "${instruction.from.value.text}" into ${placeName(instruction)}.`,
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1 AS build\nFROM debian:13.1\nCOPY --from=build «/» /\nCOPY --from=build «/root/» /root/\n',
    },
  ],
  accepts: [
    'FROM debian:13.1 AS build\nFROM scratch\nCOPY --from=build / /\n',
    'FROM debian:13.1 AS build\nFROM debian:13.1\nCOPY --from=build /rootfs/ /\nCOPY --from=build /usr/local /usr/local\nCOPY / /\n',
  ],
});

export const german = {
  title: 'Letzte Stage kopiert eine ganze Stage',
  why: 'Mit einem ganzen Verzeichnisbaum kommen Caches, Schlüssel, Verlaufsdateien und Werkzeuge des Builds mit, die niemand ausliefern wollte.',
  remedy: 'Die gebauten Dateien einzeln mit ganzem Pfad kopieren.',
  says: {
    'COPY takes all of "{0}" from "{1}" into {2}.': 'COPY in {2} nimmt alles unter „{0}“ aus „{1}“.',
  },
};
