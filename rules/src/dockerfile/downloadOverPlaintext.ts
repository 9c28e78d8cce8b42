import { dockerfileFix, isEditable, isVerbatim, replacePart } from '../edit/dockerfileEdit';
import { downloadOf } from '../model/commands/download';
import { packageCommand } from '../model/commands/packages';
import { pythonCalls, pythonCode } from '../model/commands/python';
import { verifies } from '../model/commands/remoteScript';
import { buildCommands, on, placeName, severityIn, shortened } from '../model/dockerfile/judge';
import type { Command, Value, Word } from '../parse/shell';
import { defineRule } from '../rule';
import type { Span } from '../text/span';

const plain = /^(?:http|ftp|git|rsync):\/\//i;
const local =
  /^[a-z]+:\/\/(?:[^/@]*@)?(?:localhost|127\.|\[::1\]|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|host\.docker\.internal|[\w-]+(?::\d+)?\/|[\w.-]+\.(?:svc|local|internal|lan|test|localdomain)(?:[:/.]|$)|\$)/i;
/** Mirrors of distributions and archives whose index is signed. */
const signed =
  /^http:\/\/(?:(?:[\w-]+\.)*(?:debian\.org|ubuntu\.com|alpinelinux\.org|centos\.org|fedoraproject\.org|opensuse\.org|archlinux\.org|kernel\.org|rockylinux\.org))\//i;

const isPlain = (text: string) => plain.test(text) && !local.test(text);

function plainWords(command: Command): readonly Word[] {
  const download = downloadOf(command);
  if (download) return download.urls.filter((word) => isPlain(word.text));
  if (command.name === 'git' && /^(?:clone|fetch|pull|submodule)$/.test(command.args[0]?.text ?? '')) {
    return command.args.filter((word) => isPlain(word.text));
  }
  const words = packageWords(command);
  return words.filter((word) => isPlain(word.text.replace(/^(?:--[\w-]+=|git\+)/, '')));
}

/** What is told to a package manager, or to the programs beside it that add a repository or a file. */
function packageWords(command: Command): readonly Word[] {
  if (/^(?:rpm|(?:yum|dnf)-config-manager|add-apt-repository)$/.test(command.name)) return command.args;
  const manager = packageCommand(command);
  return manager ? [...manager.operands, ...manager.options.flatMap((option) => option.words)] : [];
}

const fetches = /(?:^|\.)(?:urlopen|urlretrieve)$|^(?:requests|httpx|wget|gdown)\.(?:get|download)$/;

/** Addresses that Python code on a command line fetches. */
function* plainInPython(command: Command): Iterable<{ text: string; span: Span }> {
  const source = pythonCode(command);
  if (!source) return;
  for (const call of pythonCalls(source, fetches)) {
    const [, before = '', text = ''] = /^(\s*(?:url\s*=\s*)?["'])((?:http|ftp):\/\/[^"'\s]+)["']/.exec(call.args) ?? [];
    if (!isPlain(text)) continue;
    const start = call.argsStart + before.length;
    yield { text, span: source.place(start, start + text.length) };
  }
}

export const downloadOverPlaintext = defineRule({
  id: 'download-over-plaintext',
  title: 'Download over http, ftp or git protocol',
  control: 'no-unverified-downloads',
  level: 'baseline',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11', 'CISD:4.12'],
  fixable: 'sometimes', // Only http has an obvious encrypted form.
  subject: 'instruction',
  why: 'Anybody on the way can read and replace what is transferred, and it becomes part of the image.',
  remedy: 'Use https; where there is none, compare a checksum.',

  check: on(['RUN', 'ADD'], function* (instruction) {
    const where = placeName(instruction);
    const encrypt = (value: Value) => {
      const { dockerfile } = instruction;
      return /http:\/\//.test(value.raw) && isVerbatim(dockerfile, value)
        ? dockerfileFix('Use https', 'review', [replacePart(dockerfile, value, 'http://', 'https://')])
        : undefined;
    };
    if (instruction.keyword === 'ADD' && !instruction.flags.some((flag) => flag.name === 'checksum')) {
      for (const source of instruction.sources) {
        if (!isPlain(source.text)) continue;
        yield {
          at: source.span,
          message: `ADD fetches "${shortened(source.text)}" into ${where} without encryption.`,
          severity: severityIn(instruction.stage, 'medium'),
          fix: () => encrypt(source),
        };
      }
      return;
    }
    const commands = buildCommands(instruction);
    const isVerified = commands.some(verifies);
    for (const command of commands) {
      for (const { text, span } of plainInPython(command)) {
        yield {
          at: span,
          message: `A step of ${where} fetches "${shortened(text)}" without encryption.`,
          severity: isVerified || signed.test(text) ? 'low' : severityIn(instruction.stage, 'medium'),
        };
      }
      for (const word of plainWords(command)) {
        yield {
          at: word.span,
          message: `A step of ${where} fetches "${shortened(word.text)}" without encryption.`,
          severity: isVerified || signed.test(word.text) ? 'low' : severityIn(instruction.stage, 'medium'),
          fix: () => (isEditable(instruction, command) ? encrypt(word) : undefined),
        };
      }
    }
  }),

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN wget -q «http://x.example/a.tar.gz» && pip install «--index-url=http://p.example/simple» a==1\nADD «http://x.example/b» /b\n',
      good: `FROM debian:13.1\nRUN wget -q https://x.example/a.tar.gz && pip install --index-url=https://p.example/simple a==1\nADD https://x.example/b /b\n`,
    },
    {
      bad: 'FROM rockylinux:9\nRUN rpm -i «http://x.example/a.rpm» && dnf config-manager «--add-repo=http://x.example/b.repo»\n',
      good: 'FROM rockylinux:9\nRUN rpm -i https://x.example/a.rpm && dnf config-manager --add-repo=https://x.example/b.repo\n',
    },
    {
      bad: "FROM python:3.13\nRUN python -c \"import urllib.request as u; u.urlretrieve('«http://x.example/a»', 'a')\"\n",
    },
    { bad: 'FROM debian:13.1\nRUN git clone «git://x.example/a.git»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN curl http://localhost:8080 && wget http://mirror/x http://repo.default.svc.cluster.local/x https://x.example/a\n',
    'FROM debian:13.1\nRUN echo http://x.example && curl -H "Referer: http://x.example" https://x.example\nLABEL url=http://x.example\n',
    "FROM python:3.13\nRUN python -c \"import requests; requests.get('http://localhost:80'); requests.get('https://x.example'); print('http://x.example')\"\n",
    'FROM debian:13.1\nHEALTHCHECK CMD curl http://x.example\n',
  ],
});

export const german = {
  title: 'Download über http, ftp oder das git-Protokoll',
  why: 'Jeder unterwegs kann lesen und ersetzen, was übertragen wird, und es wird Teil des Images.',
  remedy: 'https verwenden; wo es das nicht gibt, eine Prüfsumme vergleichen.',
  says: {
    'Use https': 'https verwenden',
    'ADD fetches "{0}" into {1} without encryption.': 'ADD in {1} holt „{0}“ unverschlüsselt.',
    'A step of {0} fetches "{1}" without encryption.': 'Ein Schritt in {0} holt „{1}“ unverschlüsselt.',
  },
};
