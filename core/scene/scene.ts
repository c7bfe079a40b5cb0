import type { Analysis } from '#core/analysis/types.ts';
import { arrowsOf } from '#core/arrows/arrows.ts';
import { axisNames } from '#core/arrows/axisNames.ts';
import { directionScale } from '#core/arrows/directionScale.ts';
import type { Arrow, ArrowId } from '#core/arrows/types.ts';
import type { Document } from '#core/document/schema.ts';
import type { Guide } from '#core/interaction/types.ts';
import { toVec3, type Vec3 } from '#core/linalg/vec3.ts';
import { arrowMarks, type Emphasis } from './arrows.ts';
import { axisMarks } from './axes.ts';
import { decompositionMarks } from './decomposition.ts';
import { guideMarks, snapMarks } from './guides.ts';
import type { Mark, Scene, SphereMark } from './marks.ts';
import { sizesOf } from './sizes.ts';
import { subspaceMarks } from './subspaces.ts';

/** What the window adds to a document: what is pointed at, and the gesture in progress. */
export interface SceneOptions extends Partial<Emphasis> {
  /** The gesture's constraint and snap. */
  readonly guide?: Guide | null;
  /** Where the dragged arrow stood when the gesture began. */
  readonly ghost?: { readonly from: Vec3; readonly to: Vec3 } | null;
  /** The differences of all pairs, where they are shown: x, y, z of each δ, and which are drawn as rings. */
  readonly cloud?: { readonly points: Float32Array; readonly rings: Float32Array } | null;
  /** The scene on screen before this one: its sizes are kept while they fit. */
  readonly previous?: Scene | null;
}

/** The picture is drawn for hidden widths up to this; a wider one has no picture of its own. */
export const WIDEST_PICTURE = 3;

/** The arrows that are drawn: all but those that the user hid. */
export const visibleArrows = (document: Document): readonly Arrow[] =>
  arrowsOf(document).filter(({ id }) => !document.view.hidden.includes(id));

/**
 * The marks of a document (d ≤ 3) and of what the window points at. A hidden width above 3 gives an empty
 * scene: cutting its vectors to three entries would be a picture of something else.
 */
export function buildScene(document: Document, analysis: Analysis, options: SceneOptions = {}): Scene {
  const d = document.W.length;
  if (d > WIDEST_PICTURE || !analysis.subspaces) return { marks: [], radius: 1, extent: 1 };
  const arrows = visibleArrows(document);
  const { radius, extent } = sizesOf(document, analysis, arrows, options.previous ?? null);
  const emphasis: Emphasis = {
    selected: options.selected ?? null,
    hovered: options.hovered ?? null,
    highlighted: options.highlighted ?? [],
  };
  const visible = (id: ArrowId): boolean => arrows.some((arrow) => arrow.id === id);
  const marks: Mark[] = [
    ...subspaceMarks('null', analysis.subspaces.null, extent),
    ...subspaceMarks('column', analysis.subspaces.column, extent),
    ...axisMarks(d, extent, axisNames(document)),
    ...(document.unitLength && visible('v') ? [unitSphere(directionScale(document))] : []),
    ...cloudMarks(document, options.cloud ?? null),
    ...guides(document, analysis, arrows, emphasis, options.guide ?? null, extent),
    ...ghostMarks(options.ghost ?? null),
    ...(visible('v') ? decompositionMarks(document, analysis) : []),
    ...arrows.flatMap((arrow) => arrowMarks(document, analysis, arrow, emphasis, radius)),
    ...(options.guide?.snap ? snapMarks(options.guide.snap) : []),
  ];
  return { marks, radius, extent };
}

/** More points than this are drawn smaller. */
const MANY = 5000;

/** Every pair's δ from the base on screen, so that the point of the pair on screen is its source. */
function cloudMarks(document: Document, cloud: SceneOptions['cloud']): Mark[] {
  if (!cloud) return [];
  const origin = toVec3(document.base[document.pair] ?? []);
  const radius = cloud.points.length / 3 > MANY ? 1.25 : 2.25;
  return [
    { kind: 'cloud', id: 'cloud', role: 'source', arrow: null, weight: 'quiet', origin, radius, ...cloud },
  ];
}

/** The sphere on which a direction of length 1 lies. */
const unitSphere = (radius: number): SphereMark => ({
  kind: 'sphere',
  id: 'unitSphere',
  role: 'muted',
  arrow: null,
  weight: 'quiet',
  centre: [0, 0, 0],
  radius,
  dashed: true,
});

/** The guide of the gesture, or, before the press, that of the arrow under the pointer. */
function guides(
  document: Document,
  analysis: Analysis,
  arrows: readonly Arrow[],
  { selected, hovered }: Emphasis,
  guide: Guide | null,
  extent: number,
): Mark[] {
  const arrow = arrows.find(({ id }) => id === (guide ? selected : hovered));
  if (!arrow) return [];
  const spec = guide?.constraint ?? arrow.constraint(document, analysis);
  return guideMarks(spec, toVec3(arrow.tip(document, analysis)), extent);
}

const ghostMarks = (ghost: { readonly from: Vec3; readonly to: Vec3 } | null): Mark[] =>
  ghost
    ? [
        {
          kind: 'arrow',
          id: 'ghost',
          role: 'muted',
          arrow: null,
          weight: 'quiet',
          ...ghost,
          head: 'hollow',
          dashed: false,
          width: 1.25,
        },
      ]
    : [];
