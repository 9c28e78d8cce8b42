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
  /** The cell in a whole sentence. */
  readonly label: string;
}

export interface Matrix {
  readonly columns: readonly { readonly letter: Stride; readonly name: string; readonly property: string }[];
  readonly rows: readonly { readonly boundary: string; readonly cells: readonly MatrixCell[] }[];
}

/** STRIDE across, trust boundaries down. */
export function matrixOf(states: readonly ItemState[]): Matrix {
  return {
    columns: strideThreats,
    rows: boundaries.map((boundary) => {
      const here = states.filter((state) => state.boundaries.includes(boundary));
      return { boundary, cells: strideThreats.map((threat) => cellOf(boundary, threat, here)) };
    }),
  };
}

function cellOf(boundary: string, threat: { letter: Stride; name: string }, here: readonly ItemState[]): MatrixCell {
  const counts = countStates(here.filter((state) => state.stride.includes(threat.letter)));
  const facts = [counted(counts.total, 'item'), `${counts.decided} decided`, `${counts.done} done`];
  if (counts.contradicted > 0) facts.push(`${counts.contradicted} done but refuted`);
  if (counts.refuted > counts.contradicted) facts.push(`${counts.refuted - counts.contradicted} refuted`);
  if (counts.stale > 0) facts.push(`${counts.stale} stale`);
  return {
    boundary,
    stride: threat.letter,
    counts,
    heat: heatOf(counts),
    label: `${threat.name} at the ${boundary}: ${facts.join(', ')}.`,
  };
}

function heatOf({ total, attention }: Counts): MatrixCell['heat'] {
  if (attention === 0) return 0;
  return Math.min(4, Math.ceil((attention / total) * 4)) as MatrixCell['heat'];
}
