/**
 * The area under the ROC curve of a score as a test for a class: the chance that the score of a member is above that of
 * another, ties counting half (Mann and Whitney 1947). Null where there are no members, or no others. Scores that are NaN
 * are left out.
 */
export function auroc(scores: Float64Array, isMember: (i: number) => boolean): number | null {
  const order = Uint32Array.from(scores.keys()).filter((i) => !Number.isNaN(scores[i]));
  order.sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let members = 0;
  let ranks = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to] as number] === scores[order[from] as number]) to += 1;
    // Equal scores share the mean of their ranks.
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) {
      if (!isMember(order[i] as number)) continue;
      members += 1;
      ranks += rank;
    }
    from = to;
  }
  const others = order.length - members;
  if (members === 0 || others === 0) return null;
  return (ranks - (members * (members + 1)) / 2) / (members * others);
}
