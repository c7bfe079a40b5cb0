import { Eye, EyeOff, Lock, LockOpen } from 'lucide-react';
import { useMemo } from 'react';
import { arrowOf } from '#core/arrows/arrows.ts';
import { normOf } from '#core/arrows/norm.ts';
import type { Arrow, ArrowId } from '#core/arrows/types.ts';
import { formatEntry, formatFigure, type Shown } from '#core/format/number.ts';
import { setEntries } from '#core/interaction/entries.ts';
import { NumberField } from '#renderer/fields/NumberField.tsx';
import { Tex } from '#renderer/maths/Tex.tsx';
import { useApp, useAppState, useFrame } from '#renderer/state/context.ts';
import { commit, toggle } from '#renderer/state/edit.ts';
import type { AppStore } from '#renderer/state/store.ts';
import { EntriesSummary } from './EntriesSummary.tsx';
import { Glyph } from './Glyph.tsx';

/** Vectors longer than this are summed up in words. */
const MOST_FIELDS = 4;

/** One vector: how it is drawn, its name, its components, its norm; visibility and lock on hover and focus. */
export function ArrowRow({ arrow }: { readonly arrow: Arrow }) {
  const { store } = useApp();
  const { document, analysis } = useFrame();
  const selected = useAppState((state) => state.selected === arrow.id);
  const lit = useAppState((state) => state.hovered === arrow.id || state.highlighted.includes(arrow.id));
  const entries = arrow.entries(document, analysis) ?? [];
  const hidden = document.view.hidden.includes(arrow.id);
  return (
    <li
      className="arrow-row"
      data-selected={selected || undefined}
      data-lit={lit || undefined}
      data-hidden={hidden || undefined}
      onPointerEnter={() => store.setState({ hovered: arrow.id })}
      onPointerLeave={() => store.setState({ hovered: null })}
    >
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
      {entries.length > MOST_FIELDS ? (
        <EntriesSummary entries={entries} />
      ) : (
        <Components arrow={arrow} entries={entries} />
      )}
      <NormAndTools arrow={arrow} />
    </li>
  );
}

interface EntriesProps {
  readonly arrow: Arrow;
  readonly entries: readonly number[];
}

/** A field per component where the vector can be moved, else plain numbers. */
function Components({ arrow, entries }: EntriesProps) {
  const { store } = useApp();
  const { document, analysis } = useFrame();
  const movable = arrow.given || arrow.constraint(document, analysis).kind !== 'fixed';
  const locked = document.view.locked.includes(arrow.id);
  const bound = (i: number): number => arrow.bound(document, analysis, i);
  const take = useMemo(() => takeEntries(store, arrow.id), [store, arrow.id]);
  return (
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
          <Component key={i} entry={formatEntry(x, bound(i))} />
        ),
      )}
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

const Component = ({ entry }: { readonly entry: Shown }) => (
  <span className="component" title={entry.title}>
    {entry.text}
  </span>
);

function NormAndTools({ arrow }: { readonly arrow: Arrow }) {
  const { store } = useApp();
  const { document, analysis } = useFrame();
  const hidden = document.view.hidden.includes(arrow.id);
  const locked = document.view.locked.includes(arrow.id);
  const flip = (list: 'hidden' | 'locked'): void =>
    commit(store, toggle(store.getState().document, list, arrow.id));
  const norm = normOf(arrow, document, analysis);
  const shown = norm && formatFigure(norm, 3);
  return (
    <span className="norm-tools" data-pinned={hidden || locked || undefined}>
      <span className="norm" title={`Norm of ${arrow.plain}: ${shown?.title ?? 'none'}`}>
        {shown?.text}
      </span>
      <span className="tools">
        <button
          type="button"
          aria-pressed={hidden}
          aria-label={`Hide ${arrow.plain}`}
          title={hidden ? 'Show' : 'Hide'}
          onClick={() => flip('hidden')}
        >
          {hidden ? <EyeOff size={14} aria-hidden="true" /> : <Eye size={14} aria-hidden="true" />}
        </button>
        {arrow.group !== 'patched' && (
          <button
            type="button"
            aria-pressed={locked}
            aria-label={`Lock ${arrow.plain}`}
            title={locked ? 'Unlock' : 'Lock'}
            onClick={() => flip('locked')}
          >
            {locked ? <Lock size={13} aria-hidden="true" /> : <LockOpen size={13} aria-hidden="true" />}
          </button>
        )}
      </span>
    </span>
  );
}
