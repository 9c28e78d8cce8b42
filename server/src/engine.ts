import { type EngineOptions, type FileEngine, fileKind, type SourceFile } from '@bulkhead/rules';
import type { ChartEngine } from '@bulkhead/rules/chart/engine';
import { createFileEngine, type Judges, judgeOf } from '@bulkhead/rules/engine/files';

/** An engine of the server. What judges is loaded with the first file that needs it: most sessions need a part of it. */
export interface ServerEngine {
  /** With what judges this file. */
  readonly forFile: (file: SourceFile) => Promise<FileEngine>;
  /** With what judges any file, and all of them together. */
  readonly forAll: () => Promise<FileEngine>;
  readonly charts: () => Promise<ChartEngine>;
  readonly forget: (path: string) => void;
}

const load: { readonly [K in keyof Judges]: () => Promise<Judges[K]> } = {
  dockerfiles: () => import('@bulkhead/rules/engine/judges/dockerfiles'),
  manifests: () => import('@bulkhead/rules/engine/judges/manifests'),
  together: () => import('@bulkhead/rules/engine/judges/together'),
};

export function createServerEngine(options: EngineOptions = {}): ServerEngine {
  const judges: { -readonly [K in keyof Judges]?: Judges[K] } = {};
  const files = createFileEngine(judges, options);
  const need = async <K extends keyof Judges>(name: K): Promise<void> => {
    judges[name] ??= await load[name]();
  };
  let charts: Promise<ChartEngine> | undefined;
  const loadCharts = async (): Promise<ChartEngine> => {
    const loading = import('@bulkhead/rules/chart/engine');
    await Promise.all([need('manifests'), need('together')]);
    return (await loading).createChartEngine(files);
  };
  return {
    async forFile(file) {
      const name = judgeOf(file.kind ?? fileKind(file.path, file.text));
      if (name !== undefined) await need(name);
      return files;
    },
    async forAll() {
      await Promise.all([need('dockerfiles'), need('manifests'), need('together')]);
      return files;
    },
    charts: () => {
      charts ??= loadCharts();
      return charts;
    },
    forget: (path) => {
      files.forget(path);
      void charts?.then((engine) => engine.forget(path));
    },
  };
}
