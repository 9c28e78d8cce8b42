import { helmRules } from '../../helm.generated';
import { kubernetesRules } from '../../kubernetes.generated';

export { checkManifest, documentsOf } from '../manifest';
export { checkValues } from '../values';

export const rules = [...helmRules, ...kubernetesRules].sort((a, b) => (a.id < b.id ? -1 : 1));
