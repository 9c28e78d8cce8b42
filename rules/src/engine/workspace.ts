import { fileKind } from '../fileKind';
import { readDockerfile } from '../model/dockerfile';
import { readObjects } from '../model/object';
import { readPods } from '../model/workload';
import type { PlacedObject, Workspace } from '../model/workspace';
import { readYaml } from '../parse/yaml';
import type { SourceFile } from '../report';
import type { Finding } from '../rule';
import { judge, type RunRules } from './run';

/** Reads what several files have in common and asks the rules that look across them. */
export function checkWorkspace(files: readonly SourceFile[], run: RunRules): Finding[] {
  const findings: Finding[] = [];
  if (!run.rules.some((rule) => rule.subject === 'workspace')) return findings;
  judge(run, 'workspace', readWorkspace(files), '', [], findings);
  return findings;
}

export function readWorkspace(files: readonly SourceFile[]): Workspace {
  const objects: PlacedObject[] = [];
  const dockerfiles: { file: string; dockerfile: ReturnType<typeof readDockerfile> }[] = [];
  for (const file of files) {
    const kind = file.kind ?? fileKind(file.path, file.text);
    if (kind === 'dockerfile') dockerfiles.push({ file: file.path, dockerfile: readDockerfile(file.text) });
    if (kind !== 'kubernetes') continue;
    for (const document of readYaml(file.text)) {
      for (const object of readObjects(document)) objects.push({ file: file.path, object, pods: readPods(object) });
    }
  }
  return { objects, dockerfiles };
}
