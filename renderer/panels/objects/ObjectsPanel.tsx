import { arrowsOf, MOST_COLUMNS } from '#core/arrows/arrows.ts';
import type { Arrow, Group } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { formatNumber } from '#core/format/number.ts';
import { commandOf, runCommand } from '#renderer/commands/commands.ts';
import { Tex } from '#renderer/maths/Tex.tsx';
import { useApp, useFrame } from '#renderer/state/context.ts';
import { commit } from '#renderer/state/edit.ts';
import { showPair } from '#renderer/state/pairs.ts';
import { retakeSlice } from '#renderer/state/slice.ts';
import { ArrowRow } from './ArrowRow.tsx';
import { SliceGroup, SliceLayer } from './SliceGroup.tsx';
import { Stepper } from './Stepper.tsx';
import './objects.css';

const GROUPS: readonly {
  readonly id: Group;
  readonly title: string;
  readonly Aside?: () => React.ReactNode;
}[] = [
  { id: 'layer', title: 'Layer', Aside: LayerAside },
  { id: 'direction', title: 'Direction', Aside: DirectionAside },
  { id: 'pair', title: 'Pair', Aside: PairAside },
  { id: 'patched', title: 'Patched activations' },
];

/** Every vector of the document, a row each, in four groups. */
export function ObjectsPanel() {
  const { document } = useFrame();
  const arrows = arrowsOf(document);
  return (
    <section className="objects panel-scroll" aria-label="Objects">
      {GROUPS.map(({ id, title, Aside }) => (
        <div key={id} className="object-group">
          <h2 className="section-head">
            {title}
            {Aside && <Aside />}
          </h2>
          <ArrowList arrows={arrows.filter((arrow) => arrow.group === id)} />
          {id === 'layer' &&
            (document.slice ? <SliceLayer slice={document.slice} /> : <HiddenColumns document={document} />)}
        </div>
      ))}
      {document.slice && <SliceGroup slice={document.slice} />}
    </section>
  );
}

function ArrowList({ arrows }: { readonly arrows: readonly Arrow[] }) {
  return (
    <ul>
      {arrows.map((arrow) => (
        <ArrowRow key={arrow.id} arrow={arrow} />
      ))}
    </ul>
  );
}

function HiddenColumns({ document }: { readonly document: Document }) {
  const more = (document.W[0]?.length ?? 0) - MOST_COLUMNS;
  return more > 0 ? <p className="more">and {more} more columns</p> : null;
}

function LayerAside() {
  return <Tex tex="x \mapsto x\,W" plain="x maps to x W" />;
}

/** A length that is 1 but for the rounding of float32. */
const NEARLY_UNIT = 1e-6;

/** The unit lock of the directions, and which of k directions is on screen. */
function DirectionAside() {
  const app = useApp();
  const { store } = app;
  const { document, analysis } = useFrame();
  const { slice } = document;
  const k = slice?.V.length ?? document.V.length;
  const { norm } = analysis.direction;
  const length = k === 1 && Math.abs(norm.value - 1) > NEARLY_UNIT ? formatNumber(norm.value) : null;
  const normalise = commandOf('normalise');
  return (
    <span className="aside">
      {k > 1 && (
        <Stepper
          name={slice ? 'principal direction' : 'direction'}
          index={slice?.direction ?? document.direction}
          count={k}
          onStep={(direction) =>
            slice
              ? void retakeSlice(app, { direction })
              : commit(store, { ...store.getState().document, direction })
          }
        />
      )}
      {length !== null && (
        <button
          type="button"
          className="link"
          title={`v has length ${length}. Press to make it 1, as one step that can be undone.`}
          onClick={() => normalise && runCommand(app, normalise)}
        >
          normalise
        </button>
      )}
      <button
        type="button"
        className="link"
        aria-pressed={document.unitLength}
        title={
          document.unitLength
            ? 'v keeps length 1. Press to free its length.'
            : 'The length of v is free. Press to keep it at 1 from the next edit on.'
        }
        onClick={() => commit(store, { ...store.getState().document, unitLength: !document.unitLength })}
      >
        {document.unitLength ? 'unit length' : 'free length'}
      </button>
    </span>
  );
}

function PairAside() {
  const app = useApp();
  const { document } = useFrame();
  const { slice } = document;
  return (
    <Stepper
      name="pair"
      index={slice?.pair ?? document.pair}
      count={slice?.n ?? document.base.length}
      onStep={(pair) => showPair(app, pair)}
    />
  );
}
