/** A stage and how far it is, on one line of a terminal. */
export interface ProgressBar {
  readonly show: (stage: string, fraction: number) => void;
  readonly clear: () => void;
}

const WIDTH = 24;

/** A progress bar where the stream is a terminal; else nothing. */
export function progressBar(stream: { readonly isTTY?: boolean; write(text: string): unknown }): ProgressBar {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let shown = '';
  return {
    show(stage, fraction) {
      const done = Math.round(WIDTH * fraction);
      const line = `${stage} ${'█'.repeat(done)}${'░'.repeat(WIDTH - done)}`;
      if (line === shown) return;
      shown = line;
      stream.write(`\r\u001b[2K${line}`);
    },
    clear() {
      if (shown !== '') stream.write('\r\u001b[2K');
      shown = '';
    },
  };
}
