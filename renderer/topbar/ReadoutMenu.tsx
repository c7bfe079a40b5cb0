import type { Readout } from '#core/document/schema.ts';
import { readoutLabel } from '#core/words/readout.ts';
import { ExpressionField } from '#renderer/fields/ExpressionField.tsx';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { commit } from '#renderer/state/edit.ts';
import { Choice } from './Choice.tsx';
import { ChoiceMenu } from './ChoiceMenu.tsx';

/** How the output becomes one number: the choice is part of every figure, so it stands in the top bar. */
export function ReadoutMenu() {
  const { store } = useApp();
  const readout = useAppState((state) => state.document.readout);
  const m = useAppState((state) => state.document.W[0]?.length ?? 1);
  const choose = (next: Readout): void => commit(store, { ...store.getState().document, readout: next });
  const index = readout.kind === 'component' ? readout.index : 0;
  const [plus, minus] =
    readout.kind === 'difference' ? [readout.plus, readout.minus] : [0, Math.min(1, m - 1)];
  return (
    <ChoiceMenu
      name="Readout"
      value={readoutLabel(readout)}
      trigger={
        <>
          Readout <span className="readout-value">{readoutLabel(readout)}</span>
        </>
      }
      align="end"
      legend={`One number from the ${m === 1 ? 'output' : `${m} outputs`}`}
      choices={
        <>
          <Choice
            name="readout"
            label="Sum"
            chosen={readout.kind === 'sum'}
            onChoose={() => choose({ kind: 'sum' })}
          />
          <Choice
            name="readout"
            label="One output"
            chosen={readout.kind === 'component'}
            onChoose={() => choose({ kind: 'component', index })}
          >
            <OutputNumber
              label="Output"
              m={m}
              value={index}
              onChange={(i) => choose({ kind: 'component', index: i })}
            />
          </Choice>
          <Choice
            name="readout"
            label="Difference of two"
            disabled={m < 2}
            chosen={readout.kind === 'difference'}
            onChoose={() => choose({ kind: 'difference', plus, minus })}
          >
            <OutputNumber
              label="Output added"
              m={m}
              value={plus}
              onChange={(i) => choose({ kind: 'difference', plus: i, minus })}
            />
            −
            <OutputNumber
              label="Output subtracted"
              m={m}
              value={minus}
              onChange={(i) => choose({ kind: 'difference', plus, minus: i })}
            />
          </Choice>
          <Choice
            name="readout"
            label="Norm"
            chosen={readout.kind === 'norm'}
            onChoose={() => choose({ kind: 'norm' })}
          />
          <Choice
            name="readout"
            label="Custom weights"
            chosen={readout.kind === 'vector'}
            onChoose={() => choose({ kind: 'vector', weights: Array(m).fill(1) })}
          />
          {readout.kind === 'vector' && (
            <ExpressionField
              label={`Weights of the ${m} outputs`}
              value={readout.weights}
              onCommit={(weights) => {
                if (weights.length !== m) return `Expected ${m} weights, got ${weights.length}.`;
                choose({ kind: 'vector', weights });
                return null;
              }}
            />
          )}
        </>
      }
    />
  );
}

interface OutputNumberProps {
  readonly label: string;
  readonly m: number;
  readonly value: number;
  readonly onChange: (index: number) => void;
}

/** The number of an output, counted from 1. */
function OutputNumber({ label, m, value, onChange }: OutputNumberProps) {
  return (
    <input
      className="output-number"
      type="number"
      aria-label={label}
      min={1}
      max={m}
      value={value + 1}
      onChange={(event) => {
        const index = event.target.valueAsNumber - 1;
        if (Number.isInteger(index) && index >= 0 && index < m) onChange(index);
      }}
    />
  );
}
