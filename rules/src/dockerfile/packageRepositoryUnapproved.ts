import { buildCommands, on, placeName, shortened } from '../model/dockerfile/judge';
import type { Command, Word } from '../parse/shell';
import { defineRule } from '../rule';

/** Publishers of distributions, languages and drivers. */
const known =
  /^https?:\/\/(?:[\w-]+\.)*(?:debian\.org|ubuntu\.com|alpinelinux\.org|fedoraproject\.org|centos\.org|rockylinux\.org|almalinux\.org|opensuse\.org|redhat\.com|oracle\.com|microsoft\.com|nvidia\.com|google\.com|googleapis\.com|docker\.com|kubernetes\.io|pkgs\.k8s\.io|nodesource\.com|postgresql\.org|hashicorp\.com|github\.com|gitlab\.com|amazonaws\.com|adoptium\.net|llvm\.org|apache\.org|yarnpkg\.com|elastic\.co|mongodb\.org|mysql\.com|mariadb\.org|nginx\.org|intel\.com|amd\.com|radeon\.com|launchpad\.net|launchpadcontent\.net)(?:[:/]|$)/i;

function repositoryOf(command: Command): { word: Word; place: string } | undefined {
  const { name, args } = command;
  if (/^(?:add-apt-repository|apt-add-repository)$/.test(name)) {
    const word = args.find((found) => !found.text.startsWith('-'));
    return word && { word, place: word.text };
  }
  const url = (word: Word) => /(?:https?|ftp):\/\/[^\s"'\]]+/.exec(word.text)?.[0];
  const from = (word: Word | undefined) => {
    const place = word && url(word);
    return word && place !== undefined ? { word, place } : undefined;
  };
  if (name === 'yum-config-manager' || name === 'dnf') {
    const at = args.findIndex((word) => /^--(?:add-repo|repofrompath)/.test(word.text));
    return at < 0 ? undefined : (from(args[at]) ?? from(args[at + 1]));
  }
  if (name === 'zypper') {
    const at = args.findIndex((word) => /^(?:ar|addrepo)$/.test(word.text));
    return at < 0 ? undefined : from(args.slice(at + 1).find((word) => url(word) !== undefined));
  }
  if (name === 'apk') {
    const at = args.findIndex((word) => /^(?:-X|--repository)/.test(word.text));
    return at < 0 ? undefined : (from(args[at]) ?? from(args[at + 1]));
  }
  if (name !== 'echo' && name !== 'printf') return undefined;
  const files = [command, ...command.pipedTo].flatMap((c) => [
    ...c.redirects.map((redirect) => redirect.target.text),
    ...(c.name === 'tee' ? c.args.map((word) => word.text) : []),
  ]);
  if (!files.some((file) => /^\/etc\/(?:apt\/sources|yum\.repos\.d|apk\/repositories|zypp)/.test(file)))
    return undefined;
  return from(args.find((word) => url(word) !== undefined));
}

export const packageRepositoryUnapproved = defineRule({
  id: 'package-repository-unapproved',
  title: 'OS package repository off the approved list',
  control: 'all-dependencies-locked',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'never', // Which approved mirror has the packages is not written anywhere.
  subject: 'instruction',
  why: 'Whoever runs the repository can put a newer version of any package into it, and packages run scripts as root.',
  remedy: 'Take the packages from the distribution, or through a mirror you approve.',

  check: on(
    ['RUN'],
    function* (instruction, { approvedRegistries }) {
      // Without a list of approved places there is no opinion.
      if (approvedRegistries.length === 0) return;
      for (const command of buildCommands(instruction)) {
        const found = repositoryOf(command);
        if (!found || found.place.includes('$') || known.test(found.place)) continue;
        const host = found.place.replace(/^[a-z]+:\/\//, '');
        if (approvedRegistries.some((place) => host === place || host.startsWith(`${place.replace(/\/$/, '')}/`)))
          continue;
        yield {
          at: found.word.span,
          message: `A step of ${placeName(instruction)} installs from "${shortened(found.place)}", which nobody approved.`,
        };
      }
    },
    /^(?:add-apt-repository|apt-add-repository|yum-config-manager|dnf|zypper|apk|echo|printf)$/m,
  ),

  examples: [
    {
      bad: 'FROM ubuntu:24.04\nRUN add-apt-repository -y «ppa:somebody/things» && echo «"deb https://x.example/apt stable main"» > /etc/apt/sources.list.d/x.list\n',
      context: { approvedRegistries: ['registry.example'] },
    },
  ],
  accepts: [
    'FROM ubuntu:24.04\nRUN add-apt-repository ppa:somebody/things\n',
    {
      text: 'FROM ubuntu:24.04\nRUN echo "deb https://download.docker.com/linux/ubuntu noble stable" > /etc/apt/sources.list.d/d.list && apk add -X https://mirror.example/apk a\n',
      context: { approvedRegistries: ['mirror.example'] },
    },
  ],
});

export const german = {
  title: 'Paketquelle außerhalb der freigegebenen Liste',
  why: 'Wer das Repository betreibt, kann eine neuere Version jedes Pakets hineinlegen, und Pakete führen Skripte als root aus.',
  remedy: 'Die Pakete aus der Distribution nehmen oder über einen freigegebenen Spiegel.',
  says: {
    'A step of {0} installs from "{1}", which nobody approved.':
      'Ein Schritt in {0} installiert von „{1}“, das niemand freigegeben hat.',
  },
};
