import { formatNumber } from '#core/format/number.ts';

/** How many leading entries of a long vector are shown. */
const SHOWN = 2;

/** A vector that is too long for fields: its length and its first entries. */
export function EntriesSummary({ entries }: { readonly entries: readonly number[] }) {
  const first = entries.slice(0, SHOWN).map((x) => formatNumber(x, 3));
  return (
    <span className="entries-summary" title={`${entries.length} entries`}>
      {first.join(', ')}, … <small>{entries.length} entries</small>
    </span>
  );
}
