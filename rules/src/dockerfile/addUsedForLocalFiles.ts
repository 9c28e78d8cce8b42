import { dockerfileFix, replaceKeyword } from '../edit/dockerfileEdit';
import type { CopyInstruction } from '../model/dockerfile';
import { on, placeName } from '../model/dockerfile/judge';
import { isArchiveName, isRemoteSource } from '../model/dockerfile/sources';
import { defineRule } from '../rule';

/** Flags that only ADD has. */
const ownFlags = new Set(['keep-git-dir', 'checksum', 'unpack']);

/** ADD looks into the file, not at its name: only what cannot be an archive is sure to be copied as it is. */
function isSurelyPlain({ sources }: CopyInstruction): boolean {
  return sources.every(({ value }) => {
    if (value === undefined || /[*?[\]]/.test(value)) return false;
    return /(?:^|\/)\.?$|\.(?:py|js|mjs|ts|json|ya?ml|toml|ini|cfg|conf|txt|md|sh|html|css|xml|sql|go|rs|java|rb|php|lock|properties|env)$/i.test(
      value,
    );
  });
}

const withoutHadolint = ['CKV_DOCKER_4', 'DS-0005', 'KICS:9513a694'];

export const addUsedForLocalFiles = defineRule({
  id: 'add-used-for-local-files',
  title: 'ADD where COPY is enough',
  control: 'image-minimal',
  level: 'baseline',
  severity: 'low',
  stride: ['T'],
  layer: 'image',
  aliases: ['DL3020', ...withoutHadolint],
  references: ['CISD:4.9', 'OWASP:D9'],
  fixable: 'always',
  subject: 'instruction',
  why: 'ADD unpacks archives and fetches addresses by itself, so a file that somebody swaps does more than being copied.',
  remedy: 'Use COPY; keep ADD for a local archive that has to be unpacked.',

  check: on(['ADD'], function* (instruction) {
    if (instruction.keyword !== 'ADD' || instruction.flags.some((flag) => ownFlags.has(flag.name))) return;
    const { sources } = instruction;
    if (sources.length === 0 && instruction.heredocs.length === 0) return;
    const isUnknown = sources.some(({ value, text }) => value === undefined && /^\$/.test(text));
    if (isUnknown || sources.some(({ text }) => isRemoteSource(text) || isArchiveName(text))) return;
    const safe = isSurelyPlain(instruction) && instruction.stage?.os !== 'windows';
    yield {
      at: instruction.keywordSpan,
      // hadolint takes these for archives that ADD unpacks; it does not.
      ...(sources.some(({ text }) => /\.(?:zip)$/i.test(text)) ? { aliases: withoutHadolint } : {}),
      message: `ADD copies local files into ${placeName(instruction)}, which COPY does without surprises.`,
      fix: () => dockerfileFix('Use COPY', safe ? 'safe' : 'review', [replaceKeyword(instruction, 'COPY')]),
    };
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\n  «ADD»   --chown=1000   src/ package.json \\\n  # code\n  /app/\n',
      good: 'FROM debian:13.1\n  COPY   --chown=1000   src/ package.json \\\n  # code\n  /app/\n',
    },
    { bad: 'FROM debian:13.1\n«add» ["my app", "/app/"]\n', good: 'FROM debian:13.1\ncopy ["my app", "/app/"]\n' },
    { bad: 'FROM debian:13.1\n«ADD» . /app\n', good: 'FROM debian:13.1\nCOPY . /app\n' },
  ],
  accepts: [
    'FROM debian:13.1\nADD rootfs.tar.xz /\n',
    'FROM debian:13.1\nADD https://x.example/a /a\nADD git@github.com:a/b.git /src\n',
    'FROM debian:13.1\nARG SRC\nADD $SRC /app\n',
    'FROM debian:13.1\nADD --unpack=true data /app\n',
  ],
});

export const german = {
  title: 'ADD, wo COPY genügt',
  why: 'ADD entpackt Archive und holt Adressen von selbst; eine ausgetauschte Datei tut also mehr, als kopiert zu werden.',
  remedy: 'COPY verwenden; ADD für ein lokales Archiv behalten, das entpackt werden muss.',
  says: {
    'ADD copies local files into {0}, which COPY does without surprises.':
      'ADD in {0} kopiert lokale Dateien, was COPY ohne Überraschungen tut.',
    'Use COPY': 'COPY verwenden',
  },
};
