/** Where the entries of a panel lie, as `Kernels.pack64` has it. */
export interface PanelShape {
  readonly lead: number;
  readonly transposed: boolean;
  readonly k: number;
  readonly m: number;
}

/** As `Kernels.pack64` and, rounded by the array, `Kernels.pack32`: entry by entry. */
export function pack(
  strips: Float64Array | Float32Array, // ⌈m / width⌉ × k × width
  read: (index: number) => number,
  { lead, transposed, k, m }: PanelShape,
  width: number,
  scales: Float64Array | null, // m
): void {
  for (let at = 0; at < strips.length; at++) {
    const i = Math.floor(at / width) % k;
    const j = Math.floor(at / (width * k)) * width + (at % width);
    const scale = scales && j < m ? (scales[j] as number) : 1;
    strips[at] = j < m ? scale * read(transposed ? j * lead + i : i * lead + j) : 0;
  }
}
