/** How many letters of two texts, or lines of two lists, are the same at the beginning, and how many others at the end. */
export function commonEnds(
  a: ArrayLike<string>,
  b: ArrayLike<string>,
): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { head, tail };
}
