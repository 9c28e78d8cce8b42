import { moveToMaintained } from '../edit/baseImageEdit';
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
  fixable: 'sometimes', // Not when the nearest release is not known, or something else in the file needs the old one.
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
      fix: () => moveToMaintained(stage, today),
    };
  },

  examples: [
    { bad: '# 18.04 was here\nFROM «ubuntu:18.04»\n', good: '# 18.04 was here\nFROM ubuntu:22.04\n' },
    { bad: 'FROM «debian:buster-slim» AS a\nFROM a\n', good: 'FROM debian:bookworm-slim AS a\nFROM a\n' },
    {
      bad: 'ARG V=3.8\nFROM «python:$V» AS build\nFROM «python:$V-slim»\n',
      good: 'ARG V=3.11\nFROM python:$V AS build\nFROM python:$V-slim\n',
    },
    {
      bad: 'ARG BASE="docker.io/python:3.7-slim-buster"\nFROM «$BASE»\nRUN pip install -r a.txt\n',
      good: 'ARG BASE="docker.io/python:3.11-slim-bookworm"\nFROM $BASE\nRUN pip install -r a.txt\n',
    },
    {
      bad: 'FROM «node:14-alpine3.13» AS build\nFROM «node:fermium»\n',
      good: 'FROM node:22-alpine3.22 AS build\nFROM node:jod\n',
    },
    {
      bad: 'FROM «python:3.7» AS build\nFROM «python:3.7-slim»\nCOPY --from=build /usr/local/lib/python3.7/site-packages /a\n',
    },
    { bad: 'ARG V=18.04\nFROM «ubuntu:$V» AS build\nFROM nvidia/cuda:12.9.0-base-ubuntu$V\n' },
    { bad: `FROM «ubuntu:18.04@sha256:${'a'.repeat(64)}»\n` },
    { bad: 'FROM «debian:10»\nRUN apt-get update && apt-get install -y curl=7.64.0-4\n' },
    { bad: 'FROM «debian:10»\nRUN apt-get update && apt-get install -y python3-pip && pip3 install a\n' },
    { bad: 'FROM «python:3.7.2»\nFROM «php:7-fpm»\nFROM «python:2.7»\nFROM «node:14-onbuild»\nFROM «centos:7»\n' },
    { bad: 'FROM «alpine:3.22.1»\n', context: { today: '2030-01-01' } },
  ],
  accepts: [
    'FROM ubuntu:24.04\nFROM alpine:3.22\nFROM debian:13.1\n',
    'FROM mcr.microsoft.com/dotnet/framework/runtime:3.5\nFROM python:3.13\nFROM registry.example/ubuntu:18.04\n',
  ],
});

export const german = {
  title: 'Basis-Image außer Pflege',
  why: 'Niemand behebt mehr Sicherheitslücken in dieser Version; jede ab jetzt gefundene bleibt.',
  remedy: 'Auf eine noch gepflegte Version wechseln und das Programm damit testen.',
  says: {
    'Use {0}, maintained until {1}': '{0} verwenden, gepflegt bis {1}',
    '{0} starts from "{1}", and {2} has had no security updates since {3}.':
      '{0} beginnt mit „{1}“, und {2} bekommt seit {3} keine Sicherheitsupdates.',
  },
};
