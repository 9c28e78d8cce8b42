import { copyArtefact } from '../edit/copyArtefact';
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
  fixable: 'sometimes', // Only where the image starts the one thing that the stage builds.
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
        fix: () => copyArtefact(instruction, source),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM golang:1.25.1 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /bin/app .\nFROM debian:13.1\nCOPY --from=build «/» /\nENTRYPOINT ["/bin/app"]\n',
      good: 'FROM golang:1.25.1 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /bin/app .\nFROM debian:13.1\nCOPY --from=build /bin/app /bin/app\nENTRYPOINT ["/bin/app"]\n',
    },
    {
      bad: 'FROM rust:1.90 AS build\nWORKDIR /usr/src/app\nCOPY . .\nRUN cargo build --release --locked\nFROM debian:13.1\nCOPY --from=build «/usr» /usr\nCMD ["/usr/src/app/target/release/app", "--serve"]\n',
      good: 'FROM rust:1.90 AS build\nWORKDIR /usr/src/app\nCOPY . .\nRUN cargo build --release --locked\nFROM debian:13.1\nCOPY --from=build /usr/src/app/target/release/app /usr/src/app/target/release/app\nCMD ["/usr/src/app/target/release/app", "--serve"]\n',
    },
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
    'Copy only {0}, which the image starts': 'Nur {0} kopieren, womit das Image startet',
    'COPY takes all of "{0}" from "{1}" into {2}.': 'COPY in {2} nimmt alles unter „{0}“ aus „{1}“.',
  },
};
