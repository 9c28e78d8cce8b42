import { asFix } from '../edit/fixes';
import { setValue, type YamlChange } from '../edit/yamlEdit';
import { addBehindItem } from '../edit/yamlItems';
import { isShared } from '../edit/yamlPlaces';
import { podWith } from '../examples';
import { type ModelDownload, pinnedModel, unpinnedModels } from '../model/commands/models';
import { podCommands, podVariables } from '../model/podCommands';
import { at, items, plain, spanOf, type Value } from '../model/value';
import type { Container, Pod } from '../model/workload';
import type { Word } from '../parse/shell';
import { defineRule, type Fix } from '../rule';
import { contains, span } from '../text/span';

const commit = '0123456789abcdef0123456789abcdef01234567';

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
  fixable: 'sometimes', // Where the pod names the commit elsewhere: for the same model, or as the one revision in a variable.
  subject: 'container',
  why: 'Whoever can push to the model repository changes what the server answers, or runs code in it, at its next start.',
  remedy: 'Name the commit: --revision with 40 hex digits.',

  *check(container) {
    for (const command of podCommands(container)) {
      for (const model of unpinnedModels(command)) {
        const { at, name, moving } = model;
        yield {
          at,
          message: `Container "${container.name}" takes the model "${name}" ${moving ? 'at a revision that moves' : 'without a revision'}.`,
          fix: () => pin(container, model),
        };
      }
    }
  },

  examples: [
    { bad: podWith('- name: model\n  command: [hf, download, «shop/model»]') },
    {
      bad: podWith(
        `- name: model\n  args:\n    - vllm\n    - serve\n    - «shop/model» # ours\n    - --port=8000\n  command: []\n- name: fetch\n  command: [hf, download, shop/model, --revision, ${commit}]`,
      ),
      good: podWith(
        `- name: model\n  args:\n    - vllm\n    - serve\n    - shop/model\n    - "--revision"\n    - "${commit}" # ours\n    - --port=8000\n  command: []\n- name: fetch\n  command: [hf, download, shop/model, --revision, ${commit}]`,
      ),
    },
    {
      bad: podWith(
        `- name: model\n  env:\n    - { name: MODEL_REVISION, value: ${commit} }\n  command:\n    - sh\n    - -c\n    - "hf download «shop/model» --local-dir /m && exec vllm serve /m"`,
      ),
      good: podWith(
        `- name: model\n  env:\n    - { name: MODEL_REVISION, value: ${commit} }\n  command:\n    - sh\n    - -c\n    - "hf download shop/model --revision ${commit} --local-dir /m && exec vllm serve /m"`,
      ),
    },
  ],
  accepts: [
    podWith(
      '- name: model\n  command: [hf, download, shop/model, --revision, 0123456789012345678901234567890123456789]',
    ),
  ],
});

/** Names the commit that the pod has for the model elsewhere. */
function pin({ value, pod }: Container, model: ModelDownload): Fix | undefined {
  // What takes `--revision`: no address of a file, and no Python.
  const isOption = model.moving ? /^(--revision=)?[\w.-]+$/ : /^[\w.-]+\/[\w.-]+$/;
  const found = isOption.test(model.word?.text ?? '') ? revisionFor(pod, model.name) : undefined;
  if (!found) return undefined;
  const lists = [
    ...['command', 'args'].map((key) => at(value, key)),
    ...['postStart', 'preStop'].map((hook) => at(value, 'lifecycle', hook, 'exec', 'command')),
  ];
  const given = model.moving ? model.word : undefined;
  const place = given?.span ?? model.at;
  const item = lists.flatMap(items).find((one) => contains(spanOf(one) ?? span(0, 0), place));
  if (!item) return undefined;
  return asFix(given ? replaceRevision(item, given, found) : addRevision(item, model.name, found), {
    title: `Take "${model.name}" at ${found.slice(0, 12)}, as the pod says elsewhere`,
    safety: 'review',
  });
}

/** The commit at which the pod takes the same model, or the one revision that a variable names beside the one model. */
function revisionFor({ containers }: Pod, name: string): string | undefined {
  const commands = containers.flatMap(podCommands);
  const same = new Set(
    commands.flatMap((command) => pinnedModel(command) ?? []).flatMap((one) => (one.name === name ? one.commit : [])),
  );
  const [pinned] = same;
  if (pinned) return same.size === 1 ? pinned : undefined;
  const models = new Set(commands.flatMap(unpinnedModels).map((one) => one.name));
  const said = containers.flatMap(podVariables).filter((one) => /(^|_)(REVISION|COMMIT)(_SHA|_HASH)?$/.test(one.name));
  const [revision, other] = new Set(said.map((one) => one.value));
  return models.size === 1 && other === undefined && /^[0-9a-f]{40}$/.test(revision ?? '') ? revision : undefined;
}

function replaceRevision(item: Value, { text }: Word, revision: string): YamlChange | undefined {
  const isJoined = text.startsWith('--revision=');
  if (plain(item) === text) return setValue(item, isJoined ? `--revision=${revision}` : revision);
  const branch = text.replace('--revision=', '');
  return inScript(item, `--revision${isJoined ? '=' : ' '}`, branch, revision);
}

function addRevision(item: Value, name: string, revision: string): YamlChange | undefined {
  const text = plain(item);
  if (typeof text !== 'string') return undefined;
  const isWord = text === name || (text.startsWith('-') && text.endsWith(`=${name}`));
  return isWord ? addBehindItem(item, ['--revision', revision]) : inScript(item, name, '', ` --revision ${revision}`);
}

/** Changes what follows a text in a script, where that stands there once and is a word of its own. */
function inScript(item: Value, before: string, old: string, text: string): YamlChange | undefined {
  const { document } = item;
  const { start, end } = spanOf(item) ?? span(0, 0);
  const [head = '', tail, more] = document.text.slice(start - document.start, end - document.start).split(before + old);
  if (isShared(item) || tail === undefined || more !== undefined) return undefined;
  if (!/[\s=]$/.test(head) || !/^([\s;&|]|["']?$)/.test(tail)) return undefined;
  const from = start + head.length + before.length;
  return { edits: [{ span: span(from, from + old.length), text }], shared: false };
}

export const german = {
  title: 'Modell ohne feste Revision bezogen',
  why: 'Wer in das Modell-Repository schreiben kann, ändert beim nächsten Start, was der Server antwortet, oder führt Code darin aus.',
  remedy: 'Den Commit nennen: --revision mit 40 Hexadezimalziffern.',
  says: {
    'Container "{0}" takes the model "{1}" {2}.': 'Container „{0}“ bezieht das Modell „{1}“ {2}.',
    'Take "{0}" at {1}, as the pod says elsewhere': '„{0}“ bei {1} beziehen, wie es der Pod an anderer Stelle sagt',
    'at a revision that moves': 'in einer Revision, die wandert',
    'without a revision': 'ohne Revision',
  },
};
