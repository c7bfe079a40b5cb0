import type { Analysis } from '#core/analysis/types.ts';
import type { RankRule } from '#core/document/schema.ts';
import { formatNumber } from '#core/format/number.ts';
import { rankLabel } from '#core/words/rank.ts';
import { NumberField } from '#renderer/fields/NumberField.tsx';
import { useApp, useFrame } from '#renderer/state/context.ts';
import { commit } from '#renderer/state/edit.ts';
import { Choice } from './Choice.tsx';
import { ChoiceMenu } from './ChoiceMenu.tsx';

/** The tolerance to begin with where one is asked for: well above rounding, well below structure. */
const USUAL_TOLERANCE = 1e-6;

/** How the rank of W is decided: it decides what v_row is, so it stands in the top bar, with what is known of it. */
export function RankMenu() {
  const { store } = useApp();
  const { analysis } = useFrame();
  const { rank, shape } = analysis;
  const choose = (rule: RankRule): void => commit(store, { ...store.getState().document, rank: rule });
  const tolerance = rank.rule.kind === 'tolerance' ? rank.rule.relative : USUAL_TOLERANCE;
  return (
    <ChoiceMenu
      name="Rank of W"
      value={rankLabel(rank)}
      trigger={`${shape.d} × ${shape.m} · ${rankLabel(rank)}`}
      className="button quiet shape"
      align="start"
      legend="Directions of W that count"
      choices={
        <>
          <Choice
            name="rank"
            label="Exact: above rounding"
            chosen={rank.rule.kind === 'exact'}
            onChoose={() => choose({ kind: 'exact' })}
          />
          <Choice
            name="rank"
            label="Above a tolerance"
            chosen={rank.rule.kind === 'tolerance'}
            onChoose={() => choose({ kind: 'tolerance', relative: tolerance })}
          >
            <NumberField
              label="Tolerance, relative to the largest pivot"
              index={0}
              value={tolerance}
              bound={0}
              onCommit={(typed) => {
                const relative = typeof typed === 'number' ? typed : Number.NaN;
                if (!(relative >= 0 && relative < 1)) return 'Expected a number from 0 to below 1.';
                choose({ kind: 'tolerance', relative });
                return null;
              }}
            />
          </Choice>
        </>
      }
    >
      <Certificate analysis={analysis} />
    </ChoiceMenu>
  );
}

/** What is known of the decomposition: how it was made, how clear the rank is, how far v_row can be off. */
function Certificate({ analysis }: { readonly analysis: Analysis }) {
  const { rank, shape, direction } = analysis;
  const facts = [
    ['decomposition', rank.method],
    ['tolerance', `${formatNumber(rank.tolerance, 2)} of the largest pivot`],
    ['least pivot that counts', rank.leastKept > 0 ? formatNumber(rank.leastKept, 3) : 'none'],
    ['largest that does not', rank.largestDropped > 0 ? formatNumber(rank.largestDropped, 3) : 'none'],
    [shape.k === 1 ? 'v_row is off by at most' : 'V_row is off by at most', formatNumber(direction.bound, 2)],
  ] as const;
  return (
    <dl className="figures menu-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
