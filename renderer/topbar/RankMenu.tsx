import type { Analysis, Rank, Spectrum as Values } from '#core/analysis/types.ts';
import type { RankRule } from '#core/document/schema.ts';
import { rankAbove } from '#core/spectrum/cuts.ts';
import { certificateBound, knownRank } from '#core/words/certificate.ts';
import { toleranceText, valuesAround } from '#core/words/rank.ts';
import { STORED_TYPES } from '#core/words/storedType.ts';
import { NumberField } from '#renderer/fields/NumberField.tsx';
import { Spectrum } from '#renderer/spectrum/Spectrum.tsx';
import { useApp, useAppState, useFrame } from '#renderer/state/context.ts';
import { changeRule } from '#renderer/state/slice.ts';
import { spectrumOf } from '#renderer/state/spectrum.ts';
import { Choice } from './Choice.tsx';
import { ChoiceMenu } from './ChoiceMenu.tsx';
import { StoredTypeField } from './StoredTypeField.tsx';

/** The tolerance to begin with where one is asked for: well above rounding, well below structure. */
const USUAL_TOLERANCE = 1e-6;

/** How the rank of W is decided: it decides what v_row is, so it stands in the top bar, with what is known of it. */
export function RankMenu() {
  const app = useApp();
  const frame = useFrame();
  const { document, analysis } = frame;
  const { rank, shape } = analysis;
  const spectrum = spectrumOf(
    frame,
    useAppState((state) => state.late),
  );
  const choose = (rank: RankRule): void => changeRule(app, { rank });
  const tolerance = rank.rule.kind === 'tolerance' ? rank.rule.relative : USUAL_TOLERANCE;
  // A first answer comes before the ranks are known.
  const known = (value: number): { detail?: string } =>
    analysis.certificate.stage === 'first' ? {} : { detail: `rank ${value}` };
  const choice = (kind: RankRule['kind'], rule: RankRule) => ({
    name: 'rank',
    chosen: rank.rule.kind === kind,
    onChoose: () => choose(rule),
  });
  return (
    <ChoiceMenu
      name="Rank of W"
      value={knownRank(analysis)}
      trigger={`${shape.d} × ${shape.m} · ${knownRank(analysis)}`}
      className="button quiet shape"
      align="start"
      legend="Directions of W that count"
      choices={
        <>
          <Choice
            {...choice('storage', { kind: 'storage' })}
            label={`Storage: above the rounding of ${STORED_TYPES[document.stored]}`}
            {...known(rank.storage)}
          />
          <StoredTypeField stored={document.stored} />
          <Choice
            {...choice('exact', { kind: 'exact' })}
            label="Exact: all that float64 tells from zero"
            {...known(rank.exact)}
          />
          <Choice
            {...choice('tolerance', { kind: 'tolerance', relative: tolerance })}
            label="Above a tolerance"
            {...rankOfTolerance(rank, spectrum, tolerance)}
          >
            <NumberField
              label="Tolerance, relative to the largest singular value"
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
          <Choice
            {...choice('paper', { kind: 'paper' })}
            label="Reproduce paper (QR): every column"
            detail={`rank ${Math.min(shape.d, shape.m)}`}
          />
        </>
      }
    >
      <Spectrum
        rank={rank}
        spectrum={spectrum}
        onTolerance={(relative) => choose({ kind: 'tolerance', relative })}
      />
      <Facts analysis={analysis} spectrum={spectrum} />
    </ChoiceMenu>
  );
}

/** The rank that the tolerance gives, where it is known. */
function rankOfTolerance(rank: Rank, spectrum: Values | null, tolerance: number): { detail?: string } {
  if (rank.rule.kind === 'tolerance') return { detail: `rank ${rank.used}` };
  return spectrum ? { detail: `rank ${rankAbove(spectrum.values, tolerance)}` } : {};
}

/** What is known of the decomposition: how it was made, how clear the rank is, how far v_row can be off. */
function Facts({ analysis, spectrum }: { readonly analysis: Analysis; readonly spectrum: Values | null }) {
  const { rank, direction, certificate } = analysis;
  const tolerance = toleranceText(analysis);
  const { least, largest } = valuesAround(analysis, spectrum);
  const facts = [
    ['decomposition', rank.method],
    ...(tolerance === null ? [] : [['tolerance', tolerance] as const]),
    ['least that counts', least],
    ['largest that does not', largest],
    [`${direction.v.length === 1 ? 'v' : 'V'}_row is known to within`, certificateBound(certificate)],
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
