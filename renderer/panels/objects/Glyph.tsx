import type { Arrow } from '#core/arrows/types.ts';

/** How an arrow is drawn, in small: colour, dash, head. */
export function Glyph({ arrow }: { readonly arrow: Arrow }) {
  const colour = `var(--${arrow.role})`;
  if (arrow.drawing === 'point') {
    return (
      <svg className="glyph" viewBox="0 0 22 12" aria-hidden="true">
        <circle cx="11" cy="6" r="4" fill={colour} />
      </svg>
    );
  }
  const hollow = arrow.head === 'hollow';
  return (
    <svg className="glyph" viewBox="0 0 22 12" aria-hidden="true">
      <path
        d={hollow ? 'M1 6h11' : 'M1 6h12'}
        stroke={colour}
        strokeWidth="2"
        strokeDasharray={arrow.dashed ? '4 2.5' : undefined}
      />
      <path
        d="M12.5 2.2 20.5 6l-8 3.8z"
        fill={hollow ? 'none' : colour}
        stroke={colour}
        strokeWidth={hollow ? 1.3 : 0}
        strokeLinejoin="round"
      />
    </svg>
  );
}
