import type { Analysis } from '#core/analysis/types.ts';
import type { Arrow, ArrowId } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import { add, length, scale, sub, toVec3, type Vec3 } from '#core/linalg/vec3.ts';
import type { LabelMark, Mark, RingMark } from './marks.ts';

/** What the window points at. */
export interface Emphasis {
  readonly selected: ArrowId | null;
  readonly hovered: ArrowId | null;
  /** While not empty, every other arrow steps back. */
  readonly highlighted: readonly ArrowId[];
}

/** Pixels. */
const RING = 11;
const POINT = 5;
const ZERO_DOT = 3;
const LABEL = 18;
const HOVERED_EXTRA = 0.75;

/** A vector shorter than this share of the picture is drawn as the zero vector. */
const NEGLIGIBLE = 1e-9;

function weightOf(id: ArrowId, { hovered, highlighted }: Emphasis): Mark['weight'] {
  if (highlighted.length > 0) return highlighted.includes(id) ? 'strong' : 'quiet';
  return hovered === id ? 'strong' : 'normal';
}

/**
 * The marks of one arrow: its arrow or point, its label, and a ring where it is selected or hovered. A zero
 * vector of the direction group, and δ, is a dot that says "= 0"; any other zero vector is not drawn.
 */
export function arrowMarks(
  document: Document,
  analysis: Analysis,
  arrow: Arrow,
  emphasis: Emphasis,
  radius: number,
): Mark[] {
  const { id, role } = arrow;
  const tail = toVec3(arrow.tail(document, analysis));
  const tip = toVec3(arrow.tip(document, analysis));
  const weight = weightOf(id, emphasis);
  const common = { role, arrow: id, weight } as const;
  const marks: Mark[] = [];
  const isZero = length(sub(tip, tail)) <= NEGLIGIBLE * radius;
  if (arrow.drawing === 'point') {
    marks.push({ ...common, kind: 'point', id: `arrow:${id}`, at: tip, radius: POINT });
  } else if (!isZero) {
    marks.push({
      ...common,
      kind: 'arrow',
      id: `arrow:${id}`,
      from: tail,
      to: tip,
      head: arrow.head,
      dashed: arrow.dashed,
      width: arrow.width + (emphasis.hovered === id ? HOVERED_EXTRA : 0),
    });
  } else if (arrow.group === 'direction' || id === 'delta') {
    marks.push({ ...common, kind: 'point', id: `arrow:${id}`, at: tip, radius: ZERO_DOT });
  } else return [];
  marks.push(labelOf(arrow, common, tail, tip, isZero && arrow.drawing === 'arrow'));
  if (emphasis.selected === id || emphasis.hovered === id) {
    const ring: RingMark = {
      ...common,
      kind: 'ring',
      id: `ring:${id}`,
      at: tip,
      radius: RING,
      width: emphasis.selected === id ? 2 : 1.25,
    };
    marks.push(ring);
  }
  return marks;
}

/** The label stands beyond the tip; that of δ, whose tip is `s`, beside the middle of its shaft. */
function labelOf(
  arrow: Arrow,
  common: Pick<LabelMark, 'role' | 'arrow' | 'weight'>,
  tail: Vec3,
  tip: Vec3,
  isZero: boolean,
): LabelMark {
  const beside = arrow.id === 'delta' && !isZero;
  return {
    ...common,
    kind: 'label',
    id: `arrow:${arrow.id}:label`,
    at: beside ? scale(add(tail, tip), 0.5) : tip,
    from: beside || isZero ? null : tail,
    tex: isZero ? `${arrow.tex}=0` : arrow.tex,
    plain: isZero ? `${arrow.plain} = 0` : arrow.plain,
    size: LABEL,
  };
}
