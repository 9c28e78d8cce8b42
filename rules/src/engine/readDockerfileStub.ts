import type { Dockerfile } from '../model/dockerfile';
/** Stands in until the Dockerfile model is there. */
export function readDockerfile(text: string): Dockerfile {
  return {
    text,
    escape: '\\',
    directives: [],
    comments: [],
    instructions: [],
    globalArgs: [],
    stages: [],
    target: undefined,
    problems: [],
  };
}
