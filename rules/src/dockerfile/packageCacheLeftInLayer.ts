import { dockerfileFix, insertArgument, insertCommandAfter } from '../edit/dockerfileEdit';
import { assignmentsOf } from '../model/commands/options';
import { type PackageCommand, packageCommand, packageOption } from '../model/commands/packages';
import { remember } from '../model/commands/remember';
import type { Dockerfile, RunInstruction } from '../model/dockerfile';
import { on, placeName } from '../model/dockerfile/judge';
import type { Command } from '../parse/shell';
import { defineRule, type Fix } from '../rule';

interface Cache {
  /** The flag that keeps the cache from being written. */
  readonly flag?: string;
  readonly flagGiven?: RegExp;
  /** The command that deletes it. */
  readonly clean?: string;
  readonly cleans: (command: Command) => boolean;
  /** Folders that hold it. */
  readonly folders: RegExp;
  /** The ids of this in other tools, which have a check for each program. */
  readonly aliases: readonly string[];
}

const dnfAliases: Readonly<Record<string, readonly string[]>> = {
  yum: ['DL3032', 'DS-0015', 'KICS:00481784'],
  dnf: ['DL3040', 'DS-0019', 'KICS:295acb63'],
  microdnf: ['DL3040', 'DS-0027'],
};

const removes = (command: Command, folder: RegExp) =>
  (command.name === 'rm' || command.name === 'find') &&
  command.args.some((word) => alternatives(word.text).some((text) => folder.test(text)));

/** `/var/lib/{apt,dpkg}/` names both, where the shell is one that knows braces. */
function alternatives(text: string): readonly string[] {
  const [, before = '', list, after = ''] = /^([^{}]*)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(text) ?? [];
  return list === undefined ? [text] : list.split(',').map((part) => `${before}${part}${after}`);
}
const says = (command: Command, program: RegExp, words: readonly string[]) =>
  program.test(command.name) && words.every((text) => command.args.some((word) => word.text === text));

const always = (flag: string, folders: RegExp, cleans: Cache['cleans'], aliases: readonly string[]): Cache => ({
  flag,
  flagGiven: new RegExp(`^${flag}(?:=|$)|^--cache-dir`),
  folders,
  cleans,
  aliases,
});

/** How each program keeps what it downloads, and how other tools call that. */
function cacheOf(found: PackageCommand): Cache | undefined {
  const { manager, program } = found;
  switch (manager) {
    case 'apt': {
      const folders = /^\/var\/(?:lib\/apt|cache\/apt|lib\/apt\/lists)|^\/var\/cache$/;
      return {
        clean: 'rm -rf /var/lib/apt/lists/*',
        cleans: (command) => removes(command, folders) || says(command, /^(?:apt-get|apt)$/, ['clean']),
        folders,
        aliases: ['DL3009', 'KICS:df746b39'],
      };
    }
    case 'apk': {
      const folders = /^\/(?:var|etc)\/(?:cache\/)?apk/;
      return always('--no-cache', folders, (command) => removes(command, folders), [
        'DL3019',
        'DS-0025',
        'KICS:ae9c56a6',
      ]);
    }
    case 'dnf': {
      // Also below the folder that `--installroot` names.
      const folders = /\/var\/cache(?:\/(?:yum|dnf|libdnf5|tdnf))?/;
      return {
        clean: `${program} clean all`,
        cleans: (command) =>
          removes(command, folders) || says(command, /^(?:yum|dnf|dnf5|microdnf|tdnf)$/, ['clean', 'all']),
        folders,
        aliases: dnfAliases[program] ?? [],
      };
    }
    case 'zypper': {
      const folders = /^\/var\/cache\/zypp/;
      const isClean = (command: Command) =>
        command.name === 'zypper' && command.args.some((word) => /^(?:clean|cc)$/.test(word.text));
      return {
        clean: 'zypper clean --all',
        cleans: (command) => removes(command, folders) || isClean(command),
        folders,
        aliases: ['DL3036', 'DS-0020', 'KICS:38300d1a'],
      };
    }
    case 'pip': {
      const folders = /\.cache(?:\/pip)?/;
      const cleans = (command: Command) =>
        removes(command, folders) || says(command, /^(?:pip[0-9.]*|python[0-9.]*)$/, ['cache', 'purge']);
      return always('--no-cache-dir', folders, cleans, ['DL3042', 'KICS:f2f903fb']);
    }
    case 'yarn': {
      // Newer releases run programs straight from their cache.
      if (packageOption(found, ['--immutable', '--immutable-cache'])) return undefined;
      const folders = /\.cache\/yarn|\.yarn|yarn-cache/;
      const cleans = (command: Command) => removes(command, folders) || says(command, /^yarn$/, ['cache', 'clean']);
      return { cleans, folders, aliases: ['DL3060'] };
    }
    case 'conda': {
      const folders = /\/pkgs(?:\/|$)/;
      const cleans = (command: Command) =>
        removes(command, folders) || says(command, /^(?:conda|mamba|micromamba)$/, ['clean']);
      return { clean: `${program} clean --all --yes`, cleans, folders, aliases: [] };
    }
    default:
      return undefined;
  }
}

/** zypper fetches the index of its repositories also for these. */
const fetches = ({ manager, verb, installs }: PackageCommand) =>
  installs || (manager === 'zypper' && /^(?:remove|rm|patch)$/.test(verb));

/** Both kinds of value are read as yes by one release or the other. */
const isAnyAnswer = (value: string | undefined) => /^(?:1|true|on|yes|off|0)$/i.test(value ?? '');

function keepsNoPipCache(run: RunInstruction, command: Command): boolean {
  if (isAnyAnswer(run.variable('PIP_NO_CACHE_DIR'))) return true;
  const before = run.commands.slice(0, run.commands.indexOf(command) + 1);
  return before.some((found) =>
    assignmentsOf(found).some(({ name, value }) => name === 'PIP_NO_CACHE_DIR' && isAnyAnswer(value)),
  );
}

/** The last RUN that installs from lists of apt that an earlier one left. */
const lastUserOfLists = remember(({ instructions }: Dockerfile) => {
  const found = [...instructions].reverse().find((other) => {
    if (other.keyword !== 'RUN') return false;
    const verbs = other.commands.flatMap((command) => {
      const found = packageCommand(command);
      return found?.manager === 'apt' ? [found.verb] : [];
    });
    const first = verbs.indexOf('update');
    const install = verbs.indexOf('install');
    return install >= 0 && (first < 0 || first > install);
  });
  return found?.index ?? -1;
});

export const packageCacheLeftInLayer = defineRule({
  id: 'package-cache-left-in-layer',
  title: 'Package cache left in the layer',
  control: 'image-minimal',
  level: 'advice',
  severity: 'info',
  stride: ['I'],
  layer: 'image',
  aliases: [
    'DL3009',
    'DL3019',
    'DL3032',
    'DL3036',
    'DL3040',
    'DL3042',
    'DL3060',
    'DS-0025',
    'DS-0019',
    'DS-0027',
    'DS-0020',
    'DS-0015',
    'KICS:df746b39',
    'KICS:ae9c56a6',
    'KICS:00481784',
    'KICS:295acb63',
    'KICS:38300d1a',
    'KICS:f2f903fb',
  ],
  references: [],
  fixable: 'sometimes', // Not when a later step still uses the cache, nor inside conditions.
  subject: 'instruction',
  why: 'The cache makes the image larger and slower to pull, and nothing in the container uses it.',
  remedy: 'Delete it in the same RUN, keep it from being written, or put it on a cache mount.',

  check: on(['RUN'], function* (instruction) {
    if (instruction.keyword !== 'RUN' || instruction.stage?.ships === false || instruction.onbuild) return;
    const { commands } = instruction;
    const reported = new Set<string>();
    for (const command of [...commands].reverse()) {
      const found = packageCommand(command);
      const cache = found && fetches(found) && found.program !== 'uv pip' ? cacheOf(found) : undefined;
      if (!found || !cache || !found.verbWord || reported.has(found.manager)) continue;
      if (
        command.args.some(
          (word) =>
            cache.flagGiven?.test(word.text) || (word.text === 'clean' && command.args.some((w) => w.text === 'all')),
        )
      )
        continue;
      reported.add(found.manager);
      const isMounted = instruction.mounts.some(
        ({ type, options }) =>
          (type === 'cache' || type === 'tmpfs') &&
          cache.folders.test((options.get('target') ?? options.get('dst'))?.text ?? ''),
      );
      const isOff = found.manager === 'pip' && keepsNoPipCache(instruction, command);
      const later = commands.slice(commands.indexOf(command) + 1);
      if (isMounted || isOff || later.some(cache.cleans)) continue;
      yield {
        at: found.verbWord.span,
        aliases: cache.aliases,
        message: `${found.program} leaves its cache in a layer of ${placeName(instruction)}.`,
        fix: () => fixFor(instruction, command, found, cache),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN apt-get update && apt-get «install» -y make=4.4.1 # tools\n',
      good: 'FROM debian:13.1\nRUN apt-get update && apt-get install -y make=4.4.1 && rm -rf /var/lib/apt/lists/* # tools\n',
    },
    {
      bad: 'FROM alpine:3.22\nRUN apk «add» make=4.4\nRUN pip «install» a==1\nRUN dnf «install» -y \\\n      a-1 \\\n      b-1\n',
      good: 'FROM alpine:3.22\nRUN apk add --no-cache make=4.4\nRUN pip install --no-cache-dir a==1\nRUN dnf install -y \\\n      a-1 \\\n      b-1 \\\n      && dnf clean all\n',
    },
    {
      bad: 'FROM node:22.1\nRUN yarn «install» --frozen-lockfile\nRUN conda «install» -y a=1\n',
      good: 'FROM node:22.1\nRUN yarn install --frozen-lockfile\nRUN conda install -y a=1 && conda clean --all --yes\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN apt-get update && apt-get «install» -y make=4.4.1\nRUN apt-get «install» -y curl=8\n',
      good: 'FROM debian:13.1\nRUN apt-get update && apt-get install -y make=4.4.1\nRUN apt-get install -y curl=8 && rm -rf /var/lib/apt/lists/*\n',
    },
    {
      bad: 'FROM debian:13.1\nRUN <<EOF\nset -e\nif true; then\n  make\nfi\napt-get «install» -y \\\n  make=4.4.1\necho done\nEOF\n',
      good: 'FROM debian:13.1\nRUN <<EOF\nset -e\nif true; then\n  make\nfi\napt-get install -y \\\n  make=4.4.1\nrm -rf /var/lib/apt/lists/*\necho done\nEOF\n',
    },
  ],
  accepts: [
    'FROM debian:13.1\nRUN apt-get update && apt-get install -y make=4.4.1 && rm -rf /var/lib/apt/lists/*\n',
    'FROM debian:13.1\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/root/.cache apt-get install -y make=4.4.1 && pip install a==1\n',
    'FROM debian:13.1 AS b\nENV PIP_NO_CACHE_DIR=1\nRUN pip install a==1\nFROM b\nRUN apk add --no-cache a=1\n',
    'FROM debian:13.1 AS b\nRUN apt-get install -y make=4.4.1\nFROM scratch\n',
    'FROM node:22.1\nRUN yarn install --frozen-lockfile && yarn cache clean\nRUN yarn install --immutable && yarn build\n',
  ],
});

function fixFor(run: RunInstruction, command: Command, found: PackageCommand, cache: Cache): Fix | undefined {
  if (command.conditional || !found.verbWord) return undefined;
  if (cache.flag) {
    return dockerfileFix(`Add ${cache.flag}`, 'safe', [insertArgument(run, command, found.verbWord, cache.flag)]);
  }
  if (
    cache.clean === undefined ||
    command.pipedTo.length > 0 ||
    (found.manager === 'apt' && lastUserOfLists(run.dockerfile) > run.index)
  )
    return undefined;
  return dockerfileFix(`Add "${cache.clean}"`, 'safe', [insertCommandAfter(run, command, cache.clean)]);
}

export const german = {
  title: 'Paket-Cache bleibt in der Schicht',
  why: 'Der Cache macht das Image größer und langsamer zu ziehen, und nichts im Container nutzt ihn.',
  remedy: 'Im selben RUN löschen, gar nicht erst schreiben lassen oder auf einen Cache-Mount legen.',
  says: {
    '{0} leaves its cache in a layer of {1}.': '{0} lässt seinen Cache in einer Schicht in {1}.',
    'Add {0}': '{0} hinzufügen',
    'Add "{0}"': '„{0}“ hinzufügen',
  },
};
