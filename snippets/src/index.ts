export { answerProblem } from './answers';
export * from './expand';
export * from './pack';
export { readTemplate, type TemplateProblem } from './source';
export { placeholderDigest, sampleDigest } from './stops';
export * from './template';
export { templates } from './templates.generated';
