import { useId } from 'react';
import type { Slice, ThirdAxis } from '#core/document/slice.ts';
import { formatNumber } from '#core/format/number.ts';
import { hiddenLines, sourceWords, thirdAxes } from '#core/words/slice.ts';
import { useApp, useFrame } from '#renderer/state/context.ts';
import { retakeSlice } from '#renderer/state/slice.ts';
import { SubspaceTable } from './SubspaceTable.tsx';

/** The layer of a slice: where it is from, since its columns lie outside of the picture. */
export function SliceLayer({ slice }: { readonly slice: Slice }) {
  const { shape } = useFrame().analysis;
  const from = sourceWords(slice.layer.W);
  return (
    <p className="slice-source" title={from}>
      <strong>W</strong> {shape.d} × {shape.m}
      <small>{from}</small>
    </p>
  );
}

/** The slice on screen: its third axis, what it does not show, and for k > 1 the subspace that its direction is of. */
export function SliceGroup({ slice }: { readonly slice: Slice }) {
  const app = useApp();
  const id = useId();
  const options = thirdAxes(slice);
  const chosen = options.findIndex(({ third }) => JSON.stringify(third) === JSON.stringify(slice.third));
  return (
    <div className="object-group">
      <h2 className="section-head">Slice</h2>
      <div className="menu-select">
        <label htmlFor={id}>Third axis</label>
        <select
          id={id}
          value={chosen}
          onChange={({ target }) => {
            const third: ThirdAxis | undefined = options[Number(target.value)]?.third;
            if (third) void retakeSlice(app, { third });
          }}
        >
          {options.map(({ label }, i) => (
            <option key={label} value={i}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <dl className="figures">
        {hiddenLines(slice).map(({ name, norm, words }) => (
          <div key={name} title={words}>
            <dt>‖{name}‖ outside of the slice</dt>
            <dd>{formatNumber(norm, 4)}</dd>
          </div>
        ))}
        <div title="How far the directions were from orthonormal when they were read">
          <dt>‖VVᵀ − I‖</dt>
          <dd>{formatNumber(slice.directions.orthonormality, 3)}</dd>
        </div>
      </dl>
      {slice.V.length > 1 && <SubspaceTable slice={slice} />}
    </div>
  );
}
