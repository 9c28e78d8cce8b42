/** What is needed to ask for answers and to fill a template in, without the templates and without a reader of YAML. */
export { fitsPattern } from './answers';
export * from './expand';
export type * from './template';
