import type { HostFile, ListedTensor, Preview } from '#core/engine/fileSchemas.ts';
import { formatNumber, fullPrecision } from '#core/format/number.ts';
import type { LayerProposal } from '#core/roles/finders.ts';
import { ROLES, type Role } from '#core/roles/wells.ts';
import { orderText, ROLE_WORDS, shapeText, tensorName, typeName } from '#core/roles/words.ts';
import { Elided } from './Elided.tsx';
import { usePreview } from './usePreview.ts';

interface Props {
  readonly file: HostFile;
  readonly tensor: ListedTensor;
  readonly proposal: LayerProposal | null;
  readonly warning: string | null;
  readonly onUse: (role: Role) => void;
}

/** More about the chosen tensor: what it probably is, its first entries, and what it can be used as. */
export function TensorDetail({ file, tensor, proposal, warning, onUse }: Props) {
  const index = new Array<number>(Math.max(0, tensor.shape.length - 2)).fill(0);
  const preview = usePreview({ file, tensor, index, transposed: false, orientation: 'settled', notes: [] });
  const order = orderText(tensor);
  return (
    <div className="tensor-detail">
      <div className="use-as">
        <span className="muted">Use as</span>
        {ROLES.map((role) => {
          const { name, key } = ROLE_WORDS[role];
          return (
            <button
              key={role}
              type="button"
              className="button"
              aria-keyshortcuts={key}
              onClick={() => onUse(role)}
            >
              {name} <kbd>{key}</kbd>
            </button>
          );
        })}
      </div>
      <p className="tensor-facts">
        <strong>
          <Elided name={tensorName(tensor.name)} />
        </strong>
        <span className="muted">
          {shapeText(tensor.shape)}, {typeName(tensor.type)}
          {order && `, ${order}`}
        </span>
      </p>
      {proposal && <p className="tensor-why">{proposal.why}</p>}
      {proposal && warning && <p className="tensor-why warning">{warning}</p>}
      {preview.kind === 'waiting' && <p className="muted preview-wait">Reading the first entries…</p>}
      {preview.kind === 'failed' && (
        <p className="field-error" role="alert">
          {preview.message}
        </p>
      )}
      {preview.kind === 'there' && <Corner preview={preview.value} shape={tensor.shape} />}
    </div>
  );
}

function Corner({
  preview: { corner, finite },
  shape,
}: {
  readonly preview: Preview;
  readonly shape: readonly number[];
}) {
  const [rows = 1, columns = 1] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const more = columns > (corner[0]?.length ?? 0);
  if (corner.length === 0) return <p className="muted">It has no entries.</p>;
  return (
    <div className="corner">
      <table>
        <caption className="muted">
          {rows <= corner.length && !more ? 'All entries' : 'The first entries'}
          {shape.length > 2 ? ' of the first part' : ''}
          {finite ? '' : ': some are not finite'}
        </caption>
        <tbody>
          {corner.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name
            <tr key={i}>
              {row.map((x, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no other name
                <td key={j} title={x === null ? 'not a finite number' : fullPrecision(x)}>
                  {x === null ? '!' : formatNumber(x, 3)}
                </td>
              ))}
              {more && <td aria-hidden="true">…</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
