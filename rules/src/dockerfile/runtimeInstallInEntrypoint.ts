import { installInBuild } from '../edit/moveInstall';
import { startupInstalls } from '../model/commands/startup';
import { on, placeName } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

export const runtimeInstallInEntrypoint = defineRule({
  id: 'runtime-install-in-entrypoint',
  title: 'Container installs or downloads code when it starts',
  control: 'no-unverified-downloads',
  level: 'isolation',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.11'],
  fixable: 'sometimes', // Only what starts the command, installs from a lock or exact versions, and is in the image by then.
  subject: 'instruction',
  why: 'What runs is then decided at each start, after every scan and signature, by whoever controls the package server that day.',
  remedy: 'Install in a RUN of the image, pinned, and let the start command only start.',

  check: on(['CMD', 'ENTRYPOINT'], function* (instruction) {
    if ((instruction.keyword !== 'CMD' && instruction.keyword !== 'ENTRYPOINT') || instruction.stage?.ships === false)
      return;
    for (const { at, what } of startupInstalls(instruction.commands)) {
      yield {
        at,
        message: `${instruction.keyword} in ${placeName(instruction)} ${what} at every start.`,
        fix: () => installInBuild(instruction),
      };
    }
  }),

  examples: [
    {
      bad: 'FROM python:3.13\nCOPY . .\nUSER 10001\n# start\nCMD «pip install -r requirements.txt» && python app.py\n',
      good: 'FROM python:3.13\nCOPY . .\nUSER 10001\nRUN pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements.txt\n# start\nCMD python app.py\n',
    },
    {
      bad: 'FROM node:22.1\nCOPY package*.json ./\nENTRYPOINT ["sh", "-c", "«npm ci» && node a.js"]\n',
      good: 'FROM node:22.1\nCOPY package*.json ./\nRUN npm ci --ignore-scripts\nENTRYPOINT ["sh", "-c", "node a.js"]\n',
    },
    { bad: 'FROM node:22.1\nENTRYPOINT ["sh", "-c", "«npm ci» && node a.js"]\n' },
    { bad: 'FROM python:3.13\nCMD «pip install flask» && python app.py\n' },
  ],
  accepts: [
    'FROM python:3.13\nRUN pip install a==1\nCMD ["python", "app.py"]\n',
    'FROM python:3.13\nCMD ["./start.sh"]\n',
    'FROM python:3.13\nCMD ["uv", "run", "--frozen", "app.py"]\n',
  ],
});

export const german = {
  title: 'Container installiert oder lädt beim Start Code',
  why: 'Was läuft, bestimmt dann bei jedem Start, nach jedem Scan und jeder Signatur, wer an dem Tag den Paketserver kontrolliert.',
  remedy: 'In einem RUN des Images installieren, festgelegt, und den Startbefehl nur starten lassen.',
  says: {
    'Install in the build: {0}': 'Im Build installieren: {0}',
    '{0} in {1} {2} at every start.': '{0} in {1} {2}, bei jedem Start.',
  },
};
