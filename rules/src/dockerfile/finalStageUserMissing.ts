import { dockerfileFix } from '../edit/dockerfileEdit';
import { startsAsRoot } from '../images/factJudgements';
import { milder, sentence } from '../model/dockerfile/judge';
import { needsRoot } from '../model/dockerfile/rootNeeds';
import { chosenUser, dropsPrivileges, insertBeforeStart } from '../model/dockerfile/users';
import { defineRule } from '../rule';

export const finalStageUserMissing = defineRule({
  id: 'final-stage-user-missing',
  title: 'Final stage never sets a user',
  control: 'image-non-root',
  level: 'baseline',
  severity: 'high',
  stride: ['E'],
  layer: 'image',
  aliases: ['CKV_DOCKER_3', 'DS-0002', 'KICS:fd54f200'],
  references: ['SCOUT:non-root', 'CISD:4.1', 'OWASP:D2', 'OWASP:D9', 'NSA:1.0'],
  fixable: 'sometimes', // Not when the image would most likely not start, or not find its files, as another user.
  subject: 'stage',
  why: 'Without USER the program runs as the user of its base image, which is nearly always root: a bug in it is then root inside the container, one kernel or mount mistake away from the node.',
  remedy:
    'Make an account with a fixed number and name it with USER behind the last step that needs root; then check `docker run --rm <image> id`.',

  *check(stage, { imageFacts }) {
    const { user } = stage;
    if (!stage.isTarget || stage.os === 'windows' || user.source === 'set') return;
    // What somebody looked up knows better than what is commonly known.
    const startsRoot = startsAsRoot(imageFacts(stage.base.image?.text ?? '')) ?? user.root;
    if (startsRoot === false) return;
    // FROM with an unknown variable: nobody can say who that image starts as.
    if (!stage.base.scratch && !stage.base.image) return;
    const known = startsRoot === true;
    const severity = known ? 'high' : 'medium';
    const drops = dropsPrivileges(stage);
    yield {
      at: stage.nameSpan,
      message: drops
        ? `${sentence(stage.label)} never sets a user, so it starts as root before it changes to another user.`
        : known
          ? `${sentence(stage.label)} never sets a user, so the image runs as root.`
          : `${sentence(stage.label)} never sets a user, so the image runs as root unless "${stage.base.value.text}" sets one.`,
      // KICS leaves images from nothing out.
      ...(stage.base.scratch ? { aliases: ['CKV_DOCKER_3', 'DS-0002'] } : {}),
      severity: drops ? milder(milder(severity)) : severity,
      fix: () => {
        if (needsRoot(stage)) return undefined;
        const { lines, user: name } = chosenUser(stage);
        return dockerfileFix(`Run as user ${name}`, 'review', [insertBeforeStart(stage, lines, 'USER')]);
      },
    };
  },

  examples: [
    {
      bad: 'FROM «debian:13.1»\nRUN apt-get update # index\n\n# start\nCMD ["sleep", "1"]\n',
      good: 'FROM debian:13.1\nRUN apt-get update # index\n\nRUN groupadd --gid 10001 app && useradd --uid 10001 --gid app --create-home --shell /usr/sbin/nologin app\nUSER 10001:10001\n# start\nCMD ["sleep", "1"]\n',
    },
    {
      bad: 'FROM golang:1.25.1 AS build\nUSER 1000\nRUN make\nfrom «alpine:3.22»\nadd app.tar /\n',
      good: 'FROM golang:1.25.1 AS build\nUSER 1000\nRUN make\nfrom alpine:3.22\nadd app.tar /\nrun addgroup -g 10001 app && adduser -D -u 10001 -G app app\nuser 10001:10001\n',
    },
    {
      bad: 'FROM «debian:13.1»\nENTRYPOINT ["tini", "--", "gosu", "app", "serve"]\n',
    },
    {
      bad: 'FROM «shop/base:1»\nRUN adduser --uid 1500 shop\nENTRYPOINT ["/app"]\n',
      good: 'FROM shop/base:1\nRUN adduser --uid 1500 shop\nUSER 1500\nENTRYPOINT ["/app"]\n',
    },
    { bad: 'FROM «nginx:1.29»\nCOPY site /usr/share/nginx/html\n' },
    { bad: 'FROM «amazonlinux:2023»\nCMD ["app"]\n', good: 'FROM amazonlinux:2023\nUSER 10001:10001\nCMD ["app"]\n' },
    { bad: 'FROM «python:3.13»\nRUN curl -O https://a.example/b\nENV PATH=/root/.local/bin:$PATH\nCMD ["app"]\n' },
    { bad: 'FROM «python:3.13»\nRUN hf download shop/model\nCMD ["app"]\n' },
    { bad: 'FROM «python:3.13»\nVOLUME /data\nCMD ["app"]\n' },
    { bad: 'FROM «python:3.13»\nONBUILD COPY . /app\nONBUILD RUN pip install -r /app/requirements.txt\n' },
    { bad: 'FROM «python:3.13»\nEXPOSE 80\nCMD ["app"]\n' },
    { bad: 'FROM «debian:13.1»\nRUN apt-get install -y slapd\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n' },
    { bad: 'FROM «debian:13.1»\nRUN useradd app\nCOPY start.sh /\nCMD ["/start.sh"]\n' },
    { bad: 'FROM «php:8.4-apache»\nCOPY app /var/www/html\n' },
    { bad: 'FROM «python:3.13»\nRUN pipx install app==1\nCMD ["app"]\n' },
    {
      bad: 'FROM «mcr.microsoft.com/powershell:7.5-debian-12»\nRUN pwsh -c "Install-Module -Name Az -Force"\nCMD ["pwsh"]\n',
    },
    { bad: 'FROM «debian:13.1»\nRUN apt-get install -y gosu\nENTRYPOINT ["/start"]\n' },
    { bad: 'FROM «scratch»\nCOPY app /\n', good: 'FROM scratch\nCOPY app /\nUSER 10001:10001\n' },
  ],
  accepts: [
    'FROM debian:13.1\nUSER 1000\n',
    'FROM debian:13.1 AS base\nUSER app\nFROM base\nCMD ["app"]\n',
    'FROM gcr.io/distroless/static-debian12:nonroot\nCOPY app /\n',
    'FROM mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled\nCOPY app /\n',
    'ARG BASE\nFROM $BASE\nCOPY app /\n',
    'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY app /\n',
    { text: 'FROM shop/base:1\nCOPY app /\n', context: { imageFacts: () => ({ user: '1000:1000' }) } },
  ],
});

export const german = {
  title: 'Letzte Stage setzt keinen Benutzer',
  why: 'Ohne USER läuft das Programm als Benutzer seines Basis-Images, fast immer root: Ein Fehler darin ist dann root im Container, einen Kernel- oder Mount-Fehler vom Node entfernt.',
  remedy:
    'Ein Konto mit fester Nummer anlegen und mit USER hinter dem letzten Schritt nennen, der root braucht; dann `docker run --rm <image> id` prüfen.',
  says: {
    '{0} never sets a user, so it starts as root before it changes to another user.':
      '{0} setzt keinen Benutzer, startet also als root, bevor zu einem anderen gewechselt wird.',
    '{0} never sets a user, so the image runs as root.': '{0} setzt keinen Benutzer, das Image läuft also als root.',
    '{0} never sets a user, so the image runs as root unless "{1}" sets one.':
      '{0} setzt keinen Benutzer, das Image läuft also als root, außer „{1}“ setzt einen.',
    'Run as user {0}': 'Als Benutzer {0} ausführen',
  },
};
