import { milder, sentence } from '../model/dockerfile/judge';
import { endedRelease } from '../model/imageLife';
import { defineRule } from '../rule';

export const baseImageEndOfLife = defineRule({
  id: 'base-image-end-of-life',
  title: 'Base image out of support',
  control: 'base-image-supported',
  level: 'baseline',
  severity: 'medium',
  stride: ['T', 'E'],
  layer: 'supply-chain',
  aliases: [],
  references: ['SCOUT:unapproved-base', 'SCOUT:outdated-base', 'CISD:4.4', 'OWASP:D0'],
  fixable: 'never', // A newer release may change what the program finds; tests decide.
  subject: 'stage',
  why: 'Nobody repairs security defects in this release any more, so each one found from now on stays.',
  remedy: 'Move to a release that is still maintained and test the program on it.',

  *check(stage, { today }) {
    const { image } = stage.base;
    if (stage.parent || !image) return;
    const ended = endedRelease(image, today);
    if (!ended) return;
    yield {
      at: stage.nameSpan,
      message: `${sentence(stage.label)} starts from "${image.text}", and ${ended.name} has had no security updates since ${ended.until}.`,
      severity: stage.ships ? 'medium' : milder('medium'),
    };
  },

  examples: [
    { bad: 'FROM «ubuntu:18.04»\n' },
    { bad: 'ARG V=3.8\nFROM «python:$V» AS build\n' },
    { bad: 'FROM «alpine:3.22.1»\n', context: { today: '2030-01-01' } },
  ],
  accepts: [
    'FROM ubuntu:24.04\nFROM alpine:3.22\nFROM debian:13.1\n',
    'FROM python:3.13\nFROM registry.example/ubuntu:18.04\n',
  ],
});

export const german = {
  title: 'Basis-Image außer Pflege',
  why: 'Niemand behebt mehr Sicherheitslücken in dieser Version; jede ab jetzt gefundene bleibt.',
  remedy: 'Auf eine noch gepflegte Version wechseln und das Programm damit testen.',
  says: {
    '{0} starts from "{1}", and {2} has had no security updates since {3}.':
      '{0} beginnt mit „{1}“, und {2} bekommt seit {3} keine Sicherheitsupdates.',
  },
};
