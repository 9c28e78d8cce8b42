export type { ActiveChart } from './chart/active';
export { type ChartCache, createCache } from './chart/cache';
export { DEFAULT_KUBERNETES_VERSION } from './chart/capabilities';
export type { Release } from './chart/context';
export { type LoadOptions, loadChart, loadChartInSteps } from './chart/load';
export type {
  Chart,
  ChartFiles,
  ChartMetadata,
  ChartProblem,
  Dependency,
  DependencyResolver,
  TemplateFile,
  ValuesFile,
} from './chart/types';
export { firstOriginIn, isUncertain, type Origin, originOf, originsOf } from './origins';
export { isPartial, type Prepared, prepareChart, type Scenario } from './prepare';
export { deepestNesting, parseBounded } from './read/bounded';
export { keyText, parseYaml, plainValue, rawOf, scalarValue, type YamlTree } from './read/yaml';
export {
  DEFAULT_RELEASE,
  type RenderedChart,
  type RenderedTemplate,
  renderChart,
  renderChartInSteps,
  renderPrepared,
  renderTemplate,
} from './render';
export { compareVersions, parseVersion, satisfies, type Version } from './semver';
export { runThrough, type Steps } from './steps';
export type * from './template/ast';
export { parseTemplate } from './template/parser';
export { type Budget, DEFAULT_BUDGET, type Fork, type RenderProblem } from './template/run';
export { type PathKey, type PathNode, pathKeys } from './value/path';
export { NO_VALUE, PLACEHOLDER } from './value/print';
export type { Frame, Piece, PieceForm, PieceKind, Site, Skipped, Span } from './value/text';
export type { Raw, RawMap } from './value/value';
export { findIn, settingsOf, type ValueSetting, valueAt } from './valueAt';
