/** As `Kernels.copyRows`. */
export function copyRows(from: usize, ldf: i32, to: usize, ldt: i32, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    memory.copy(to, from, <usize>columns << 3);
    from += <usize>ldf << 3;
    to += <usize>ldt << 3;
  }
}

/** As `Kernels.transposeRows`. */
export function transposeRows(from: usize, ldf: i32, to: usize, ldt: i32, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i++) {
    let at = to + (<usize>i << 3);
    for (let j = 0; j < columns; j++) {
      store<f64>(at, load<f64>(from + (<usize>j << 3)));
      at += <usize>ldt << 3;
    }
    from += <usize>ldf << 3;
  }
}
