/**
 * The area under the ROC curve of a score as a test for each class against all others: the chance that the score of a
 * member is above that of another, ties counting half (Mann and Whitney 1947). One number per class; null where a class
 * has no members, or all. Scores that are NaN are left out. All classes share one sort.
 *
 * @param codes the class of each score: 0 to `classes` − 1.
 */
export function aurocs(scores: Float64Array, codes: Int32Array, classes: number): (number | null)[] {
  // Sorted without a comparator, which takes a tenth of the time; NaN comes last.
  const sorted = scores.toSorted();
  let n = sorted.length;
  while (n > 0 && Number.isNaN(sorted[n - 1])) n -= 1;
  const rankOf = meanRanks(sorted.subarray(0, n));
  const members = new Float64Array(classes);
  const ranks = new Float64Array(classes);
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    if (Number.isNaN(score)) continue;
    const code = codes[i] as number;
    members[code] = (members[code] as number) + 1;
    ranks[code] = (ranks[code] as number) + rankOf(score);
  }
  return Array.from(members, (own, code) => {
    const others = n - own;
    if (own === 0 || others === 0) return null;
    return ((ranks[code] as number) - (own * (own + 1)) / 2) / (own * others);
  });
}

/** The rank of a number among sorted ones, from 1; equal numbers share the mean of theirs. */
function meanRanks(sorted: Float64Array): (x: number) => number {
  const shared = new Float64Array(sorted.length);
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    shared[from] = (from + 1 + to) / 2;
    from = to;
  }
  return (x) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as number) < x) low = middle + 1;
      else high = middle;
    }
    return shared[low] as number;
  };
}
