import { dockerfileFix, removeItem } from '../edit/dockerfileEdit';
import { assignmentsOf } from '../model/commands/options';
import { disablesTls } from '../model/commands/tls';
import { buildCommands, on, placeName, severityIn } from '../model/dockerfile/judge';
import { defineRule } from '../rule';

/** Other tools have a check for each variable. */
const aliasesOf: Readonly<Record<string, readonly string[]>> = {
  PYTHONHTTPSVERIFY: ['CKV2_DOCKER_5'],
  NODE_TLS_REJECT_UNAUTHORIZED: ['CKV2_DOCKER_6'],
  NPM_CONFIG_STRICT_SSL: ['CKV2_DOCKER_12'],
  GIT_SSL_NO_VERIFY: ['CKV2_DOCKER_14'],
};

export const tlsVerificationDisabledEnv = defineRule({
  id: 'tls-verification-disabled-env',
  title: 'Environment switches TLS verification off',
  control: 'custom-ca-trust',
  level: 'baseline',
  severity: 'high',
  stride: ['S', 'T'],
  layer: 'supply-chain',
  aliases: Object.values(aliasesOf).flat(),
  references: [],
  fixable: 'sometimes', // What a command sets for itself stays for a human.
  subject: 'instruction',
  why: 'Every program that reads the variable accepts any certificate from then on, in the build and in each container.',
  remedy: 'Remove the variable; for a private authority, install its certificate with the system tools.',

  check: on(['RUN', 'ENV', 'ARG'], function* (instruction) {
    if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') {
      for (const variable of instruction.variables) {
        const { name, value, span } = variable;
        if (value?.value === undefined || !disablesTls(name, value.value)) continue;
        yield {
          at: span,
          message: `${instruction.keyword} ${name} in ${placeName(instruction)} switches certificate checks off.`,
          severity: severityIn(instruction.stage, 'high'),
          aliases: aliasesOf[name.toUpperCase()] ?? [],
          fix: () =>
            dockerfileFix(`Remove ${name}`, 'review', [removeItem(instruction, instruction.variables, variable)]),
        };
      }
      return;
    }
    for (const command of buildCommands(instruction)) {
      for (const { name, value, word } of assignmentsOf(command)) {
        if (value === undefined || !disablesTls(name, value)) continue;
        yield {
          at: word.span,
          message: `A step of ${placeName(instruction)} switches certificate checks off (${name}).`,
          severity: severityIn(instruction.stage, 'high'),
          aliases: aliasesOf[name.toUpperCase()] ?? [],
        };
      }
    }
  }),

  examples: [
    {
      bad: 'FROM node:22.1\nENV «NODE_TLS_REJECT_UNAUTHORIZED=0»\nRUN make\n',
      good: 'FROM node:22.1\nRUN make\n',
    },
    {
      bad: 'FROM node:22.1\nENV «PYTHONHTTPSVERIFY=0» A=1 \\\n    «GIT_SSL_NO_VERIFY="true"»\n',
      good: 'FROM node:22.1\nENV A=1\n',
    },
    { bad: 'FROM node:22.1\nRUN export «PYTHONHTTPSVERIFY=0» && «GIT_SSL_NO_VERIFY=false» make\n' },
  ],
  accepts: [
    'FROM node:22.1\nENV NODE_TLS_REJECT_UNAUTHORIZED=1 CURL_CA_BUNDLE=/ca.pem\n',
    'FROM node:22.1\nARG CURL_CA_BUNDLE\nENV CURL_CA_BUNDLE=$CURL_CA_BUNDLE\n',
    'FROM node:22.1\nARG NODE_TLS_REJECT_UNAUTHORIZED\n',
  ],
});

export const german = {
  title: 'Umgebung schaltet die TLS-Prüfung ab',
  why: 'Jedes Programm, das die Variable liest, akzeptiert von da an jedes Zertifikat, im Build und in jedem Container.',
  remedy: 'Die Variable entfernen; für eine private Stelle ihr Zertifikat mit den Systemwerkzeugen installieren.',
  says: {
    '{0} {1} in {2} switches certificate checks off.': '{0} {1} in {2} schaltet Zertifikatsprüfungen ab.',
    'Remove {0}': '{0} entfernen',
    'A step of {0} switches certificate checks off ({1}).':
      'Ein Schritt in {0} schaltet Zertifikatsprüfungen ab ({1}).',
  },
};
