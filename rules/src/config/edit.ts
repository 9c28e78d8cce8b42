import { setValue } from '../edit/yamlEdit';
import { at, rootValue } from '../model/value';
import { readYaml } from '../parse/yaml';
import { applyEdits, type Edit, smallestEdit } from '../text/edits';
import { lineEnding } from '../text/lines';
import { readConfig } from './read';

/** The smallest change of a config file that switches a rule off; undefined when its shape does not allow one. */
export function ruleOffEdit(text: string, rule: string): Edit | undefined {
  if (readConfig(text).config.rules?.[rule] === 'off') return undefined;
  const [document] = readYaml(text);
  const root = document && rootValue(document);
  if (!root || root.kind === 'null') return atTheEnd(text, rule);
  if (document.problems.length > 0 || root.kind !== 'map') return undefined;
  const change = setValue(at(root, 'rules', rule), 'off');
  if (!change || change.shared) return undefined;
  const after = applyEdits(text, change.edits).replace(`${rule}: "off"`, `${rule}: off`);
  return readConfig(after).config.rules?.[rule] === 'off' ? smallestEdit(text, after) : undefined;
}

function atTheEnd(text: string, rule: string): Edit {
  const line = lineEnding(text);
  const before = text === '' || /[\r\n]$/.test(text) ? '' : line;
  const end = { start: text.length, end: text.length };
  return { span: end, text: `${before}rules:${line}  ${rule}: off${line}` };
}
