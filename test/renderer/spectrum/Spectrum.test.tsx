// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Rank, Spectrum as Values } from '#core/analysis/types.ts';
import { cutAt } from '#core/spectrum/cuts.ts';
import { heightOfTolerance, spectrumPlot } from '#core/spectrum/plot.ts';
import { Spectrum } from '#renderer/spectrum/Spectrum.tsx';
import { type App, AppContext } from '#renderer/state/context.ts';
import { createAppStore } from '#renderer/state/store.ts';
import { until } from '#test/support/until.ts';

const spectrum: Values = { values: [4, 2, 1, 4e-8], bound: 1e-15 };
const rank: Rank = {
  exact: 4,
  storage: 3,
  used: 3,
  rule: { kind: 'storage' },
  tolerance: 1e-6,
  leastKept: 0.25,
  largestDropped: 1e-8,
  method: 'QR',
};

let chosen: number[] = [];
beforeEach(() => {
  chosen = [];
  Element.prototype.setPointerCapture = () => undefined;
});
afterEach(cleanup);

function show(parts: { readonly rank?: Rank; readonly spectrum?: Values | null } = {}) {
  const store = createAppStore();
  const app = { store } as App;
  render(
    <AppContext value={app}>
      <Spectrum rank={rank} spectrum={spectrum} onTolerance={(x) => chosen.push(x)} {...parts} />
    </AppContext>,
  );
  return store;
}

const slider = () => screen.getByRole('slider', { name: 'Tolerance' });
const toleranceOf = (count: number): number | undefined => cutAt(spectrum.values, count)?.tolerance;
/** The height, in the window, of the line that keeps so many values. */
const heightOf = (count: number): number =>
  heightOfTolerance(
    spectrumPlot({ ...spectrum, tolerance: rank.tolerance, width: 372, height: 176 }),
    toleranceOf(count) ?? Number.NaN,
  );

describe('the spectrum', () => {
  it('says that it is being computed, and how far, while it is not known', () => {
    const store = show({ spectrum: null });
    expect(screen.getByRole('status').textContent).toBe('Computing…');
    expect(screen.queryByRole('progressbar')).toBeNull();
    cleanup();
    store.setState({
      late: { layer: store.getState().document.W, values: null, fraction: 0.25 },
    });
    render(
      <AppContext value={{ store } as App}>
        <Spectrum rank={rank} spectrum={null} onTolerance={() => undefined} />
      </AppContext>,
    );
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.25');
  });

  it('has a picture with a description, and a table of the same values', () => {
    show();
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      '4 singular values, from 4 down to 4 × 10⁻⁸; 3 count',
    );
    expect(screen.queryByRole('table')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show values' }));
    const rows = within(screen.getByRole('table', { name: 'Singular values of W' })).getAllByRole('row');
    expect(rows.slice(1).map((row) => row.textContent)).toEqual(['14yes', '22yes', '31yes', '44 × 10⁻⁸no']);
    expect(screen.getByRole('region', { name: 'Values' }).tabIndex).toBe(0);
    fireEvent.click(screen.getByRole('button', { name: 'Hide values' }));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('copies the values, and says so where it cannot', async () => {
    const store = show();
    const write = vi.fn<(text: string) => Promise<void>>().mockResolvedValueOnce();
    vi.stubGlobal('navigator', { clipboard: { writeText: write } });
    fireEvent.click(screen.getByRole('button', { name: 'Copy values' }));
    await until(() => expect(store.getState().notice?.text).toBe('Copied 4 singular values.'));
    expect(write).toHaveBeenCalledWith('4\n2\n1\n4e-8');
    write.mockRejectedValueOnce(new Error('denied'));
    fireEvent.click(screen.getByRole('button', { name: 'Copy values' }));
    await until(() => expect(store.getState().notice?.kind).toBe('error'));
    vi.unstubAllGlobals();
  });
});

describe('the line of the tolerance', () => {
  it('says what it keeps', () => {
    show();
    expect(slider().getAttribute('aria-valuetext')).toBe('3 of 4 count above 1 × 10⁻⁶');
    expect(slider().getAttribute('tabindex')).toBe('0');
  });

  it('is not there under a rule that has no tolerance, and every value counts', () => {
    show({ rank: { ...rank, used: 4, rule: { kind: 'paper' }, tolerance: null } });
    expect(screen.queryByRole('slider')).toBeNull();
  });

  it.each([
    ['ArrowUp', 2],
    ['ArrowRight', 2],
    ['ArrowDown', 4],
    ['ArrowLeft', 4],
    ['PageUp', 1],
    ['End', 1],
    ['Home', 4],
  ])('goes by %s to the gap that keeps %i', (key, count) => {
    show();
    fireEvent.keyDown(slider(), { key });
    expect(chosen).toEqual([toleranceOf(count)]);
  });

  it('stays where no value is left that way', () => {
    show({ rank: { ...rank, used: 4, tolerance: 1e-9 } });
    fireEvent.keyDown(slider(), { key: 'ArrowDown' });
    fireEvent.keyDown(slider(), { key: 'a' });
    expect(chosen).toEqual([]);
  });

  it('is dragged from gap to gap, shows what it would keep, and sets the tolerance once, when let go', () => {
    show();
    fireEvent.pointerDown(slider(), { button: 0, pointerId: 1, clientY: heightOf(3) });
    fireEvent.pointerMove(slider(), { pointerId: 1, clientY: heightOf(2) });
    expect(slider().getAttribute('aria-valuetext')).toMatch(/^2 of 4 count/);
    fireEvent.pointerMove(slider(), { pointerId: 1, clientY: heightOf(1) });
    expect(slider().getAttribute('aria-valuetext')).toMatch(/^1 of 4 counts/);
    expect(chosen).toEqual([]);
    fireEvent.pointerUp(slider(), { pointerId: 1 });
    expect(chosen).toEqual([toleranceOf(1)]);
    // Let go, it follows the pointer no longer.
    fireEvent.pointerMove(slider(), { pointerId: 1, clientY: heightOf(2) });
    expect(slider().getAttribute('aria-valuetext')).toMatch(/^3 of 4/);
  });

  it('sets nothing where it is let go in the gap that it came from, is dropped by Escape or lost', () => {
    show();
    const grab = (): void => {
      fireEvent.pointerDown(slider(), { button: 0, pointerId: 1, clientY: heightOf(3) });
      fireEvent.pointerMove(slider(), { pointerId: 1, clientY: heightOf(1) });
    };
    grab();
    fireEvent.pointerMove(slider(), { pointerId: 1, clientY: heightOf(3) });
    fireEvent.pointerUp(slider(), { pointerId: 1 });
    grab();
    fireEvent.keyDown(slider(), { key: 'Escape' });
    expect(slider().getAttribute('aria-valuetext')).toMatch(/^3 of 4/);
    fireEvent.pointerUp(slider(), { pointerId: 1 });
    grab();
    fireEvent.lostPointerCapture(slider(), { pointerId: 1 });
    fireEvent.pointerUp(slider(), { pointerId: 1 });
    fireEvent.pointerDown(slider(), { button: 2, pointerId: 1, clientY: heightOf(3) });
    fireEvent.pointerMove(slider(), { pointerId: 1, clientY: heightOf(1) });
    fireEvent.pointerUp(slider(), { pointerId: 1 });
    expect(chosen).toEqual([]);
  });
});
