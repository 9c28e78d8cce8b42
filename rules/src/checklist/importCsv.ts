import { type Actor, decide, implement, reasonNeeded } from './actions';
import type { ItemState, Surroundings } from './assess';
import { readCsv } from './csv';
import type { Change, EntryChange } from './edit';
import { isWanted } from './filter';
import { isDate } from './language/diagnostics';
import { decisionWords } from './phrases';
import { type CsvColumn, csvColumns, csvGuarded, csvValues } from './report/csv';
import { type Decision, decisions, type Implementation, implementations, mostEntries } from './types';

/** What a table of another tool, or a report that somebody went on with in a spreadsheet, says about a checklist. */
export interface CsvImport {
  readonly changes: readonly EntryChange[];
  /** What was not taken, and why: one sentence each. */
  readonly problems: readonly string[];
  /** Items of the checklist that the table does not name. */
  readonly missing: readonly string[];
}

/** How other tools call our columns. */
const otherNames: Readonly<Record<string, CsvColumn>> = {
  ref: 'id',
  reference: 'id',
  state: 'status',
  reason: 'why',
  'review by': 'review-by',
};

/**
 * Reads a table by its `id` column. A cell that says what a report of the checklist would say now changes nothing, and
 * neither does an empty one; so it does not matter which columns somebody edited. Undefined: no table with ids.
 */
export function importCsv(
  text: string,
  states: ReadonlyMap<string, ItemState>,
  actor: Actor,
  around: Surroundings,
): CsvImport | undefined {
  const [head = [], ...rows] = readCsv(text);
  const columns = head.map(columnOf);
  if (!columns.includes('id')) return undefined;
  const changes = new Map<string, EntryChange>();
  const problems: string[] = [];
  const named = new Set<string>();
  for (const cells of rows.slice(0, mostEntries)) {
    const row = rowOf(columns, cells);
    const id = row.get('id') ?? '';
    const state = states.get(id);
    if (!state) problems.push(`"${id}" is no item of the checklist.`);
    else if (named.has(id)) problems.push(`"${id}" is there twice; the first line counts.`);
    else {
      const said = changeOf(state, row, actor, around, (problem) => problems.push(problem));
      if (said && Object.keys(said).length > 0) changes.set(id, { id, change: said });
    }
    named.add(id);
  }
  if (rows.length > mostEntries) problems.push(`Only the first ${mostEntries} lines were read.`);
  return { changes: [...changes.values()], problems, missing: [...states.keys()].filter((id) => !named.has(id)) };
}

function columnOf(name: string): CsvColumn | undefined {
  const wanted = name.trim().toLowerCase();
  return csvColumns.find((column) => column === wanted) ?? otherNames[wanted];
}

type Row = ReadonlyMap<CsvColumn, string>;

/** The cells by their columns, without the guard against formulas; empty ones are left out. */
function rowOf(columns: readonly (CsvColumn | undefined)[], cells: readonly string[]): Row {
  const row = new Map<CsvColumn, string>();
  columns.forEach((column, i) => {
    const cell = plain(cells[i] ?? '');
    if (column && cell !== '' && !row.has(column)) row.set(column, cell);
  });
  return row;
}

function plain(cell: string): string {
  const text = cell.replace(/\r\n?/g, '\n').trim();
  return text.startsWith("'") && csvGuarded(text.slice(1)) === text ? text.slice(1).trim() : text;
}

/** What the row says besides what is known already; undefined when it cannot be taken. */
function changeOf(
  state: ItemState,
  row: Row,
  actor: Actor,
  around: Surroundings,
  refuse: (problem: string) => void,
): Change | undefined {
  const now = csvValues(state);
  const news = (column: CsvColumn) => {
    const cell = row.get(column);
    return cell === undefined || cell === plain(csvGuarded(now[column])) ? undefined : cell;
  };
  const change: Record<string, unknown> = {};
  for (const name of ['why', 'owner', 'ticket'] as const) if (news(name) !== undefined) change[name] = news(name);
  for (const name of ['review-by', 'date'] as const) {
    const cell = news(name);
    const day = cell === undefined ? undefined : dayOf(cell);
    if (cell !== undefined && day === undefined) refuse(`"${state.id}" has no date in "${name}": ${cell}.`);
    else if (day !== undefined && day !== now[name]) change[name] = day;
  }
  const impact = news('impact');
  if (impact !== undefined && !/^[1-4]$/.test(impact))
    refuse(`"${state.id}" has an impact that is not 1 to 4: ${impact}.`);
  else if (impact !== undefined) change['impact'] = Number(impact);
  const wanted = wish(state, news, refuse);
  if (!wanted) return undefined;
  const signer: Actor = { by: news('by') ?? actor.by, date: String(change['date'] ?? actor.date) };
  delete change['date'];
  const { decision, implementation } = wanted;
  if (decision === state.decision && implementation === state.implementation) return change as Change;
  const why = change['why'] ?? state.entry?.fields.why;
  if (reasonNeeded(decision, state.proposed) && why === undefined) {
    refuse(`"${state.id}" needs a reason to be ${decisionWords[decision]}.`);
    return undefined;
  }
  const decided = { ...state, decision, implementation };
  const first = decision === state.decision ? {} : decide(state, { decision }, signer, around).change;
  const second =
    implementation === state.implementation ? {} : implement(decided, implementation, signer, around).change;
  return { ...change, ...first, ...(isWanted(decided) ? second : {}) } as Change;
}

/** The decision and how far it is, by the columns of their own or by the folded word; undefined when they make no sense. */
function wish(
  state: ItemState,
  news: (column: CsvColumn) => string | undefined,
  refuse: (problem: string) => void,
): { decision: Decision; implementation: Implementation } | undefined {
  const status = news('status')?.toLowerCase();
  const own = news('decision')?.toLowerCase();
  const done = news('implementation')?.toLowerCase();
  const proposal = state.proposed === 'required' ? 'required' : 'recommended';
  const kept = isWanted(state) ? state.decision : proposal;
  const folded = own === undefined && done === undefined ? status : undefined;
  const word = own ?? (folded === 'implemented' ? kept : folded);
  const decision = word === undefined ? state.decision : decisions.find((each) => each === word.replace(/[ _]/g, '-'));
  if (!decision) {
    refuse(`"${state.id}" has a state that is not known: ${word}.`);
    return undefined;
  }
  const far = done === undefined ? undefined : implementations.find((each) => each === done);
  if (done !== undefined && far === undefined) {
    refuse(`"${state.id}" has an implementation that is not known: ${done}.`);
    return undefined;
  }
  const isDoable = isWanted({ ...state, decision });
  const reached = far ?? (folded === undefined ? state.implementation : folded === 'implemented' ? 'done' : 'none');
  if (!isDoable && far !== undefined && far !== 'none') {
    refuse(`"${state.id}" cannot be ${far} and ${decisionWords[decision]}.`);
    return undefined;
  }
  return { decision, implementation: isDoable ? reached : 'none' };
}

/** A day as we write it, or as spreadsheets of some languages turn it: 30.11.2026, 2026/11/30. */
function dayOf(cell: string): string | undefined {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
  const parts = german ? [german[3], german[2], german[1]] : cell.split(/[-/]/);
  const day = parts.map((part = '') => part.padStart(2, '0')).join('-');
  return isDate(day) ? day : undefined;
}
