// What answers a question of a person, and is not needed to find what is wrong: loaded with the first question.
export { editLater } from './actionEdits';
export { codeActions } from './codeActions';
export { codeLenses } from './codeLenses';
export { completeFields, completeFlags } from './completion';
export { configLinks, ignoreLinks } from './documentLinks';
export { hover, withFacts, withValue } from './hover';
export { completeIgnored } from './ignoreCompletion';
export { inlayHints } from './inlayHints';
export { rulePageIn } from './rulePage';
export { completeTemplates } from './templates';
export { hoverTopic } from './topics';
