/** One test, as the harness prints it. */
export interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What went wrong at the first try, when it passed at the second. */
  readonly firstTry?: string;
  readonly milliseconds: number;
  readonly error?: string;
}

interface RunningTest {
  fullTitle(): string;
  readonly duration?: number | undefined;
}

interface Runner {
  on(event: 'pass' | 'pending', listener: (test: RunningTest) => void): unknown;
  on(event: 'fail' | 'retry', listener: (test: RunningTest, error: Error) => void): unknown;
}

/** Collects the results of a run while it goes on. */
export function watch(runner: Runner): TestResult[] {
  const results: TestResult[] = [];
  const tried = new Map<string, string>();
  const add = (test: RunningTest, state: TestResult['state'], error?: Error) =>
    results.push({
      title: test.fullTitle(),
      state,
      milliseconds: test.duration ?? 0,
      ...firstTry(test.fullTitle()),
      ...(error ? { error: error.stack ?? error.message } : {}),
    });
  const firstTry = (title: string) => {
    const wrong = tried.get(title);
    return wrong === undefined ? {} : { firstTry: wrong };
  };
  runner.on('retry', (test, error) => tried.set(test.fullTitle(), error.stack ?? error.message));
  runner.on('pass', (test) => add(test, 'passed'));
  runner.on('pending', (test) => add(test, 'skipped'));
  runner.on('fail', (test, error) => add(test, 'failed', error));
  return results;
}

/**
 * A window of a real browser on a busy machine is not ours alone: a test may be tried twice, and the report says which
 * needed that, and why.
 */
export const retries = 1;

/** Throws when the run was not good: the editor makes that its exit code. */
export function outcome(results: readonly TestResult[]): void {
  const failed = results.filter(({ state }) => state !== 'passed');
  if (!results.length || failed.length) throw new Error(`${failed.length} of ${results.length} tests did not pass`);
}
