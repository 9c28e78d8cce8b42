/** Fails the test unless `value` holds. Small and own, because the web worker host has no `node:assert`. */
export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message);
}

export function equal<T>(actual: T, expected: T, message: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${message}: expected ${b}, got ${a}`);
}

export function matches(actual: string, pattern: RegExp, message: string): void {
  if (!pattern.test(actual))
    throw new Error(`${message}: ${JSON.stringify(actual.slice(0, 300))} does not match ${pattern}`);
}
