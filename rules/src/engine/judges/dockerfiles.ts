export { dockerfileRules as rules } from '../../dockerfile.generated';
export { checkDockerfile } from '../dockerfile';
