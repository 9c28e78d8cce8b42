import { boundaries, strideThreats } from '../catalog';
import type { Stride } from '../rule';
import type { ItemState } from './assess';
import { type Counts, countStates } from './group';
import { counted } from './phrases';

/** One crossing of a boundary and a kind of threat. */
export interface MatrixCell {
  readonly boundary: string;
  readonly stride: Stride;
  readonly counts: Counts;
  /** From 0 (nothing open) to 4 (most of it open), for the shade. */
  readonly heat: 0 | 1 | 2 | 3 | 4;
  /** What to see at once, apart from the numbers. */
  readonly facts: readonly string[];
  /** The cell in a whole sentence. */
  readonly spoken: string;
}

export interface Matrix {
  readonly columns: readonly { readonly letter: Stride; readonly title: string; readonly detail: string }[];
  readonly rows: readonly {
    readonly boundary: string;
    readonly title: string;
    readonly cells: readonly MatrixCell[];
  }[];
}

/** STRIDE across, trust boundaries down. */
export function matrixOf(states: readonly ItemState[]): Matrix {
  return {
    columns: strideThreats.map(({ letter, name, property }) => ({ letter, title: name, detail: property })),
    rows: boundaries.map((boundary) => {
      const here = states.filter((state) => state.boundaries.includes(boundary));
      return { boundary, title: boundary, cells: strideThreats.map((threat) => cellOf(boundary, threat, here)) };
    }),
  };
}

function cellOf(boundary: string, threat: { letter: Stride; name: string }, here: readonly ItemState[]): MatrixCell {
  const counts = countStates(here.filter((state) => state.stride.includes(threat.letter)));
  const { decided, total, done, refuted, contradicted, stale } = counts;
  const more = [done > 0 ? `${done} done` : '', contradicted > 0 ? `${contradicted} done but refuted` : ''];
  if (refuted > contradicted) more.push(`${refuted - contradicted} refuted`);
  if (stale > 0) more.push(`${stale} stale`);
  const rest = more.filter(Boolean).map((fact) => `, ${fact}`);
  const facts = [...(contradicted > 0 ? [`${contradicted} refuted`] : []), ...(stale > 0 ? [`${stale} stale`] : [])];
  return {
    boundary,
    stride: threat.letter,
    counts,
    heat: heatOf(counts),
    facts,
    spoken: `${threat.name} at the ${boundary}: ${decided} of ${counted(total, 'item')} decided${rest.join('')}.`,
  };
}

function heatOf({ total, attention }: Counts): MatrixCell['heat'] {
  if (attention === 0) return 0;
  return Math.min(4, Math.ceil((attention / total) * 4)) as MatrixCell['heat'];
}
