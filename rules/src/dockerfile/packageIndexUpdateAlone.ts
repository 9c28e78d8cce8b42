import { dockerfileFix, isEditable, removeInstruction } from '../edit/dockerfileEdit';
import type { Instruction } from '../model/dockerfile';
import { buildCommands, sentence } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

const families: readonly { programs: RegExp; update: RegExp; install: RegExp }[] = [
  {
    programs: /^(?:apt-get|apt|aptitude)$/,
    update: /^update$/,
    install: /^(?:install|dist-upgrade|upgrade|build-dep|download|source)$/,
  },
  { programs: /^apk$/, update: /^update$/, install: /^(?:add|upgrade|fetch)$/ },
  {
    programs: /^(?:yum|dnf|microdnf|tdnf)$/,
    update: /^(?:update|makecache|check-update)$/,
    install: /^(?:in|(?:local|group|re)?install|install-n(?:a|evra)?|upgrade)$/,
  },
  { programs: /^zypper$/, update: /^(?:refresh|ref|update|up)$/, install: /^(?:(?:source-)?install|in|si|dup|patch)$/ },
  { programs: /^pacman$/, update: /^-Sy[uy]*$/, install: /^-S$/ },
];

/** What has no use for an index. */
const idle = /^(?:echo|printf|set|true|:|export|cd|rm|mkdir|ls|date)$/;

function verbs(command: Command): string[] {
  return command.args.map((word) => word.text);
}

/** Moves an update that is a step of its own to the front of the step that installs. */
function joined(run: Instruction, later: Instruction, update: Command): Fix | undefined {
  const { text } = run.dockerfile;
  const isAlone = buildCommands(run).length === 1 && run.flags.length === 0 && update.redirects.length === 0;
  const [first] = buildCommands(later);
  if (!isAlone || !first || first.nesting !== undefined || first.conditional || later.heredocs.length > 0)
    return undefined;
  if (!isEditable(run, update) || !isEditable(later, first) || run.onbuild || later.onbuild) return undefined;
  const written = text.slice(update.span.start, update.span.end);
  if (/[\r\n]/.test(written)) return undefined;
  const at = first.span.start;
  return dockerfileFix('Update the index in the step that installs', 'review', [
    removeInstruction(run),
    { span: { start: at, end: at }, text: `${written} && ` },
  ]);
}

export const packageIndexUpdateAlone = defineRule({
  id: 'package-index-update-alone',
  title: 'Index update in its own layer',
  control: 'all-dependencies-locked',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'image',
  aliases: ['CKV_DOCKER_5', 'DS-0017', 'KICS:9bae49be'],
  references: ['CISD:4.7'],
  fixable: 'sometimes', // Only an update that is a step of its own, in front of a step in shell form.
  subject: 'stage',
  why: 'The layer with the index is cached: a later build installs from the old index and gets old packages with known defects.',
  remedy: 'Put the update and the install into one RUN: `RUN apt-get update && apt-get install ...`.',

  *check(stage) {
    for (const { programs, update, install } of families) {
      const isUpdate = (command: Command) =>
        programs.test(command.name) && verbs(command).some((verb) => update.test(verb));
      const isInstall = (command: Command) =>
        programs.test(command.name) &&
        verbs(command).some((verb) => install.test(verb) || /^--update(?:-cache)?$/.test(verb));
      const runs = stage.instructions.filter((instruction) => buildCommands(instruction).length > 0);
      let later: Instruction | undefined;
      let isUsed = false;
      for (const run of runs.reverse()) {
        const commands = buildCommands(run);
        const found = commands.find(isUpdate);
        if (commands.some(isInstall)) {
          isUsed = true;
          if (!found) later = run;
          continue;
        }
        if (!found) continue;
        // An index of apk that nobody uses does no harm; what else the step calls may use it.
        const isAlone = commands.every((command) => isUpdate(command) || idle.test(command.name));
        if (!later && (isUsed || found.name === 'apk' || !stage.isTarget || !isAlone)) continue;
        const user = later;
        yield {
          at: found.span,
          message: later
            ? `${sentence(stage.label)} refreshes the package index in one step and installs from it in another.`
            : `${sentence(stage.label)} refreshes the package index in a step that installs nothing.`,
          severity: stage.ships ? 'medium' : 'low',
          fix: () => (user ? joined(run, user, found) : undefined),
          related: later ? [{ at: later.keywordSpan, message: 'This step installs from the cached index.' }] : [],
        };
      }
    }
  },

  examples: [
    {
      bad: 'FROM debian:13.1\n# index\nRUN «apt-get update»\nCOPY a /\nRUN set -e; \\\n    apt-get install -y make=4.4\n',
      good: 'FROM debian:13.1\n# index\nCOPY a /\nRUN apt-get update && set -e; \\\n    apt-get install -y make=4.4\n',
    },
    { bad: 'FROM debian:13.1\nRUN set -e; «apt-get -q update» && echo done\n' },
    { bad: 'FROM debian:13.1\nRUN «apt-get update» && make\nRUN apt-get install -y make=4.4\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN apt-get update && apt-get install -y make=4.4\n',
    'FROM debian:13.1\nRUN apt-get update\nRUN apt-get update && apt-get install -y make=4.4\n',
    'FROM alpine:3.22\nRUN apk update\n',
  ],
});

export const german = {
  title: 'Index-Aktualisierung in eigener Schicht',
  why: 'Die Schicht mit dem Index liegt im Cache: Ein späterer Build installiert aus dem alten Index und bekommt alte Pakete mit bekannten Lücken.',
  remedy: 'Aktualisierung und Installation in ein RUN setzen: `RUN apt-get update && apt-get install ...`.',
  says: {
    '{0} refreshes the package index in one step and installs from it in another.':
      '{0} aktualisiert den Paketindex in einem Schritt und installiert in einem anderen daraus.',
    '{0} refreshes the package index in a step that installs nothing.':
      '{0} aktualisiert den Paketindex in einem Schritt, der nichts installiert.',
    'This step installs from the cached index.': 'Dieser Schritt installiert aus dem Index im Cache.',
    'Update the index in the step that installs': 'Den Index in dem Schritt auffrischen, der installiert',
  },
};
