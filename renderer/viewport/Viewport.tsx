import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { AxisName } from '#core/arrows/axisNames.ts';
import type { ArrowId } from '#core/arrows/types.ts';
import type { Pose } from '#core/document/schema.ts';
import { type Camera, project } from '#core/scene/camera.ts';
import { axisPose } from '#core/scene/cameraPresets.ts';
import type { Scene } from '#core/scene/marks.ts';
import { CursorReadout, type CursorReadoutHandle, type ReadoutPart } from './CursorReadout.tsx';
import { type CameraMan, createCameraMan } from './cameraMan.ts';
import { Gizmo, type GizmoHandle } from './Gizmo.tsx';
import { attachGestures } from './gestures/gestures.ts';
import type { DragController, GestureMode, PointerKind } from './gestures/types.ts';
import { createViewport, type Viewport as Picture, type ViewportStats } from './viewport.ts';
import './viewport.css';

/** What the owner of the picture may ask of it. */
export interface ViewportHandle {
  /** The camera on screen; null while the picture has no size. */
  camera(): Camera | null;
  /** Shows the scene that comes with the next render, without waiting for it. */
  show(scene: Scene): void;
  /** Travels to the direction of `pose`, with everything in the picture; `onPose` hears of it. */
  look(pose: Pose): void;
  /** Keeps the direction and brings everything into the picture. */
  fit(): void;
  stats(): ViewportStats;
  focus(): void;
}

export interface ViewportProps {
  readonly scene: Scene;
  /** The camera; null: the direction of `home`, with everything in the picture. */
  readonly pose: Pose | null;
  readonly home: Pose;
  readonly projection: Camera['projection'];
  /** Changes when another document comes on screen (not when it is edited): an untouched camera then fits again. */
  readonly subject: string;
  /** Changes when the colours of the theme do. */
  readonly theme: string;
  /** The coordinate axes. */
  readonly axes: readonly AxisName[];
  readonly selected: ArrowId | null;
  /** The numbers beside the selected tip while it is in hand; null: none. */
  readonly readout: readonly ReadoutPart[] | null;
  /** What the picture is, in a few words, and what it shows, in sentences, for screen readers. */
  readonly name: string;
  readonly description: readonly string[];
  readonly drag: DragController;
  /** The arrow at a pixel of the picture; null: none. */
  readonly pick: (x: number, y: number, camera: Camera, pointer: PointerKind) => ArrowId | null;
  /** `move`: many a second, while the camera is in hand; `end`: where it comes to rest. */
  readonly onPose: (pose: Pose, phase: 'move' | 'end') => void;
  readonly onHover: (id: ArrowId | null) => void;
  /** A press without a move: on an arrow, or (null) beside all of them, with the place in pixels. */
  readonly onSelect: (id: ArrowId | null, x: number, y: number, camera: Camera) => void;
  /** A key pressed while the picture has the focus. */
  readonly onKeyDown?: (event: KeyboardEvent, camera: Camera) => void;
  /** The picture lost the focus. */
  readonly onBlur?: () => void;
  /** False draws no picture, only labels: for fast tests of the interface. */
  readonly gl?: boolean;
  /** What floats over the picture. */
  readonly children?: ReactNode;
  readonly ref?: Ref<ViewportHandle>;
}

/** How near and how far a camera may stand, in radii of the scene. */
const NEAREST = 0.05;
const FARTHEST = 60;

/** The picture: what `scene` holds, under a camera that can be turned, with arrows that can be picked and dragged. */
export function Viewport(props: ViewportProps) {
  const { scene, pose, home, projection, subject, theme, axes, selected, readout, gl = true } = props;
  const host = useRef<HTMLDivElement>(null);
  const gizmo = useRef<GizmoHandle>(null);
  const cursor = useRef<CursorReadoutHandle>(null);
  const picture = useRef<Picture | null>(null);
  const man = useRef<CameraMan | null>(null);
  const emitted = useRef<Pose | null>(null);
  const [mode, setMode] = useState<GestureMode>('idle');
  const [failed, setFailed] = useState(false);
  const id = useId();

  const emit = (next: Pose, phase: 'move' | 'end'): void => {
    emitted.current = next;
    props.onPose(next, phase);
  };
  const onGoal = useEffectEvent((next: Pose) => emit(next, 'end'));
  const onFrame = useEffectEvent((camera: Camera) => {
    gizmo.current?.turn(camera);
    const tip = tipOf(scene, selected, camera);
    const { current: node } = host;
    if (!node) return;
    if (!node.dataset.ready) node.dataset.ready = 'true';
    if (tip) node.dataset.selectedTip = JSON.stringify(tip);
    else delete node.dataset.selectedTip;
    if (tip) cursor.current?.place(tip.x, tip.y, scene, camera);
  });
  const onUserPose = useEffectEvent((next: Pose, phase: 'move' | 'end') => {
    man.current?.follow(next);
    emit(next, phase);
  });
  const pick = useEffectEvent((x: number, y: number, pointer: PointerKind) => {
    const camera = picture.current?.camera();
    return camera ? props.pick(x, y, camera, pointer) : null;
  });
  const drag: DragController = {
    begin: useEffectEvent((arrow, x, y, camera) => props.drag.begin(arrow, x, y, camera)),
    update: useEffectEvent((x, y, camera, modifiers) => props.drag.update(x, y, camera, modifiers)),
    commit: useEffectEvent(() => props.drag.commit()),
    cancel: useEffectEvent(() => props.drag.cancel()),
  };
  const onHover = useEffectEvent((arrow: ArrowId | null) => props.onHover(arrow));
  const onSelect = useEffectEvent((arrow: ArrowId | null, { x, y }: { x: number; y: number }) => {
    const camera = picture.current?.camera();
    if (camera) props.onSelect(arrow, x, y, camera);
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const camera = picture.current?.camera();
    if (!camera) return;
    man.current?.settle();
    props.onKeyDown?.(event, camera);
  });

  // The picture lives as long as its host. Its first scene and camera follow in the effects below.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect events above always see the latest props
  useLayoutEffect(() => {
    const node = host.current as HTMLDivElement;
    const made = createViewport(node, { gl, onFrame: (camera) => onFrame(camera) });
    const camera = createCameraMan(made, node, (next) => onGoal(next));
    picture.current = made;
    man.current = camera;
    setFailed(!made.drawn);
    const detach = attachGestures(node, {
      camera: () => {
        camera.settle();
        return made.camera();
      },
      reach: () => ({ nearest: made.scene().radius * NEAREST, farthest: made.scene().radius * FARTHEST }),
      pick,
      drag,
      onPose: onUserPose,
      onHover,
      onSelect,
      onMode: setMode,
    });
    const observer = new ResizeObserver(() => {
      made.resize();
      camera.refit(false);
    });
    observer.observe(node);
    const keydown = (event: KeyboardEvent): void => onKey(event);
    node.addEventListener('keydown', keydown);
    return () => {
      node.removeEventListener('keydown', keydown);
      observer.disconnect();
      detach();
      camera.dispose();
      made.dispose();
      picture.current = null;
      man.current = null;
    };
  }, [gl]);

  useLayoutEffect(() => picture.current?.setScene(scene), [scene]);
  useLayoutEffect(() => man.current?.setProjection(projection), [projection]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme is why the colours are read again
  useLayoutEffect(() => picture.current?.refreshTheme(), [theme]);

  const lookHome = useEffectEvent((travel: boolean) => man.current?.look(home, travel));
  useLayoutEffect(() => {
    if (!man.current) return;
    const travel = emitted.current !== null;
    if (pose === null) lookHome(travel);
    else if (pose !== emitted.current) man.current.put(pose, travel);
    emitted.current ??= pose;
  }, [pose]);

  const refit = useEffectEvent(() => {
    if (mode !== 'drag') man.current?.refit(false);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is why an untouched camera fits again
  useLayoutEffect(() => refit(), [subject]);

  useImperativeHandle(props.ref, () => ({
    camera: () => {
      man.current?.settle();
      return picture.current?.camera() ?? null;
    },
    show: (next) => picture.current?.setScene(next),
    look: (next) => man.current?.look(next, true),
    fit: () => {
      const now = man.current?.pose();
      if (now) man.current?.look(now, true);
    },
    stats: () => picture.current?.stats() ?? { frames: 0, lastFrame: 0, drawCalls: 0, triangles: 0 },
    focus: () => host.current?.focus(),
  }));

  /** Looks along an axis from its near side; a second press, from its far side. */
  const lookAlong = useCallback((axis: 0 | 1 | 2): void => {
    const radius = picture.current?.scene().radius ?? 1;
    const along = axisPose(axis, 1, radius);
    const now = man.current?.pose();
    const there = now !== null && now !== undefined && sameDirection(now, along);
    man.current?.look(there ? axisPose(axis, -1, radius) : along, true);
  }, []);

  return (
    <figure className="viewport" aria-label={props.name}>
      <div
        className="viewport-picture"
        ref={host}
        role="application"
        aria-label={props.name}
        aria-roledescription="picture of vectors"
        aria-describedby={`${id}-description`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: one tab stop for the scene; arrow keys go between its arrows
        tabIndex={0}
        data-testid="viewport"
        data-mode={mode}
        onBlur={props.onBlur}
      >
        {readout && <CursorReadout parts={readout} ref={cursor} />}
      </div>
      {failed && <p className="viewport-failed">{NO_PICTURE}</p>}
      <ul id={`${id}-description`} className="visually-hidden">
        {props.description.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {props.children}
      <Gizmo axes={axes} onAxis={lookAlong} ref={gizmo} />
    </figure>
  );
}

const NO_PICTURE =
  'The picture needs WebGL 2, which this machine does not offer to the window. Every number and field works without it.';

/** Where the tip of the selected arrow stands, in pixels to a tenth; null where it is not on screen. */
function tipOf(scene: Scene, selected: ArrowId | null, camera: Camera): { x: number; y: number } | null {
  const ring = scene.marks.find(({ kind, arrow }) => kind === 'ring' && arrow !== null && arrow === selected);
  if (ring?.kind !== 'ring') return null;
  const { x, y, depth } = project(camera, ring.at);
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  return depth > 0 ? { x: rounded(x), y: rounded(y) } : null;
}

/** True where two poses look the same way, to a thousandth. */
function sameDirection(a: Pose, b: Pose): boolean {
  const way = ({ position, target }: Pose): readonly number[] => {
    const arm = position.map((x, i) => x - (target[i] ?? 0));
    const norm = Math.hypot(...arm);
    return arm.map((x) => x / norm);
  };
  const other = way(b);
  return way(a).every((x, i) => Math.abs(x - (other[i] ?? 0)) < 1e-3);
}
