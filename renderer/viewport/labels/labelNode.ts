import katex from 'katex';
import type { LabelMark } from '#core/scene/marks.ts';

/** One label in the overlay: its node, what it says now, and its size in pixels. */
export interface LabelNode {
  readonly node: HTMLElement;
  width: number;
  height: number;
  /** Brings text, size of type, colour and emphasis in step with a mark. */
  update(mark: LabelMark): void;
  measure(): void;
  /** Moves the top left of its box to a pixel. */
  place(left: number, top: number): void;
}

/** A label under `overlay`. Typeset into nodes: the content security policy forbids styles in markup. */
export function createLabelNode(overlay: HTMLElement): LabelNode {
  const node = document.createElement('span');
  node.className = 'viewport-label';
  overlay.append(node);
  let said: string | null = null;
  let size = 0;
  const label: LabelNode = {
    node,
    width: 0,
    height: 0,
    update: (mark) => {
      set(node, 'role', mark.role);
      set(node, 'weight', mark.weight);
      const text = mark.tex ?? `"${mark.plain}`;
      if (said === text && size === mark.size) return;
      // Figures are tabular: another number of as many characters is as wide, and measuring costs a layout.
      const asWide = mark.tex === null && said?.length === text.length && size === mark.size;
      said = text;
      size = mark.size;
      node.style.fontSize = `${mark.size}px`;
      node.replaceChildren();
      if (mark.tex === null) node.textContent = mark.plain;
      else katex.render(mark.tex, node, { trust: false, throwOnError: false, output: 'html' });
      if (!asWide) label.measure();
    },
    measure: () => {
      label.width = node.offsetWidth;
      label.height = node.offsetHeight;
    },
    place: (left, top) => {
      node.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
    },
  };
  return label;
}

function set(node: HTMLElement, name: string, value: string): void {
  if (node.dataset[name] !== value) node.dataset[name] = value;
}
