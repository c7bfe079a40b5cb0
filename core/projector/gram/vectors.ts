/** `Σ x_i y_i`. */
export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}

/** `y ← y + factor x`. */
export function addMultiple(y: Float64Array, factor: number, x: Float64Array): void {
  for (let i = 0; i < x.length; i++) y[i] = (y[i] as number) + factor * (x[i] as number);
}
