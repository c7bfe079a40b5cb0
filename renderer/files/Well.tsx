import { Info, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { atIndex, atRow, oriented } from '#core/roles/fill.ts';
import type { Problem } from '#core/roles/fit.ts';
import { canTranspose, type Filling, matrixShape, type Role, type Wells } from '#core/roles/wells.ts';
import { fillingShape, ROLE_WORDS, tensorName, typeName } from '#core/roles/words.ts';
import { Tex } from '#renderer/maths/Tex.tsx';
import { Stepper } from '#renderer/panels/objects/Stepper.tsx';
import { dragsTensor, droppedTensor } from './drag.ts';
import { Elided } from './Elided.tsx';
import { Segmented } from './Segmented.tsx';
import { VectorFacts } from './VectorFacts.tsx';

interface Props {
  readonly role: Role;
  readonly wells: Wells;
  readonly problem: Problem | null;
  readonly onChange: (wells: Wells) => void;
  /** A tensor of the listed file was dropped. */
  readonly onUse: (role: Role, place: number) => void;
}

const SYMBOLS: Readonly<Record<Role, string>> = {
  W: 'W',
  V: 'V',
  base: '\\mathbf{b}',
  source: '\\mathbf{s}',
  labels: 'y',
};

const COLOURS = { W: 'ink', V: 'ink', base: 'base', source: 'source', labels: 'muted' } as const;

/** A place for the tensor of one role: what is in it, which part, which way round, and what is wrong with it. */
export function Well({ role, wells, problem, onChange, onUse }: Props) {
  const { name, purpose, key } = ROLE_WORDS[role];
  const filling = wells[role];
  const [over, setOver] = useState(false);
  return (
    <section
      className="well"
      aria-label={name}
      data-over={over || undefined}
      data-filled={filling !== null || undefined}
      data-problem={(problem !== null && !problem.waits) || undefined}
      onDragOver={(event) => {
        if (!dragsTensor(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!dragsTensor(event)) return;
        event.preventDefault();
        event.stopPropagation();
        onUse(role, droppedTensor(event));
      }}
    >
      <div className="well-head">
        <span className="well-symbol">
          <Tex tex={SYMBOLS[role]} plain="" colour={COLOURS[role]} />
        </span>
        <h3>{name}</h3>
        <span className="muted well-purpose">{filling ? '' : purpose}</span>
        {filling ? (
          <button
            type="button"
            className="button quiet icon"
            aria-label={`Empty ${name}`}
            onClick={() => onChange({ ...wells, [role]: null })}
          >
            <X size={14} aria-hidden="true" />
          </button>
        ) : (
          <kbd>{key}</kbd>
        )}
      </div>
      {filling && <Filled role={role} wells={wells} filling={filling} onChange={onChange} />}
      {problem && (
        <div className="well-problem" role="status" data-waits={problem.waits}>
          {problem.waits ? (
            <Info size={14} aria-hidden="true" />
          ) : (
            <TriangleAlert size={14} aria-hidden="true" />
          )}
          <span>{problem.text}</span>
          {problem.mend && (
            <button
              type="button"
              className="button"
              onClick={() => problem.mend && onChange(problem.mend.wells)}
            >
              {problem.mend.label}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

interface FilledProps {
  readonly role: Role;
  readonly wells: Wells;
  readonly filling: Filling;
  readonly onChange: (wells: Wells) => void;
}

function Filled({ role, wells, filling, onChange }: FilledProps) {
  const { tensor, file, index, transposed, orientation } = filling;
  const stacked = index.slice(0, Math.max(0, tensor.shape.length - 2));
  const rows = tensor.shape.at(-2) ?? 1;
  const row = index.length > stacked.length ? (index.at(-1) ?? null) : null;
  return (
    <div className="well-body">
      <p className="well-source">
        <Elided name={tensor.name ? `${file.name} # ${tensorName(tensor.name)}` : file.name} />
      </p>
      <p className="well-shape">
        <span>{fillingShape(role, filling)}</span>
        <span className="muted">{typeName(tensor.type)}</span>
      </p>
      {stacked.map((place, axis) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dimension has no other name
        <p className="well-choice" key={axis}>
          <span className="muted">Part along dimension {axis + 1}</span>
          <Stepper
            name={`part along dimension ${axis + 1}`}
            index={place}
            count={tensor.shape[axis] ?? 1}
            onStep={(next) => onChange(atIndex(wells, role, axis, next))}
          />
        </p>
      ))}
      {role === 'V' && tensor.shape.length >= 2 && rows > 1 && !transposed && (
        <p className="well-choice">
          <Segmented
            label="Directions"
            value={row === null ? 'all' : 'one'}
            choices={[
              { value: 'all', label: `All ${rows} rows` },
              { value: 'one', label: 'One row' },
            ]}
            onChoose={(value) => onChange(atRow(wells, role, value === 'all' ? null : 0))}
          />
          {row !== null && (
            <Stepper
              name="row"
              index={row}
              count={rows}
              onStep={(next) => onChange(atRow(wells, role, next))}
            />
          )}
        </p>
      )}
      {role !== 'labels' && canTranspose(filling) && (matrixShape(filling)?.[0] ?? 0) > 0 && (
        <div className="well-choice">
          <Segmented
            label={`Orientation of ${ROLE_WORDS[role].name}`}
            value={orientation === 'open' ? null : transposed ? 'transposed' : 'stored'}
            choices={[
              { value: 'stored', label: 'As stored' },
              { value: 'transposed', label: 'Transposed' },
            ]}
            onChoose={(value) => onChange(oriented(wells, role, value === 'transposed'))}
          />
        </div>
      )}
      {filling.notes.map((note) => (
        <p className="well-note" key={note}>
          {note}
        </p>
      ))}
      {role !== 'labels' && role !== 'W' && <VectorFacts role={role} filling={filling} />}
    </div>
  );
}
