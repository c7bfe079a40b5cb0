// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Pose } from '#core/document/schema.ts';
import type { Modifiers } from '#core/interaction/types.ts';
import type { Camera } from '#core/scene/camera.ts';
import { poseOf } from '#core/scene/turntable.ts';
import { attachGestures } from '#renderer/viewport/gestures/gestures.ts';
import type { GestureMode, GestureTarget } from '#renderer/viewport/gestures/types.ts';

/** A picture with one arrow, whose tip is at (100, 100), and frames that come when the test says so. */
class Picture {
  readonly element = document.createElement('div');
  readonly log: string[] = [];
  readonly modes: GestureMode[] = [];
  movable = true;
  pose: Pose = poseOf({ azimuth: 0.5, elevation: 0.3, distance: 10 }, [0, 0, 0], 1);
  updates: { x: number; y: number; modifiers: Modifiers }[] = [];
  #waiting: (() => void)[] = [];

  constructor() {
    document.body.replaceChildren(this.element);
    this.element.setPointerCapture = () => undefined;
    const target: GestureTarget = {
      camera: (): Camera => ({ pose: this.pose, projection: 'perspective', width: 400, height: 300 }),
      reach: () => ({ nearest: 1, farthest: 100 }),
      pick: (x, y) => (Math.hypot(x - 100, y - 100) < 16 ? 'v' : null),
      drag: {
        begin: (id, x, y) => {
          if (this.movable) this.log.push(`begin ${id} ${x} ${y}`);
          return this.movable;
        },
        update: (x, y, _, modifiers) => this.updates.push({ x, y, modifiers }),
        commit: () => this.log.push('commit'),
        cancel: () => this.log.push('cancel'),
      },
      onPose: (pose, phase) => {
        this.pose = pose;
        if (phase === 'end') this.log.push('pose');
      },
      onHover: (id) => this.log.push(`hover ${id}`),
      onSelect: (id) => this.log.push(`select ${id}`),
      onMode: (mode) => this.modes.push(mode),
    };
    attachGestures(this.element, target, (run) => {
      this.#waiting.push(run);
      return () => {
        this.#waiting = this.#waiting.filter((other) => other !== run);
      };
    });
  }

  frame(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const run of waiting) run();
  }

  pointer(type: string, x: number, y: number, own: PointerEventInit = {}): void {
    const init = { clientX: x, clientY: y, pointerId: 1, pointerType: 'mouse', button: 0, ...own };
    this.element.dispatchEvent(
      new PointerEvent(`pointer${type}`, { bubbles: true, cancelable: true, ...init }),
    );
  }

  key(type: 'keydown' | 'keyup', key: string, own: KeyboardEventInit = {}): KeyboardEvent {
    const event = new KeyboardEvent(type, { key, bubbles: true, cancelable: true, ...own });
    this.element.dispatchEvent(event);
    return event;
  }

  get lastUpdate() {
    return this.updates.at(-1);
  }

  dragTo(x: number, y: number): void {
    this.pointer('down', 102, 99);
    this.pointer('move', x, y);
    this.frame();
  }
}

let picture: Picture;
beforeEach(() => {
  picture = new Picture();
});
const drags = () => picture.log.filter((line) => /^(begin|commit|cancel)/.test(line));

describe('dragging an arrow', () => {
  test('begins where it was pressed, follows the pointer, and ends in one step', () => {
    picture.dragTo(150, 120);
    picture.pointer('up', 150, 120);
    expect(drags()).toEqual(['begin v 102 99', 'commit']);
    expect(picture.lastUpdate).toMatchObject({ x: 150, y: 120 });
  });

  test('follows every move', () => {
    picture.dragTo(150, 120);
    for (let x = 151; x <= 190; x++) picture.pointer('move', x, 120);
    expect(picture.updates).toHaveLength(41);
    expect(picture.lastUpdate?.x).toBe(190);
  });

  test('ends at the place of the release', () => {
    picture.dragTo(150, 120);
    picture.pointer('move', 200, 130);
    picture.pointer('up', 200, 130);
    expect(picture.lastUpdate).toMatchObject({ x: 200, y: 130 });
    expect(drags().at(-1)).toBe('commit');
  });

  test('the camera stands still, the wheel included', () => {
    const before = picture.pose;
    picture.dragTo(150, 120);
    picture.element.dispatchEvent(new WheelEvent('wheel', { deltaY: 100, cancelable: true }));
    expect(picture.pose).toBe(before);
  });

  test('a press without movement selects and drags nothing', () => {
    picture.pointer('down', 102, 99);
    picture.pointer('move', 103, 100);
    picture.pointer('up', 103, 100);
    expect(picture.log).toContain('select v');
    expect(drags()).toEqual([]);
  });

  test('an arrow that cannot be moved turns the camera instead', () => {
    picture.movable = false;
    const before = picture.pose;
    picture.dragTo(150, 120);
    picture.pointer('up', 150, 120);
    expect(drags()).toEqual([]);
    expect(picture.pose).not.toBe(before);
  });
});

describe('keys during a drag', () => {
  test('a modifier that goes down or up is applied at the same place', () => {
    picture.dragTo(150, 120);
    picture.key('keydown', 'Shift', { shiftKey: true });
    picture.frame();
    expect(picture.lastUpdate).toMatchObject({ x: 150, y: 120, modifiers: { dominant: true } });
    picture.key('keyup', 'Shift');
    picture.frame();
    expect(picture.lastUpdate?.modifiers.dominant).toBe(false);
  });

  test('Alt is depth, Ctrl or Cmd inverts snapping, X Y Z lock an axis while held', () => {
    picture.dragTo(150, 120);
    const held = (key: string, own: KeyboardEventInit = {}) => {
      picture.key('keydown', key, own);
      picture.frame();
      return picture.lastUpdate?.modifiers;
    };
    expect(held('Alt', { altKey: true })?.depth).toBe(true);
    expect(held('Meta', { metaKey: true })?.invertSnap).toBe(true);
    expect(held('Control', { ctrlKey: true })?.invertSnap).toBe(true);
    expect(held('y')?.axis).toBe(1);
    picture.key('keyup', 'y');
    picture.frame();
    expect(picture.lastUpdate?.modifiers.axis).toBeNull();
  });

  test('Escape takes it back, and what follows until the release is nothing', () => {
    picture.dragTo(150, 120);
    picture.key('keydown', 'Escape');
    picture.pointer('move', 250, 220);
    picture.frame();
    picture.pointer('up', 250, 220);
    expect(drags()).toEqual(['begin v 102 99', 'cancel']);
    expect(picture.log).not.toContain('select v');
  });

  test('no shortcut of the window fires meanwhile, and afterwards they do again', () => {
    const shortcut = vi.fn();
    document.body.addEventListener('keydown', shortcut);
    picture.dragTo(150, 120);
    picture.key('keydown', 'z', { ctrlKey: true });
    expect(shortcut).not.toHaveBeenCalled();
    picture.pointer('up', 150, 120);
    picture.key('keydown', 'z', { ctrlKey: true });
    expect(shortcut).toHaveBeenCalledOnce();
    document.body.removeEventListener('keydown', shortcut);
  });
});

describe('a drag that is interrupted goes back to its start', () => {
  test.each([
    ['the system takes the pointer away', () => picture.pointer('cancel', 150, 120)],
    [
      'the capture is lost',
      () => picture.element.dispatchEvent(new PointerEvent('lostpointercapture', { pointerId: 1 })),
    ],
    ['the window loses the keyboard', () => window.dispatchEvent(new Event('blur'))],
  ])('%s', (_, interrupt) => {
    picture.dragTo(150, 120);
    interrupt();
    expect(drags()).toEqual(['begin v 102 99', 'cancel']);
  });

  test('the capture that ends with a release is no interruption', () => {
    picture.dragTo(150, 120);
    picture.pointer('up', 150, 120);
    picture.element.dispatchEvent(new PointerEvent('lostpointercapture', { pointerId: 1 }));
    expect(drags()).toEqual(['begin v 102 99', 'commit']);
  });
});

describe('the camera', () => {
  const target = () => picture.pose.target;

  test('turns with the left button on the empty picture, about a target that stays', () => {
    picture.pointer('down', 300, 200);
    picture.pointer('move', 350, 200);
    picture.pointer('up', 350, 200);
    expect(picture.modes).toContain('orbit');
    expect(target()).toEqual([0, 0, 0]);
    expect(picture.log).toEqual(['pose']);
  });

  test.each([
    ['the right button', { button: 2 }],
    ['the middle button', { button: 1 }],
    ['Shift with the left button', { shiftKey: true }],
  ])('shifts with %s', (_, own) => {
    picture.pointer('down', 300, 200, own);
    picture.pointer('move', 350, 200, own);
    picture.pointer('up', 350, 200, own);
    expect(target()).not.toEqual([0, 0, 0]);
  });

  test('comes nearer with the wheel', () => {
    const before = Math.hypot(...picture.pose.position);
    const event = new WheelEvent('wheel', { deltaY: -120, cancelable: true });
    Object.assign(event, { clientX: 200, clientY: 150 });
    picture.element.dispatchEvent(event);
    expect(Math.hypot(...picture.pose.position)).toBeLessThan(before);
    expect(event.defaultPrevented).toBe(true);
  });

  test('a press on nothing selects nothing', () => {
    picture.pointer('down', 300, 200);
    picture.pointer('up', 300, 200);
    expect(picture.log).toEqual(['select null']);
  });
});

describe('touch', () => {
  const finger = (type: string, pointerId: number, x: number, y: number) =>
    picture.pointer(type, x, y, { pointerId, pointerType: 'touch' });

  test('one finger drags an arrow', () => {
    finger('down', 5, 105, 96);
    finger('move', 5, 140, 130);
    picture.frame();
    finger('up', 5, 140, 130);
    expect(drags()).toEqual(['begin v 105 96', 'commit']);
  });

  test('two fingers that part come nearer', () => {
    finger('down', 5, 180, 150);
    finger('down', 6, 220, 150);
    finger('move', 6, 300, 150);
    expect(Math.hypot(...picture.pose.position)).toBeLessThan(10);
    finger('up', 5, 180, 150);
    finger('move', 6, 100, 100);
    finger('up', 6, 100, 100);
    expect(picture.log).toEqual(['pose']);
  });

  test('a second finger takes back the drag of the first', () => {
    finger('down', 5, 105, 96);
    finger('move', 5, 140, 130);
    finger('down', 6, 300, 200);
    expect(drags()).toEqual(['begin v 105 96', 'cancel']);
  });

  test('does not hover', () => {
    finger('move', 5, 100, 100);
    picture.frame();
    expect(picture.log).toEqual([]);
  });
});

describe('hovering', () => {
  test('finds the arrow once a frame, and lets it go when the pointer leaves', () => {
    picture.pointer('move', 100, 101);
    picture.pointer('move', 101, 101);
    picture.frame();
    picture.pointer('leave', 0, 0);
    expect(picture.log).toEqual(['hover v', 'hover null']);
    expect(picture.modes).toEqual(['over', 'idle']);
  });
});
