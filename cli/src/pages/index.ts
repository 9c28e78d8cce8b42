export { type RuleFix, ruleFixes } from './fixes';
export { ruleHelp, ruleIndex, rulePage } from './markdown';
export { ruleHint, ruleText } from './terminal';
