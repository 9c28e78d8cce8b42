import { type Options, readArguments } from '../args';
import type { Command } from '../command';
import { exitCode, Failure } from '../failure';
import { ruleFixes, rulePage, ruleText } from '../pages';
import { ruleNamed } from '../settings';
import { styleOf, usesColours } from '../style';

const options = {
  format: { value: 'FORMAT', choices: ['text', 'markdown'], help: 'How to write it' },
} satisfies Options;

/** Explains one rule, or all that share a foreign id. */
export const explain: Command = {
  usage: 'bulkhead explain RULE | ALIAS',
  options,
  details: 'An alias is the id another tool gives the same defect: CKV_K8S_16, KSV-0017, C-0057, DL3002, ...',
  async run(args, io) {
    const given = readArguments(args, options);
    const [word, ...more] = given.paths;
    if (word === undefined || more.length > 0) throw new Failure('Name one rule, by its id or by an alias.');
    const style = styleOf(usesColours(io.stdout, io.env));
    const pages = ruleNamed(word).map((rule) =>
      given.value('format') === 'markdown' ? rulePage(rule, ruleFixes(rule)) : ruleText(rule, ruleFixes(rule), style),
    );
    io.stdout.write(pages.join('\n'));
    return exitCode.clean;
  },
};
