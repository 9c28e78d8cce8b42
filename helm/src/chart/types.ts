import type { YamlTree } from '../read/yaml';
import type { SyntaxProblem, TemplateTree } from '../template/ast';
import type { Span } from '../value/text';
import type { RawMap } from '../value/value';

/** The files of one chart folder by relative path with forward slashes. */
export type ChartFiles = ReadonlyMap<string, string | Uint8Array>;

/** A values file with its syntax tree. */
export interface ValuesFile {
  readonly file: string;
  readonly text: string;
  readonly tree: YamlTree;
  readonly values: RawMap;
  readonly problem: SyntaxProblem | undefined;
  /** The text has an error, so `values` are those of the last text without one. */
  readonly stale: boolean;
}

/** A template file with its syntax tree. */
export interface TemplateFile {
  /** The path that problems and origins name: relative to the root chart, archives as `charts/x.tgz!/templates/a.yaml`. */
  readonly file: string;
  /** The path within its own chart, such as `templates/a.yaml`. */
  readonly path: string;
  readonly text: string;
  readonly tree: TemplateTree | undefined;
  readonly problem: SyntaxProblem | undefined;
  /** The text has an error, so `tree` is that of the last text without one. */
  readonly stale: boolean;
}

/** One entry of `dependencies` in Chart.yaml. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly repository: string;
  readonly alias: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly imports: readonly { readonly child: string; readonly parent: string }[];
  readonly span: Span;
}

/** What is wrong with a chart as a whole. */
export interface ChartProblem {
  readonly kind: 'metadata' | 'values' | 'template' | 'dependency' | 'archive';
  readonly message: string;
  readonly file: string;
  readonly span: Span;
}

/** The facts of Chart.yaml a template can ask for. */
export interface ChartMetadata {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly values: RawMap;
  readonly tree: YamlTree;
  readonly file: string;
  readonly text: string;
}

/** A loaded chart. It is never changed: an edit makes a new one, which shares all that did not change. */
export interface Chart {
  /** '' for the root chart, else what stands before the paths of its files. */
  readonly folder: string;
  readonly metadata: ChartMetadata;
  readonly values: ValuesFile | undefined;
  readonly schema: { readonly file: string; readonly text: string } | undefined;
  readonly templates: readonly TemplateFile[];
  /** What `.Files` sees. */
  readonly files: ChartFiles;
  readonly dependencies: readonly Dependency[];
  readonly subcharts: readonly Chart[];
  /** Its own problems and those of its subcharts. */
  readonly problems: readonly ChartProblem[];
}

/** Finds the files of a dependency that is not in `charts/`; `folder` is the chart that asks. */
export type DependencyResolver = (
  dependency: Dependency,
  folder: string,
) => { folder: string; files: ChartFiles } | undefined;
