import type { Pose } from '#core/document/schema.ts';
import type { Camera } from '#core/scene/camera.ts';
import { fitPose } from '#core/scene/fit.ts';
import { between, eased } from '#core/scene/tween.ts';
import { inUpdate } from '#renderer/frame/frame.ts';
import type { Viewport } from './viewport.ts';

/** How long the camera takes to another view, milliseconds. */
const TRAVEL = 180;

/** Moves the camera of a viewport, and remembers whether it still shows a view that the user did not touch. */
export interface CameraMan {
  /** Shows what there is from the direction of `pose`, and keeps it in the picture as the window changes. */
  look(pose: Pose, travel: boolean): void;
  /** Shows exactly this pose from now on. */
  put(pose: Pose, travel: boolean): void;
  /** The pose under the user's hand: no travel, and no more fitting. */
  follow(pose: Pose): void;
  /** Fits again where the user did not move the camera since `look`. */
  refit(travel: boolean): void;
  setProjection(projection: Camera['projection']): void;
  /** Ends a travel at its goal at once. */
  settle(): void;
  /** The pose that is shown, or travelled to; null before the first. */
  pose(): Pose | null;
  dispose(): void;
}

const reduced = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A camera man for `viewport`; `onGoal` is told of every goal that `look` and `refit` set. */
export function createCameraMan(
  viewport: Viewport,
  host: HTMLElement,
  onGoal: (pose: Pose) => void,
): CameraMan {
  let projection: Camera['projection'] = 'perspective';
  let goal: Pose | null = null;
  let fitted: Pose | null = null;
  /** Takes the next step of a travel back; null while there is none. */
  let cancelStep: (() => void) | null = null;

  const show = (pose: Pose): void => viewport.setCamera(pose, projection);
  const halt = (): void => {
    cancelStep?.();
    cancelStep = null;
  };
  const settle = (): void => {
    if (!cancelStep) return;
    halt();
    if (goal) show(goal);
  };
  const goTo = (pose: Pose, travel: boolean): void => {
    const from = viewport.camera()?.pose;
    halt();
    goal = pose;
    if (!travel || !from || reduced()) {
      show(pose);
      return;
    }
    const start = performance.now();
    const step = (): void => {
      const t = Math.min(1, (performance.now() - start) / TRAVEL);
      show(between(from, pose, eased(t)));
      cancelStep = t < 1 ? inUpdate(step) : null;
    };
    cancelStep = inUpdate(step);
  };
  const refit = (travel: boolean): void => {
    const { clientWidth: width, clientHeight: height } = host;
    if (!fitted || width === 0 || height === 0) return;
    const pose = fitPose(fitted, viewport.scene(), projection, width, height);
    goTo(pose, travel);
    onGoal(pose);
  };

  return {
    look: (pose, travel) => {
      fitted = pose;
      refit(travel);
    },
    put: (pose, travel) => {
      fitted = null;
      goTo(pose, travel);
    },
    follow: (pose) => {
      fitted = null;
      goTo(pose, false);
    },
    refit,
    setProjection: (next) => {
      if (next === projection) return;
      projection = next;
      if (fitted) refit(false);
      else if (goal) show(goal);
    },
    settle,
    pose: () => goal,
    dispose: halt,
  };
}
