import { at, items, plain } from '../model/value';
import type { Container } from '../model/workload';
import type { Fix } from '../rule';
import { setField } from './fixes';

/** A probe that connects to the container's first TCP port; liveness asks more patiently than readiness. */
export function fixProbe(container: Container, probe: 'livenessProbe' | 'readinessProbe'): Fix | undefined {
  const first = items(at(container.value, 'ports')).find((port) => (plain(at(port, 'protocol')) ?? 'TCP') === 'TCP');
  const number = first && plain(at(first, 'containerPort'));
  if (typeof number !== 'number') return undefined;
  const patience = probe === 'livenessProbe' ? { periodSeconds: 20, failureThreshold: 6 } : { periodSeconds: 5 };
  const word = probe === 'livenessProbe' ? 'alive' : 'ready';
  return setField(
    container.value,
    [probe],
    { tcpSocket: { port: number }, ...patience },
    {
      title: `Ask port ${number} of "${container.name}" whether it is ${word}`,
      safety: 'review',
    },
  );
}
