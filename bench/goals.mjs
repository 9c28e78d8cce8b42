// What we want to hold, always as a ratio beside a peer or the floor measured in the same run.
import { yamlPeer as peer } from './peers.mjs';

/** Every goal with its figure; a figure that was not measured is undefined or no number. */
export function goals({ documents, commandLine, judging, sizes }) {
  const of = (document, server, figure) => documents[document]?.[server]?.[figure];
  const beside = (document, server, figure) => of(document, 'bulkhead', figure) / of(document, server, figure);
  const goal = (what, value, most) => ({ what, value, limit: most, holds: value <= most });
  const atLeast = (what, value, least) => ({ what, value, limit: least, holds: value >= least, least: true });
  const all = ['df60', 'df400', 'k150', 'k3000', 'k20000'];
  const yaml = ['k150', 'k3000', 'k20000'];
  const cold = (document, server, most) => [
    goal(`${document}: cold start beside ${server}`, beside(document, server, 'cold'), most),
    goal(`${document}: the same, CPU`, beside(document, server, 'coldCpu'), most),
  ];
  return [
    ...yaml.map((name) => goal(`${name}: key p50 beside the floor`, beside(name, 'floor', 'p50'), 3)),
    goal('20,000 lines beside 3,000, key p50', of('k20000', 'bulkhead', 'p50') / of('k3000', 'bulkhead', 'p50'), 2),
    goal('k150: CPU a key beside yaml-ls', beside('k150', peer, 'cpu'), 0.6),
    goal('k3000: CPU a key beside yaml-ls', beside('k3000', peer, 'cpu'), 1 / 20),
    goal('k20000: CPU a key beside yaml-ls', beside('k20000', peer, 'cpu'), 1 / 50),
    goal('all rules beside the parse of the document by `yaml`', judging?.rules / judging?.parse, 1),
    goal('df60: CPU a key beside dockerfile-ls', beside('df60', 'dockerfile-ls', 'cpu'), 1),
    goal('df400: CPU a key beside dockerfile-ls', beside('df400', 'dockerfile-ls', 'cpu'), 0.5),
    goal('df400 beside df60, key p50', of('df400', 'bulkhead', 'p50') / of('df60', 'bulkhead', 'p50'), 8),
    goal('df1700 beside df400, key p50', of('df1700', 'bulkhead', 'p50') / of('df400', 'bulkhead', 'p50'), 4.7),
    goal('values of an ordinary chart, key p50, ms', of('chart', 'bulkhead', 'p50'), 50),
    goal('values of the largest chart, key p50, ms', of('largestChart', 'bulkhead', 'p50'), 250),
    goal('the same at the key that names everything in it', of('largestChartName', 'bulkhead', 'p50'), 250),
    ...cold('df60', 'floor', 1.3),
    ...cold('df60', 'dockerfile-ls', 1),
    ...cold('k150', 'floor', 1.3),
    ...cold('k150', peer, 1 / 30),
    ...all.map((name) => goal(`${name}: memory beside the floor`, beside(name, 'floor', 'rss'), 1.3)),
    ...all.map((name) => goal(`${name}: answers to a burst of 50`, of(name, 'bulkhead', 'burst'), 2)),
    ...all.map((name) =>
      goal(`${name}: tail of the burst beside one key`, of(name, 'bulkhead', 'tail') / of(name, 'bulkhead', 'p50'), 2),
    ),
    ...all.map((name) =>
      goal(`${name}: the same beside the floor, which answers every key`, beside(name, 'floor', 'tail'), 1),
    ),
    ...all.map((name) => atLeast(`${name}: answered at 100 ms a key`, of(name, 'bulkhead', 'answered'), 0.9)),
    atLeast('command line: files per CPU second beside the floor', commandLine?.floor / commandLine?.bulkhead, 0.5),
    goal('server, kB minified', sizes.server, 1000),
    goal('package, kB', sizes.package, 1500),
  ].filter(({ value }) => value !== undefined && !Number.isNaN(value));
}
