// What we want to hold, always as a ratio beside a peer or the floor measured in the same run.

const peer = 'yaml-ls + schema';

/** Every goal with its figure; a figure that was not measured is undefined. */
export function goals(figures) {
  const of = (document, server, figure) => figures[document]?.[server]?.[figure];
  const beside = (document, server, figure) => of(document, 'bulkhead', figure) / of(document, server, figure);
  const goal = (what, value, limit) => ({ what, value, limit });
  const all = ['df60', 'df400', 'k150', 'k3000', 'k20000'];
  const yaml = ['k150', 'k3000', 'k20000'];
  return [
    ...yaml.map((name) => goal(`${name}: key p50 beside the floor`, beside(name, 'floor', 'p50'), 3)),
    goal('20,000 lines beside 3,000, key p50', of('k20000', 'bulkhead', 'p50') / of('k3000', 'bulkhead', 'p50'), 2),
    goal('k150: CPU a key beside yaml-ls', beside('k150', peer, 'cpu'), 0.6),
    goal('k3000: CPU a key beside yaml-ls', beside('k3000', peer, 'cpu'), 1 / 20),
    goal('k20000: CPU a key beside yaml-ls', beside('k20000', peer, 'cpu'), 1 / 50),
    goal('df60: CPU a key beside dockerfile-ls', beside('df60', 'dockerfile-ls', 'cpu'), 1),
    goal('df400: CPU a key beside dockerfile-ls', beside('df400', 'dockerfile-ls', 'cpu'), 0.5),
    goal('df400 beside df60, key p50', of('df400', 'bulkhead', 'p50') / of('df60', 'bulkhead', 'p50'), 8),
    goal('df60: cold start beside the floor', beside('df60', 'floor', 'cold'), 1.3),
    goal('df60: cold start beside dockerfile-ls', beside('df60', 'dockerfile-ls', 'cold'), 1),
    goal('k150: cold start beside yaml-ls', beside('k150', peer, 'cold'), 1 / 30),
    ...all.map((name) => goal(`${name}: memory beside the floor`, beside(name, 'floor', 'rss'), 1.3)),
    ...all.map((name) => goal(`${name}: answers to a burst of 50`, of(name, 'bulkhead', 'burst'), 2)),
    ...all.map((name) =>
      goal(`${name}: tail of the burst beside one key`, of(name, 'bulkhead', 'tail') / of(name, 'bulkhead', 'p50'), 2),
    ),
  ];
}
