/** Side of the blocks that are transposed at a time, so that both stay in few cache lines. */
const SIDE: i32 = 16;

@inline
function move(bytes: i32, to: usize, from: usize): void {
  if (bytes == 8) store<u64>(to, load<u64>(from));
  else if (bytes == 4) store<u32>(to, load<u32>(from));
  else store<u16>(to, load<u16>(from));
}

/** One block of at most SIDE rows and columns; `step…` in bytes. */
@inline
function block(bytes: i32, from: usize, stepF: usize, to: usize, stepT: usize, rows: i32, columns: i32): void {
  for (let j = 0; j < columns; j++) {
    let source = from + <usize>(j * bytes);
    let target = to + <usize>j * stepT;
    for (let i = 0; i < rows; i++) {
      move(bytes, target, source);
      source += stepF;
      target += <usize>bytes;
    }
  }
}

function block8(from: usize, stepF: usize, to: usize, stepT: usize, rows: i32, columns: i32): void {
  block(8, from, stepF, to, stepT, rows, columns);
}
function block4(from: usize, stepF: usize, to: usize, stepT: usize, rows: i32, columns: i32): void {
  block(4, from, stepF, to, stepT, rows, columns);
}
function block2(from: usize, stepF: usize, to: usize, stepT: usize, rows: i32, columns: i32): void {
  block(2, from, stepF, to, stepT, rows, columns);
}

/** As `Kernels.transposeStored`. */
export function transposeStored(
  from: usize,
  ldf: i32,
  to: usize,
  ldt: i32,
  bytes: i32,
  rows: i32,
  columns: i32,
): void {
  const stepF = <usize>ldf * <usize>bytes;
  const stepT = <usize>ldt * <usize>bytes;
  for (let i = 0; i < rows; i += SIDE) {
    const high = min(SIDE, rows - i);
    for (let j = 0; j < columns; j += SIDE) {
      const wide = min(SIDE, columns - j);
      const source = from + <usize>i * stepF + <usize>(j * bytes);
      const target = to + <usize>j * stepT + <usize>(i * bytes);
      if (bytes == 8) block8(source, stepF, target, stepT, high, wide);
      else if (bytes == 4) block4(source, stepF, target, stepT, high, wide);
      else block2(source, stepF, target, stepT, high, wide);
    }
  }
}
