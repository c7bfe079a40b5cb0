import type { ArrowId } from '#core/arrows/types.ts';
import { dolly, orbit, pan } from '#core/scene/orbit.ts';
import { inUpdate, type Schedule } from '#renderer/frame/frame.ts';
import { type ArrowDrag, carryDrag } from './arrowDrag.ts';
import { type Pinch, pinched, pinchOf } from './pinch.ts';
import type { GestureMode, GestureTarget, PointerKind } from './types.ts';
import { wheelFactor } from './wheel.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the pointers on the picture are doing. */
type State =
  | { readonly kind: 'idle' }
  /** Pressed, not moved yet: a click, an arrow's drag or a turn of the camera. */
  | { readonly kind: 'pressed'; readonly pointer: number; readonly at: Point; readonly arrow: ArrowId | null }
  | { readonly kind: 'drag'; readonly pointer: number; readonly drag: ArrowDrag }
  | { readonly kind: 'orbit' | 'pan'; readonly pointer: number; readonly at: Point }
  | { readonly kind: 'pinch'; readonly last: Pinch }
  /** Ended while buttons or fingers are still down: nothing until they are up. */
  | { readonly kind: 'spent' };

const IDLE: State = { kind: 'idle' };

/** A press becomes a movement after this many pixels. */
const SLACK: Readonly<Record<PointerKind, number>> = { mouse: 3, pen: 4, touch: 6 };

/**
 * Turns pointer, wheel and touch events on `element` into drags of arrows and movements of the camera:
 * an arrow under the pointer is dragged; else the left button turns, right, middle or Shift with left shifts,
 * the wheel comes nearer, two fingers shift and come nearer. Returns a function that stops listening.
 */
export function attachGestures(
  element: HTMLElement,
  target: GestureTarget,
  schedule: Schedule = inUpdate,
): () => void {
  let state: State = IDLE;
  let mode: GestureMode = 'idle';
  let hovered: ArrowId | null = null;
  let cancelHover: (() => void) | null = null;
  const fingers = new Map<number, Point>();

  /** Where the picture stands while something is pressed: to ask again at each move would cost a layout. */
  let held: DOMRect | null = null;

  const pointOf = (event: MouseEvent): Point => {
    const box = held ?? element.getBoundingClientRect();
    if (state.kind !== 'idle') held = box;
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const become = (next: State): void => {
    state = next;
    if (next.kind === 'idle') held = null;
    const now: GestureMode =
      next.kind === 'drag' || next.kind === 'orbit' || next.kind === 'pan'
        ? next.kind
        : next.kind === 'pinch'
          ? 'pan'
          : hovered !== null
            ? 'over'
            : 'idle';
    if (now !== mode) target.onMode(now);
    mode = now;
  };
  const hover = (id: ArrowId | null): void => {
    if (id === hovered) return;
    hovered = id;
    target.onHover(id);
    become(state);
  };
  const endPose = (): void => {
    const camera = target.camera();
    if (camera) target.onPose(camera.pose, 'end');
  };
  const capture = (event: PointerEvent): void => {
    try {
      element.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone already: its end will not come either, and nothing is lost.
    }
  };

  function down(event: PointerEvent): void {
    const at = pointOf(event);
    if (event.pointerType === 'touch') fingers.set(event.pointerId, at);
    if (fingers.size === 2) startPinch();
    if (state.kind !== 'idle') return;
    const camera = target.camera();
    if (!camera) return;
    element.focus({ preventScroll: true });
    if (event.button > 2) return;
    capture(event);
    const arrow = event.button === 0 ? target.pick(at.x, at.y, kindOf(event)) : null;
    if (arrow !== null) hover(arrow);
    const shifts = event.button !== 0 || (arrow === null && event.shiftKey);
    const pointer = event.pointerId;
    become(shifts ? { kind: 'pan', pointer, at } : { kind: 'pressed', pointer, at, arrow });
  }

  function startPinch(): void {
    const [a, b] = [...fingers.values()];
    if (state.kind === 'drag') state.drag.end('cancel');
    hover(null);
    if (a && b) become({ kind: 'pinch', last: pinchOf(a, b) });
  }

  function move(event: PointerEvent): void {
    const at = pointOf(event);
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, at);
    // What is held here is nobody else's: the panels would measure themselves, a layout at every move.
    if (state.kind !== 'idle') event.stopPropagation();
    switch (state.kind) {
      case 'idle':
        later(at, kindOf(event));
        return;
      case 'pressed':
        if (event.pointerId === state.pointer) leavePress(event, at, state.at, state.arrow);
        return;
      case 'drag':
        if (event.pointerId === state.pointer) state.drag.move(event, at.x, at.y);
        return;
      case 'orbit':
      case 'pan':
        if (event.pointerId === state.pointer) moveCamera(state.kind, state.pointer, state.at, at);
        return;
      case 'pinch':
        movePinch(state.last);
        return;
      case 'spent':
        return;
    }
  }

  /** The press has moved: it is a drag of its arrow where that can be moved, else a turn of the camera. */
  function leavePress(event: PointerEvent, at: Point, from: Point, arrow: ArrowId | null): void {
    if (Math.hypot(at.x - from.x, at.y - from.y) < SLACK[kindOf(event)]) return;
    const camera = target.camera();
    const pointer = event.pointerId;
    if (camera && arrow !== null && target.drag.begin(arrow, from.x, from.y, camera)) {
      const drag = carryDrag(target.drag, camera, (how) => {
        if (how === 'cancel') become({ kind: 'spent' });
      });
      become({ kind: 'drag', pointer, drag });
      drag.move(event, at.x, at.y);
      return;
    }
    become({ kind: 'orbit', pointer, at: from });
    moveCamera('orbit', pointer, from, at);
  }

  function moveCamera(kind: 'orbit' | 'pan', pointer: number, from: Point, to: Point): void {
    const camera = target.camera();
    if (!camera) return;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    target.onPose(kind === 'orbit' ? orbit(camera.pose, dx, dy) : pan(camera, dx, dy), 'move');
    state = { kind, pointer, at: to };
  }

  function movePinch(last: Pinch): void {
    const [a, b] = [...fingers.values()];
    const camera = target.camera();
    if (!a || !b || !camera) return;
    const now = pinchOf(a, b);
    target.onPose(pinched(camera, last, now, target.reach()), 'move');
    state = { kind: 'pinch', last: now };
  }

  function up(event: PointerEvent): void {
    fingers.delete(event.pointerId);
    const before = state;
    if (before.kind === 'pinch') {
      endPose();
      become(fingers.size === 0 ? IDLE : { kind: 'spent' });
      return;
    }
    if (before.kind === 'spent') {
      if (fingers.size === 0) become(IDLE);
      return;
    }
    if (before.kind === 'idle' || before.pointer !== event.pointerId) return;
    become(IDLE);
    if (before.kind === 'pressed') target.onSelect(before.arrow, pointOf(event));
    if (before.kind === 'drag') before.drag.end('commit');
    if (before.kind === 'orbit' || before.kind === 'pan') endPose();
    later(pointOf(event), kindOf(event));
  }

  /** The pointer was taken away (by the system, by a lost capture): a drag goes back to its start. */
  function lose(event: PointerEvent): void {
    fingers.delete(event.pointerId);
    const before = state;
    if (before.kind === 'idle') return;
    if ('pointer' in before && before.pointer !== event.pointerId) return;
    if (before.kind === 'drag') before.drag.end('cancel');
    if (before.kind === 'orbit' || before.kind === 'pan' || before.kind === 'pinch') endPose();
    become(fingers.size === 0 ? IDLE : { kind: 'spent' });
  }

  /** Looks for the arrow under a resting pointer, once a frame. A finger does not hover. */
  function later(at: Point, pointer: PointerKind): void {
    cancelHover?.();
    cancelHover = null;
    if (pointer === 'touch') {
      hover(null);
      return;
    }
    cancelHover = schedule(() => {
      cancelHover = null;
      if (state.kind === 'idle') hover(target.pick(at.x, at.y, pointer));
    });
  }

  function leave(): void {
    cancelHover?.();
    cancelHover = null;
    if (state.kind === 'idle') hover(null);
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    const camera = target.camera();
    if (!camera || state.kind === 'drag') return;
    const { x, y } = pointOf(event);
    const { nearest, farthest } = target.reach();
    target.onPose(dolly(camera, wheelFactor(event), x, y, nearest, farthest), 'end');
  }

  const noMenu = (event: Event): void => event.preventDefault();
  const listeners = {
    pointerdown: down,
    pointermove: move,
    pointerup: up,
    pointercancel: lose,
    lostpointercapture: lose,
    pointerleave: leave,
    contextmenu: noMenu,
  } as Record<string, (event: never) => void>;
  for (const [name, listener] of Object.entries(listeners)) {
    element.addEventListener(name, listener as EventListener);
  }
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    cancelHover?.();
    if (state.kind === 'drag') state.drag.end('cancel');
    for (const [name, listener] of Object.entries(listeners)) {
      element.removeEventListener(name, listener as EventListener);
    }
    element.removeEventListener('wheel', wheel);
  };
}

const kindOf = ({ pointerType }: PointerEvent): PointerKind =>
  pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse';
