/** Work that stops after each piece, so that whoever runs it can see whether something more urgent has come. */
export type Steps<T> = Generator<undefined, T>;

/** Does such work in one go. */
export function runThrough<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
