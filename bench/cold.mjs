// From the start of a process to its first diagnostics, by turns.
import { Server } from './server.mjs';

/**
 * Wall time and CPU time until each server has answered; the least of several runs. Ours keeps what V8 compiled for the
 * next start, so the first of all is told beside them.
 */
export async function measureCold(document, definitions, runs) {
  const figures = {};
  for (let run = 0; run < runs; run++) {
    for (const definition of definitions) {
      // What takes ten seconds does so the second time, too.
      if (run > 0 && figures[definition.name].cold > 5000) continue;
      const server = new Server(definition);
      const cold = (await server.open(document)) ?? Number.POSITIVE_INFINITY;
      const { cpu } = server.cost();
      await server.stop();
      const before = figures[definition.name] ?? { first: cold, cold, coldCpu: cpu, initialized: server.initialized };
      figures[definition.name] = {
        first: before.first,
        cold: Math.min(before.cold, cold),
        coldCpu: Math.min(before.coldCpu, cpu),
        initialized: Math.min(before.initialized, server.initialized),
      };
    }
  }
  return figures;
}
