import 'mocha/mocha.js';
import { outcome, retries, type TestResult, watch } from './results';
import { loadTests } from './tests';
import { onlySome, send } from './tests/look';

// What the script above puts into the worker's scope.
declare const mocha: BrowserMocha;
interface BrowserMocha {
  setup(options: { ui: 'bdd'; timeout: number; retries: number; reporter: string | undefined; grep?: string }): void;
  run(done: () => void): Parameters<typeof watch>[0];
}

/** The editor calls this: in the web worker extension host. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 180_000, retries, reporter: undefined, ...onlySome() });
  await loadTests();
  const results = await new Promise<TestResult[]>((resolve) => {
    const collected: TestResult[] = watch(mocha.run(() => resolve(collected)));
  });
  await send('results', results);
  outcome(results);
}
