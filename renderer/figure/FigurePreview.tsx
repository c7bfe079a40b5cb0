import { useLayoutEffect, useRef } from 'react';
import { sizeText } from '#core/figure/length.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { drawableSettings, figureContent } from '#renderer/state/figure.ts';
import { useLatest } from './useLatest.ts';

/** The figure as it will be, as large as there is room for. */
export function FigurePreview() {
  const app = useApp();
  const settings = useAppState((state) => state.figure);
  const shown = drawableSettings(app);
  const light = { ...shown, embedFonts: false, session: false };
  const { value, error } = useLatest(JSON.stringify(light), async () => ({
    svg: String(await figureContent(app, 'svg', light)),
    asked: light,
  }));
  const host = useRef<HTMLDivElement>(null);
  // Higher than asked for where panels, a legend and readouts need the room.
  const asked = value?.asked ?? settings;
  const drawn = Number(/viewBox="0 0 \S+ ([^"]+)"/.exec(value?.svg ?? '')?.[1] ?? 0);
  const higher = drawn > asked.height + 0.01;
  const size = `${sizeText(asked, higher ? drawn : asked.height)}${higher ? ', grown to hold everything' : ''}`;
  // In a tree of its own: the names of its groups are not those of the page.
  useLayoutEffect(() => {
    const node = host.current;
    if (!node || !value) return;
    const root = node.shadowRoot ?? node.attachShadow({ mode: 'open' });
    const svg = new DOMParser().parseFromString(value.svg, 'image/svg+xml').documentElement;
    svg.setAttribute('width', '100%');
    svg.setAttribute('height', '100%');
    root.replaceChildren(document.importNode(svg, true));
    const [, , width = 1, height = 1] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
    node.style.setProperty('--ratio', String(width / height));
    node.dataset.ready = 'true';
  }, [value]);
  return (
    <figure className="figure-preview">
      <div className="figure-area">
        <div
          className="figure-paper"
          ref={host}
          role="img"
          aria-label="Preview of the figure"
          data-transparent={settings.transparent ? settings.theme : undefined}
        />
      </div>
      <figcaption>{error ?? `${size}, type of ${asked.fontSize} pt`}</figcaption>
    </figure>
  );
}
