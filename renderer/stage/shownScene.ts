import type { Scene } from '#core/scene/marks.ts';
import { buildScene, type SceneOptions } from '#core/scene/scene.ts';
import { sameAxes } from '#core/slice/sameSlice.ts';
import type { State } from '#renderer/state/store.ts';

const NOTHING: Scene = { marks: [], radius: 1, extent: 1 };

/**
 * The scene of what the window shows, as a function of its state. It is built again only when something in it
 * changed, and keeps the sizes of the scene before while they fit, but not those of another document.
 */
export function createShownScene(): (state: State) => Scene {
  let scene = NOTHING;
  let from: Partial<State> & Pick<SceneOptions, 'cloud'> = {};
  return (state) => {
    const { frame, draft, selected, hovered, highlighted } = state;
    if (!frame) return NOTHING;
    const { subject } = frame;
    const cloud = cloudOf(state);
    const now = { frame, draft: draft && frame.draft, selected, hovered, highlighted, subject, cloud };
    const same = Object.entries(now).every(([key, value]) => from[key as keyof typeof from] === value);
    if (same) return scene;
    const { guide = null, ghost = null } = now.draft ?? {};
    const previous = from.subject === subject ? scene : null;
    scene = buildScene(frame.document, frame.analysis, {
      selected,
      hovered,
      highlighted,
      guide,
      ghost,
      cloud,
      previous,
    });
    from = now;
    return scene;
  };
}

/** The cloud of the pairs that are shown, while it is of the slice on screen: its coordinates are along that one's axes. */
function cloudOf({ pairsShown, survey, frame }: State): NonNullable<SceneOptions['cloud']> | null {
  if (!pairsShown || !survey || !frame) return null;
  const { slice, W } = frame.document;
  const own = survey.document;
  const same = slice && own.slice ? sameAxes(own.slice, slice) : own.slice === slice && own.W === W;
  return same ? survey.cloud : null;
}
