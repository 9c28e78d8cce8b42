import { podWith } from '../examples';
import { unpinnedModels } from '../model/commands/models';
import { podCommands } from '../model/podCommands';
import { defineRule } from '../rule';

export const modelDownloadUnpinnedInPod = defineRule({
  id: 'model-download-unpinned-in-pod',
  title: 'Model taken without a fixed revision',
  control: 'model-source-trust',
  level: 'restricted',
  severity: 'medium',
  stride: ['T'],
  layer: 'supply-chain',
  aliases: [],
  references: ['CISD:4.12', 'OWASP:D13'],
  fixable: 'never',
  subject: 'container',
  why: 'Whoever can push to the model repository changes what the server answers, or runs code in it, at its next start.',
  remedy: 'Name the commit: --revision with 40 hex digits.',

  *check(container) {
    for (const command of podCommands(container)) {
      for (const { at, name, moving } of unpinnedModels(command)) {
        yield {
          at,
          message: `Container "${container.name}" takes the model "${name}" ${moving ? 'at a revision that moves' : 'without a revision'}.`,
        };
      }
    }
  },

  examples: [{ bad: podWith('- name: model\n  command: [hf, download, «shop/model»]') }],
  accepts: [
    podWith(
      '- name: model\n  command: [hf, download, shop/model, --revision, 0123456789012345678901234567890123456789]',
    ),
  ],
});

export const german = {
  title: 'Modell ohne feste Revision bezogen',
  why: 'Wer in das Modell-Repository schreiben kann, ändert beim nächsten Start, was der Server antwortet, oder führt Code darin aus.',
  remedy: 'Den Commit nennen: --revision mit 40 Hexadezimalziffern.',
  says: {
    'Container "{0}" takes the model "{1}" {2}.': 'Container „{0}“ bezieht das Modell „{1}“ {2}.',
    'at a revision that moves': 'in einer Revision, die wandert',
    'without a revision': 'ohne Revision',
  },
};
