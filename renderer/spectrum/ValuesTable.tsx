import type { Rank, Spectrum } from '#core/analysis/types.ts';
import { formatEntry } from '#core/format/number.ts';

interface Props {
  readonly rank: Rank;
  readonly spectrum: Spectrum;
}

/** The singular values as a table, the least that counts parted from the others. */
export function ValuesTable({ rank, spectrum }: Props) {
  const { values, bound } = spectrum;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="spectrum-values" aria-label="Values" tabIndex={0}>
      <table>
        <caption className="visually-hidden">Singular values of W</caption>
        <thead>
          <tr>
            <th scope="col">number</th>
            <th scope="col">singular value</th>
            <th scope="col">counts</th>
          </tr>
        </thead>
        <tbody>
          {values.map((value, i) => {
            const { text, title } = formatEntry(value, bound);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a singular value is its index
              <tr key={i} data-dropped={i >= rank.used || undefined}>
                <th scope="row">{i + 1}</th>
                <td title={title}>{text}</td>
                <td>{i < rank.used ? 'yes' : 'no'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
