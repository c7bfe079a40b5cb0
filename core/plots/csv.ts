import type { Table } from './plot.ts';

/** A table as CSV (RFC 4180), numbers in full precision; what is no number is left empty. */
export function csvOf({ columns, rows }: Table): string {
  const line = (cells: readonly (number | string | null)[]): string => `${cells.map(cellText).join(',')}\r\n`;
  return line(columns) + rows.map(line).join('');
}

function cellText(cell: number | string | null): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
