/**
 * The seven outputs and the three effects of the notebook, each a combination of the images of b, s, v and v_row;
 * the sum of the missing effect.
 */
export function outputs(
  images: readonly Float64Array[],
  v: readonly number[],
  vRow: readonly number[],
  b: readonly number[],
  s: readonly number[],
): number {
  const [outB, outS, outV, outRow] = images as [Float64Array, Float64Array, Float64Array, Float64Array];
  const vNull = v.map((x, i) => x - (vRow[i] as number));
  const outNull = outV.map((x, j) => x - (outRow[j] as number));
  const delta = s.map((x, i) => x - (b[i] as number));
  const patched = (x: readonly number[], image: Float64Array, squared = 1): Float64Array => {
    const alpha = dot(delta, x) / squared;
    return outB.map((out, j) => out + alpha * (image[j] as number));
  };
  const outDas = patched(v, outV);
  const row = patched(vRow, outRow);
  const all = [
    outB,
    outS,
    outDas,
    row,
    patched(vNull, outNull),
    patched(vRow, outRow, dot(vRow, vRow)),
    patched(vNull, outNull, dot(vNull, vNull)),
  ];
  const illusion = row.map((x, j) => x - (outDas[j] as number));
  const missing = outDas.map((x, j) => x - (row[j] as number));
  const composite = row.map((x, j) => x + (missing[j] as number) - (outDas[j] as number));
  const sums = [...all, illusion, missing, composite].map((out) => out.reduce((sum, x) => sum + x, 0));
  return Math.abs(sums.at(-2) as number);
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
