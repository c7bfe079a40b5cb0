import { memo, useMemo } from 'react';
import type { Figure } from '#core/analysis/types.ts';
import { arrowOf } from '#core/arrows/arrows.ts';
import { normOf } from '#core/arrows/norm.ts';
import type { Arrow, ArrowId } from '#core/arrows/types.ts';
import { formatEntry, formatFigure } from '#core/format/number.ts';
import { setEntries } from '#core/interaction/entries.ts';
import { NumberField } from '#renderer/fields/NumberField.tsx';
import { Tex } from '#renderer/maths/Tex.tsx';
import { useApp, useAppState, useFrame, useSettled } from '#renderer/state/context.ts';
import { commit } from '#renderer/state/edit.ts';
import type { AppStore } from '#renderer/state/store.ts';
import { ArrowTools } from './ArrowTools.tsx';
import { EntriesSummary } from './EntriesSummary.tsx';
import { Glyph } from './Glyph.tsx';

/** Vectors longer than this are summed up in words. */
const MOST_FIELDS = 4;

/** One vector: how it is drawn, its name, its components, its norm; visibility and lock on hover and focus. */
export function ArrowRow({ arrow }: { readonly arrow: Arrow }) {
  const { document, analysis } = useFrame();
  const { hidden, locked } = document.view;
  const selected = useAppState((state) => state.selected === arrow.id);
  const lit = useAppState((state) => state.hovered === arrow.id || state.highlighted.includes(arrow.id));
  const entries = arrow.entries(document, analysis) ?? [];
  return (
    <Row
      arrow={arrow}
      entries={entries}
      bounds={entries.map((_, i) => arrow.bound(document, analysis, i))}
      norm={normOf(arrow, document, analysis)}
      movable={arrow.given || arrow.constraint(document, analysis).kind !== 'fixed'}
      hidden={hidden.includes(arrow.id)}
      locked={locked.includes(arrow.id)}
      selected={selected}
      lit={lit}
    />
  );
}

interface Props {
  readonly arrow: Arrow;
  readonly entries: readonly number[];
  readonly bounds: readonly number[];
  readonly norm: Figure | null;
  readonly movable: boolean;
  readonly hidden: boolean;
  readonly locked: boolean;
  readonly selected: boolean;
  readonly lit: boolean;
}

/** Most vectors stand still while one is dragged: a row is drawn again only when it says something else. */
const Row = memo(function Row({
  arrow,
  entries,
  bounds,
  norm,
  movable,
  hidden,
  locked,
  selected,
  lit,
}: Props) {
  const { store } = useApp();
  const take = useMemo(() => takeEntries(store, arrow.id), [store, arrow.id]);
  const bound = (i: number): number => bounds[i] ?? 0;
  return (
    <li
      className="arrow-row"
      data-selected={selected || undefined}
      data-lit={lit || undefined}
      data-hidden={hidden || undefined}
      onPointerEnter={() => store.setState({ hovered: arrow.id })}
      onPointerLeave={() => store.setState({ hovered: null })}
    >
      <ArrowName arrow={arrow} selected={selected} />
      {entries.length > MOST_FIELDS ? (
        <EntriesSummary entries={entries} />
      ) : (
        <span className="components" data-quiet={!arrow.given || undefined}>
          {entries.map((x, i) =>
            movable ? (
              <NumberField
                // biome-ignore lint/suspicious/noArrayIndexKey: a component is its index
                key={i}
                label={`${arrow.plain}, component ${i + 1}`}
                index={i}
                value={x}
                bound={bound(i)}
                disabled={locked}
                onCommit={take}
              />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a component is its index
              <Component key={i} value={x} bound={bound(i)} />
            ),
          )}
        </span>
      )}
      <span className="norm-tools" data-pinned={hidden || locked || undefined}>
        <Norm name={arrow.plain} norm={norm} />
        <ArrowTools arrow={arrow} hidden={hidden} locked={locked} />
      </span>
    </li>
  );
}, saysTheSame);

function saysTheSame(a: Props, b: Props): boolean {
  const equal = (x: readonly number[], y: readonly number[]): boolean =>
    x.length === y.length && x.every((value, i) => value === y[i]);
  // The norm and its bound follow from the entries and theirs.
  return (
    equal(a.entries, b.entries) &&
    equal(a.bounds, b.bounds) &&
    a.arrow === b.arrow &&
    a.movable === b.movable &&
    a.hidden === b.hidden &&
    a.locked === b.locked &&
    a.selected === b.selected &&
    a.lit === b.lit
  );
}

interface NameProps {
  readonly arrow: Arrow;
  readonly selected: boolean;
}

/** The button that selects the vector. */
const ArrowName = memo(function ArrowName({ arrow, selected }: NameProps) {
  const { store } = useApp();
  return (
    <button
      type="button"
      className="arrow-name"
      aria-pressed={selected}
      aria-label={arrow.name}
      title={arrow.name}
      onClick={() => store.setState({ selected: arrow.id })}
    >
      <Glyph arrow={arrow} />
      <Tex tex={arrow.tex} plain={arrow.plain} colour={arrow.role === 'muted' ? 'ink' : arrow.role} />
    </button>
  );
});

function Component({ value, bound }: Figure) {
  const shown = formatEntry(value, bound);
  const title = useSettled(() => shown.title);
  return (
    <span className="component" title={title}>
      {shown.text}
    </span>
  );
}

function Norm({ name, norm }: { readonly name: string; readonly norm: Figure | null }) {
  const shown = norm && formatFigure(norm, 3);
  const title = useSettled(() => `Norm of ${name}: ${shown?.title ?? 'none'}`);
  return (
    <span className="norm" title={title}>
      {shown?.text}
    </span>
  );
}

/**
 * Takes what was typed into field `i` of an arrow: one number, or the whole vector. The document is asked for
 * when it is taken, so that a field need not be drawn again with every document.
 */
function takeEntries(store: AppStore, id: ArrowId) {
  return (value: number | readonly number[], i: number): string | null => {
    const { frame } = store.getState();
    if (!frame) return 'The numbers are not there yet.';
    const { document, analysis } = frame;
    const arrow = arrowOf(document, id);
    const entries = arrow.entries(document, analysis) ?? [];
    const next = typeof value === 'number' ? entries.map((x, j) => (j === i ? value : x)) : value;
    if (next.length !== entries.length) return `Expected ${entries.length} numbers, got ${next.length}.`;
    const edited = setEntries(document, analysis, id, next);
    if (!edited) {
      return arrow.group === 'direction' ? 'A direction must not be zero.' : 'These numbers are too large.';
    }
    commit(store, edited);
    return null;
  };
}
