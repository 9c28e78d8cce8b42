import { type Level, levels, type Profile, profiles, type Rule, rules } from '@bulkhead/rules';
import { type Options, readArguments } from '../args';
import type { Command } from '../command';
import { exitCode } from '../failure';
import { styleOf, usesColours } from '../style';
import { count } from '../words';

const options = {
  format: { value: 'FORMAT', choices: ['text', 'json'], help: 'How to list them' },
  profile: { value: 'NAME', choices: Object.keys(profiles), help: 'Only the rules of this profile' },
} satisfies Options;

/** Lists the rules. */
export const listRules: Command = {
  usage: 'bulkhead rules [options]',
  options,
  async run(args, io) {
    const given = readArguments(args, options);
    const profile = given.value('profile') as Profile | undefined;
    const wanted: readonly Level[] = profile ? profiles[profile] : levels;
    const listed = rules.filter((rule) => wanted.includes(rule.level));
    const colours = usesColours(io.stdout, io.env);
    io.stdout.write(given.value('format') === 'json' ? asJson(listed) : asTable(listed, colours));
    return exitCode.clean;
  },
};

function asJson(listed: readonly Rule[]): string {
  const plain = listed.map(({ check: _check, examples: _examples, accepts: _accepts, ...facts }) => facts);
  return `${JSON.stringify({ rules: plain }, null, 2)}\n`;
}

function asTable(listed: readonly Rule[], colours: boolean): string {
  const style = styleOf(colours);
  const width = Math.max(0, ...listed.map((rule) => rule.id.length));
  const lines = listed.map((rule) => {
    const severity = style.severity(rule.severity) + ' '.repeat(8 - rule.severity.length);
    const fix = rule.fixable === 'never' ? '     ' : '[fix]';
    return `${rule.id.padEnd(width)}  ${severity}  ${rule.level.padEnd(10)}  ${fix}  ${rule.title}`;
  });
  return [...lines, '', `${count(listed.length, 'rule')}. "bulkhead explain RULE" tells more about one.`, ''].join(
    '\n',
  );
}
