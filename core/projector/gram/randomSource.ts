/**
 * Pseudo-random numbers in [−1, 1), the same for the same seed, so that results repeat: the linear congruential
 * generator of Numerical Recipes, its upper bits.
 */
export function randomSource(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  };
}
