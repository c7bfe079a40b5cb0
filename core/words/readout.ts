import type { Readout } from '#core/document/schema.ts';

/** A readout in a word or two; outputs are counted from 1. */
export function readoutLabel(readout: Readout): string {
  switch (readout.kind) {
    case 'sum':
      return 'sum';
    case 'component':
      return `output ${readout.index + 1}`;
    case 'difference':
      return `output ${readout.plus + 1} − output ${readout.minus + 1}`;
    case 'norm':
      return 'norm';
    case 'vector':
      return 'custom';
  }
}
