import { directionShares } from '#core/analysis/subspace.ts';
import type { Slice } from '#core/document/slice.ts';
import { formatAngle, formatNumber } from '#core/format/number.ts';
import { useApp, useFrame } from '#renderer/state/context.ts';
import { retakeSlice } from '#renderer/state/slice.ts';

const number = (x: number | null): string => (x === null ? '–' : formatNumber(x, 3));

/** The principal directions of the DAS subspace: angle to the column space, effect and missing effect; a press takes the slice of one. */
export function SubspaceTable({ slice }: { readonly slice: Slice }) {
  const app = useApp();
  const { document } = useFrame();
  const shares = directionShares(document, slice);
  const missing = shares.reduce((sum, share) => sum + (share.missing ?? 0), 0);
  return (
    <table className="subspace">
      <caption>Principal directions of V, nearest to the column space first</caption>
      <thead>
        <tr>
          <th scope="col">direction</th>
          <th scope="col">angle</th>
          <th scope="col">effect</th>
          <th scope="col">missing</th>
          <th scope="col" title="The share of the missing effect of the whole subspace">
            share
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.map((share, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a direction is its index
          <tr key={i} data-selected={i === slice.direction || undefined}>
            <th scope="row">
              <button
                type="button"
                className="link"
                aria-pressed={i === slice.direction}
                onClick={() => void retakeSlice(app, { direction: i })}
              >
                {i + 1}
              </button>
            </th>
            <td>{formatAngle({ value: share.angle, bound: 0 }).text}</td>
            <td>{number(share.effect)}</td>
            <td>{number(share.missing)}</td>
            <td>
              {share.missing === null || missing === 0
                ? '–'
                : `${formatNumber((100 * share.missing) / missing, 3)} %`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
