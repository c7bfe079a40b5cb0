import { formatNumber, fullPrecision } from '#core/format/number.ts';
import { type Filling, matrixShape, type Role } from '#core/roles/wells.ts';
import { Tex } from '#renderer/maths/Tex.tsx';
import { usePreview } from './usePreview.ts';

/** The norms of a direction, how many pairs there are, and whether entries are not finite. */
export function VectorFacts({ role, filling }: { readonly role: Role; readonly filling: Filling }) {
  const preview = usePreview(filling);
  if (preview.kind === 'failed') {
    return (
      <p className="field-error" role="alert">
        {preview.message}
      </p>
    );
  }
  const rows = matrixShape(filling)?.[0] ?? 1;
  const there = preview.kind === 'there' ? preview.value : null;
  const norms = role === 'V' && there ? there.rowNorms : null;
  return (
    <>
      {norms && norms.length > 0 && (
        <p className="well-norms">
          <Tex
            tex={rows === 1 ? '\\|\\mathbf v\\|' : '\\|\\mathbf v_i\\|'}
            plain={rows === 1 ? 'norm of v' : 'norms of the rows'}
          />
          <span title={norms.map((x) => (x === null ? 'not finite' : fullPrecision(x))).join(', ')}>
            {' = '}
            {norms
              .slice(0, 4)
              .map((x) => (x === null ? 'not finite' : formatNumber(x)))
              .join(', ')}
            {rows > 4 ? ', …' : ''}
          </span>
        </p>
      )}
      {there && !there.finite && <p className="warning">Some of the first entries are not finite.</p>}
    </>
  );
}
