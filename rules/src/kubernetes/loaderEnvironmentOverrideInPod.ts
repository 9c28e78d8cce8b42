import { podWith } from '../examples';
import { loaderOverride } from '../model/commands/startup';
import { podVariables } from '../model/podCommands';
import { defineRule } from '../rule';

export const loaderEnvironmentOverrideInPod = defineRule({
  id: 'loader-environment-override-in-pod',
  title: 'Variable puts code into every program',
  control: 'executable-allow-list',
  level: 'isolation',
  severity: 'medium',
  stride: ['T', 'E'],
  layer: 'image',
  aliases: [],
  references: ['CISD:5.26'],
  fixable: 'never',
  subject: 'container',
  why: 'Whoever can write that file or folder has their code in every program that starts in the container.',
  remedy: 'Leave the variable out, or name a file or folder by its whole path that only root can write.',

  *check(container) {
    for (const { name, value, span } of podVariables(container)) {
      const found = loaderOverride(name, value.replace(/\$\((?:PATH|LD_LIBRARY_PATH|PYTHONPATH)\)/g, '/usr'));
      if (!found) continue;
      yield {
        at: span,
        message: `Container "${container.name}": ${name} ${found.what}.`,
        severity: found.fixedPlace ? 'low' : 'medium',
      };
    }
  },

  examples: [{ bad: podWith('- name: api\n  env: [{ name: «LD_PRELOAD», value: /tmp/x.so }]') }],
  accepts: [podWith('- name: api\n  env: [{ name: LD_LIBRARY_PATH, value: /usr/local/cuda/lib64 }]')],
});

export const german = {
  title: 'Variable bringt Code in jedes Programm',
  why: 'Wer diese Datei oder diesen Ordner schreiben kann, hat seinen Code in jedem Programm, das im Container startet.',
  remedy:
    'Die Variable weglassen oder mit ganzem Pfad eine Datei oder einen Ordner nennen, den nur root schreiben kann.',
  says: {
    'Container "{0}": {1} {2}.': 'Container „{0}“: {1} {2}.',
  },
};
