import { matches, readLabels, readSelector } from '../model/selectors';
import { at, isAbsent, type Value } from '../model/value';
import { setValue, type YamlChange } from './yamlEdit';

/** Spreads the pods of a workload's `spec` over nodes, as far as the scheduler can; only its selector tells how. */
export function spreadOverNodes(spec: Value): YamlChange | undefined {
  const spread = at(spec, 'template', 'spec', 'topologySpreadConstraints');
  const labels = readLabels(at(spec, 'template', 'metadata', 'labels'));
  const selector = [...readLabels(at(spec, 'selector', 'matchLabels')).known];
  const matchLabels = Object.fromEntries(selector.map(([key, value]) => [key, value ?? '']));
  if (!isAbsent(spread) || selector.length === 0 || matches(readSelector(at(spec, 'selector')), labels) !== 'yes')
    return undefined;
  const constraint = {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels },
  };
  return setValue(spread, [constraint]);
}
