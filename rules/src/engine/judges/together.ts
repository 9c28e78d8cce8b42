export { workspaceRules as rules } from '../../workspace.generated';
export { checkAlone, checkWorkspace } from '../workspace';
