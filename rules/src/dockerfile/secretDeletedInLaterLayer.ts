import { mountCopied } from '../edit/secretMount';
import { credentialKind } from '../model/credentialFiles';
import type { CopyInstruction } from '../model/dockerfile';
import { milder } from '../model/dockerfile/judge';
import { defineRule, type Fix } from '../rule';
import type { Span } from '../text/span';

interface Written {
  readonly path: string;
  readonly index: number;
  readonly span: Span;
  readonly keyword: string;
  readonly copy?: CopyInstruction;
}

const join = (folder: string, name: string) => `${folder.replace(/\/$/, '')}/${name}`;
const home = (path: string) => path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, '/root');

function mountFound({ copy }: Written): Fix | undefined {
  const [source] = copy?.sources ?? [];
  const kind = source && credentialKind(source.text);
  return copy && kind && mountCopied(copy, kind, source.text.replace(/\/+$/, '').replace(/^.*\//, ''));
}

/** Each deleted file is compared with all written ones; a file that writes more secrets was not written by anybody. */
const mostWritten = 1_000;

export const secretDeletedInLaterLayer = defineRule({
  id: 'secret-deleted-in-later-layer',
  title: 'Secret removed only in a later layer',
  control: 'no-secrets-in-image',
  level: 'baseline',
  severity: 'high',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['DS-0031'],
  references: ['CISD:4.10'],
  fixable: 'sometimes', // Only a copied file, and when the steps that use it can be told by their programs.
  subject: 'stage',
  why: 'Each instruction makes a layer, and a deleted file stays in the layer below: whoever pulls the image gets it out with one command.',
  remedy: 'Use the secret inside one RUN with `--mount=type=secret`, so that no layer ever holds it.',

  *check(stage) {
    const written: Written[] = [];
    for (const instruction of stage.instructions) {
      if (written.length > mostWritten) return;
      const { index, keyword } = instruction;
      if ((instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && !instruction.from) {
        const to = instruction.destination?.text ?? '';
        for (const source of instruction.sources) {
          const name = source.text.replace(/\/+$/, '').replace(/^.*\//, '');
          const path = home(to.endsWith('/') || instruction.sources.length > 1 ? join(to, name) : to);
          if (credentialKind(source.text) || credentialKind(path)) {
            const one = { index, keyword, span: source.span, copy: instruction };
            written.push({ ...one, path }, { ...one, path: join(home(to), name) });
          }
        }
      } else if (instruction.keyword === 'RUN') {
        for (const command of instruction.commands) {
          for (const redirect of command.redirects) {
            const path = home(redirect.target.text);
            if (redirect.operator.startsWith('>') && credentialKind(path)) {
              written.push({ path, index, keyword, span: redirect.target.span });
            }
          }
          if (command.name !== 'rm' && command.name !== 'shred' && command.name !== 'unlink') continue;
          for (const word of command.args) {
            const path = home(word.text).replace(/\/$/, '');
            const found = written.find(
              (item) => item.index < index && (item.path === path || item.path.startsWith(`${path}/`)),
            );
            if (!found || path.length < 2) continue;
            yield {
              at: word.span,
              message: `"${word.text}" is deleted in ${stage.label}, but the ${found.keyword} before it keeps it in its layer.`,
              severity: stage.ships ? 'high' : milder(milder('high')),
              related: [{ at: found.span, message: 'The secret enters the image here.' }],
              fix: () => mountFound(found),
            };
          }
        }
      }
    }
  },

  examples: [
    {
      bad: 'FROM debian:13.1\nCOPY id_rsa /root/.ssh/id_rsa\nRUN git clone x && rm «/root/.ssh/id_rsa»\n',
      good: 'FROM debian:13.1\nRUN --mount=type=ssh git clone x\n',
    },
    {
      bad: 'FROM node:22.1\nCOPY .npmrc /root/.npmrc\nRUN npm ci\n# done\nRUN rm -f «/root/.npmrc» /tmp/log\n',
      good: 'FROM node:22.1\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n# done\nRUN rm -f /tmp/log\n',
    },
    { bad: 'FROM node:22.1\nCOPY .npmrc /root/.npmrc\nRUN npm ci && cp /root/.npmrc /tmp\nRUN rm «/root/.npmrc»\n' },
    { bad: 'FROM debian:13.1\nRUN echo a > ~/.netrc\nRUN make\nRUN rm -f «~/.netrc»\n' },
  ],
  accepts: [
    'FROM debian:13.1\nRUN echo a > ~/.netrc && make && rm ~/.netrc\n',
    'FROM debian:13.1\nCOPY app.tar /tmp/\nRUN rm /tmp/app.tar\n',
  ],
});

export const german = {
  title: 'Geheimnis erst in einer späteren Schicht entfernt',
  why: 'Jede Anweisung erzeugt eine Schicht, und eine gelöschte Datei bleibt in der Schicht darunter: Wer das Image zieht, holt sie mit einem Befehl heraus.',
  remedy: 'Das Geheimnis innerhalb eines RUN mit `--mount=type=secret` verwenden, damit keine Schicht es je enthält.',
  says: {
    '"{0}" is deleted in {1}, but the {2} before it keeps it in its layer.':
      '„{0}“ wird in {1} gelöscht, aber das {2} davor behält es in seiner Schicht.',
    'The secret enters the image here.': 'Hier gelangt das Geheimnis in das Image.',
  },
};
