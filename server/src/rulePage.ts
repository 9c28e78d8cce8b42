import type { Language } from './language';

/** Under these headings stands what other tools and standards call it. */
const namesOnly = new Set(['Also known as', 'Standards']);

/** The page of a rule in the language of the editor. Code, ids and the names of others stay as they are. */
export function rulePageIn(language: Language, rule: string, page: string): string {
  const words = language.rule(rule);
  if (!words) return page;
  let fence: string | undefined;
  let heading = '';
  const tell = (line: string): string => {
    if (fence !== undefined) {
      if (line === fence) fence = undefined;
      return line;
    }
    fence = /^`{3,}/.exec(line)?.[0];
    if (fence !== undefined || line === '') return line;
    if (line.startsWith('# ')) return `# ${words.title}`;
    if (line.startsWith('## ')) {
      heading = line.slice(3);
      return `## ${language.tellPage(heading, rule)}`;
    }
    if (heading === 'Why') return words.why;
    if (heading === 'What to do') return words.remedy;
    if (namesOnly.has(heading)) return line;
    const mark = /^(?:- |\d+\. )?/.exec(line)?.[0] ?? '';
    const facts = line.slice(mark.length).split(' · ');
    return mark + facts.map((fact) => language.tellPage(fact, rule)).join(' · ');
  };
  return page.split('\n').map(tell).join('\n');
}
