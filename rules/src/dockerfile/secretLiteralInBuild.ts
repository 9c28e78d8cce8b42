import { mountSpelled } from '../edit/secretMount';
import { spelledSecrets } from '../model/commands/spelledSecrets';
import { allCommands, severityIn } from '../model/dockerfile/judge';
import { findSecrets } from '../model/secretFormats';
import { defineRule } from '../rule';
import { type Span, touches } from '../text/span';

export const secretLiteralInBuild = defineRule({
  id: 'secret-literal-in-build',
  title: 'Recognisable credential in any instruction',
  control: 'no-secrets-in-image',
  level: 'baseline',
  severity: 'critical',
  stride: ['I'],
  layer: 'secrets',
  aliases: ['DS-0031', 'KICS:c3e1b6ae', 'PO:sensitiveContainerEnvVar'],
  references: ['CISD:4.10', 'OWASP:D12'],
  fixable: 'sometimes', // Only in a step that reads it once and keeps it nowhere.
  subject: 'instruction',
  why: 'The value has the form of a real credential, and everybody who can read this file or pull the image has it.',
  remedy: 'Replace the credential at its issuer, then pass the new one as a build secret or at run time.',

  *check(instruction) {
    if (instruction.onbuild) return;
    const { source, span } = instruction;
    const told: Span[] = [];
    for (const secret of findSecrets(source)) {
      const at = { start: span.start + secret.start, end: span.start + secret.end };
      told.push(at);
      yield {
        at,
        message: `${instruction.keyword} holds what looks like a ${secret.kind}: replace it at its issuer.`,
        severity: severityIn(instruction.stage, 'critical'),
        fix: () => mountSpelled(instruction, secret),
      };
    }
    for (const spelled of allCommands(instruction).flatMap(spelledSecrets)) {
      const { of, at } = spelled;
      if (told.some((other) => touches(other, at))) continue;
      yield {
        at,
        message: `${instruction.keyword} spells out what it gives to "${of}": replace it at its issuer.`,
        severity: severityIn(instruction.stage, 'high'),
        fix: () => mountSpelled(instruction, spelled),
      };
    }
  },

  examples: [
    {
      bad: 'FROM debian:13.1\nRUN curl -u a: -H "X: «ghp_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij»" https://api\n',
      good: `FROM debian:13.1\nRUN --mount=type=secret,id=github-token,env=GITHUB_TOKEN curl -u a: -H "X: \${GITHUB_TOKEN:?}" https://api\n`,
    },
    { bad: 'FROM debian:13.1\nENV HTTP_PROXY=«http://bob:hunter22@p»roxy:3128\n' },
    { bad: 'FROM debian:13.1\nRUN <<EOF\necho "«-----BEGIN RSA PRIVATE KEY-----»" > /k\nEOF\n' },
    {
      bad: 'FROM debian:13.1\nRUN export «AWS_SECRET_ACCESS_KEY=wJ4lrXUtnFEMI/K7MDENG» && make\n',
      good: `FROM debian:13.1\nRUN --mount=type=secret,id=aws-secret-access-key,env=AWS_SECRET_ACCESS_KEY export AWS_SECRET_ACCESS_KEY="\${AWS_SECRET_ACCESS_KEY:?}" && make\n`,
    },
    {
      bad: 'FROM debian:13.1\nRUN curl -fsSL -u «bob:hunter2» https://a.example/b\n',
      good: `FROM debian:13.1\nRUN --mount=type=secret,id=curl-password,env=CURL_PASSWORD curl -fsSL -u bob:"\${CURL_PASSWORD:?}" https://a.example/b\n`,
    },
    { bad: "FROM debian:13.1\nRUN docker login -u bob -p «'hunter2'» registry.example\n" },
    {
      bad: "FROM debian:13.1\nRUN sshpass -p «'hunter2'» scp a@b:c /d\n",
      good: `FROM debian:13.1\nRUN --mount=type=secret,id=sshpass-password,env=SSHPASS_PASSWORD sshpass -p "\${SSHPASS_PASSWORD:?}" scp a@b:c /d\n`,
    },
    { bad: 'FROM node:24\nRUN npm config set //registry.example/:_authToken «2f7f1c0e-77f3»\n' },
    { bad: 'FROM debian:13.1\nRUN aws configure set aws_secret_access_key «hunter2»\n' },
    {
      bad: 'FROM debian:13.1\nRUN curl -H «"PRIVATE-TOKEN: q8zJ2vLx0rTn"» https://a.example/b\n',
      good: `FROM debian:13.1\nRUN --mount=type=secret,id=private-token,env=PRIVATE_TOKEN curl -H "PRIVATE-TOKEN: \${PRIVATE_TOKEN:?}" https://a.example/b\n`,
    },
    {
      bad: 'FROM debian:13.1\nRUN deploy «--api-key=q8zJ2vLx0rTn» && make\n',
      good: `FROM debian:13.1\nRUN --mount=type=secret,id=api-key,env=API_KEY deploy --api-key="\${API_KEY:?}" && make\n`,
    },
    { bad: 'FROM debian:13.1\nRUN wget --password «hunter2» -O - https://hunter2.example/b\n' },
    { bad: 'FROM node:24\nRUN echo «"//registry.example/:_authToken=2f7f1c0e"» > .npmrc\n' },
  ],
  accepts: [
    'FROM debian:13.1\nARG T\nENV P=q8zJ2vLx0rTn\nRUN curl -u bob:$T a && docker login -p "$P" && npm config set //a/:_authToken=$T\n',
    'FROM ruby:3.4\nRUN SECRET_KEY_BASE=dummy1234567890 rails assets:precompile && DATABASE_PASSWORD=postgres rake db\n',
    'FROM debian:13.1\nRUN --mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) make --token "$TOKEN" --password-stdin < /a\n',
    'FROM debian:13.1\nRUN adduser --disabled-password app1234567 && app --reset-password bob1234567 && curl -u bob: a\n',
    'FROM debian:13.1\nRUN curl -H "PRIVATE-TOKEN: $T" -H "Accept: application/vnd.github.v3.raw1" https://a.example/b\n',
    'FROM debian:13.1\nENV A=AKIAIOSFODNN7EXAMPLE\n',
    'FROM debian:13.1\nARG P\nENV HTTPS_PROXY=http://bob:$P@proxy:3128\n',
    'FROM debian:13.1\nRUN echo 5f4dcc3b5aa765d61d8327deb882cf99 /a | md5sum -c\n',
    'FROM debian:13.1\nRUN git clone https://user@example.com/a.git\n',
  ],
});

export const german = {
  title: 'Erkennbare Zugangsdaten in einer Anweisung',
  why: 'Der Wert hat die Form echter Zugangsdaten, und jeder, der diese Datei lesen oder das Image ziehen kann, hat ihn.',
  remedy: 'Die Zugangsdaten beim Aussteller ersetzen, dann die neuen als Build-Geheimnis oder zur Laufzeit übergeben.',
  says: {
    '{0} holds what looks like a {1}: replace it at its issuer.':
      '{0} enthält anscheinend Zugangsdaten ({1}): beim Aussteller ersetzen.',
    '{0} spells out what it gives to "{1}": replace it at its issuer.':
      '{0} schreibt aus, was „{1}“ bekommt: beim Aussteller ersetzen.',
  },
};
