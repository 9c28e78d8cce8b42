// Keys typed into one document, by turns into every server: whatever else the machine does, it does to all of them.
import { editOf } from './documents.mjs';
import { Server } from './server.mjs';

const longestTurn = 1500; // Milliseconds a slow server may hold a turn.
const shortestTurn = 2; // Keys.
const longestPeer = 8_000; // Milliseconds for all turns of a peer; ours and the floor type on to the end.
const keysUntilWhole = 20; // Keys after which the text is as it was.

/** What each server needs for a key, what it holds in memory after all of them, and what it does with many at once. */
export async function measureKeys(document, definitions, { turns, keys }) {
  const typists = [];
  for (const definition of definitions) typists.push(await typistOf(definition, document));
  for (let turn = 0; turn < turns; turn++) {
    for (const typist of typists) {
      if (typist.isPeer && typist.spent > longestPeer) continue;
      const started = performance.now();
      typist.turns.push(await type(typist, document, keys));
      typist.spent += performance.now() - started;
    }
  }
  const figures = {};
  for (const typist of typists) {
    const { server, turns, isPeer, name } = typist;
    const { rss } = server.cost();
    figures[name] = {
      p50: typical(turns, document),
      cpu: Math.min(...turns.map(({ cpu }) => cpu)),
      rss,
      ...(isPeer ? {} : await bursts(typist, document)),
      ...(name === 'bulkhead' ? { answered: await typing(typist, document) } : {}),
    };
    await server.stop();
  }
  return figures;
}

async function typistOf(definition, document) {
  const server = new Server(definition);
  await server.open(document);
  return {
    name: definition.name,
    server,
    isPeer: !/bulkhead|floor/.test(definition.name),
    typed: 0,
    spent: 0,
    turns: [],
  };
}

async function type(typist, document, keys) {
  const { server } = typist;
  const latencies = [];
  const before = server.cost();
  const until = performance.now() + longestTurn;
  while (latencies.length < keys && (latencies.length < shortestTurn || performance.now() < until)) {
    latencies.push((await server.editAndWait(editOf(document, typist.typed++))) ?? Number.POSITIVE_INFINITY);
  }
  return { latencies, cpu: (server.cost().cpu - before.cpu) / latencies.length };
}

/** At one place the least disturbed turn counts; the turns of several places are not alike, and all of them count. */
function typical(turns, { places }) {
  const all = turns.map(({ latencies }) => latencies);
  return places.length > 1 ? median(all.flat()) : Math.min(...all.map(median));
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

/**
 * Fifty keys that are all there at once: how many answers, and how long until the last one. Most of that is the reading of
 * fifty messages, and the pause in which more of them may come.
 */
async function bursts(typist, document) {
  const { server } = typist;
  let tail = Number.POSITIVE_INFINITY;
  let burst = 0;
  for (let again = 0; again < 5; again++) {
    while (typist.typed % keysUntilWhole) await server.editAndWait(editOf(document, typist.typed++));
    const published = server.published;
    for (let key = 0; key < 50; key++) server.edit(editOf(document, typist.typed++));
    tail = Math.min(tail, await server.last());
    burst = Math.max(burst, server.published - published);
  }
  return { tail, burst };
}

/** The share of keys, one each 100 ms, that are answered before the next one comes. */
async function typing(typist, document) {
  const { server } = typist;
  const count = 20;
  let answered = 0;
  for (let key = 0; key < count; key++) {
    const next = new Promise((resume) => setTimeout(resume, 100));
    const answer = server.editAndWait(editOf(document, typist.typed++), 100);
    if ((await Promise.race([answer, next])) !== undefined) answered++;
    await next;
  }
  return answered / count;
}
