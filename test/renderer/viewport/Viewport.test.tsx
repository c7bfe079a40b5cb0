// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { axisNames } from '#core/arrows/axisNames.ts';
import { defaultDocument } from '#core/document/presets.ts';
import type { Pose } from '#core/document/schema.ts';
import { type Camera, project } from '#core/scene/camera.ts';
import { cameraPreset } from '#core/scene/cameraPresets.ts';
import { buildScene } from '#core/scene/scene.ts';
import { Viewport, type ViewportProps } from '#renderer/viewport/Viewport.tsx';
import { until } from '#test/support/until.ts';

// KaTeX asks for standards mode when it is loaded; the test document has no doctype.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }));

const analysis = analyze(defaultDocument);
const scene = buildScene(defaultDocument, analysis, { selected: 'v' });
const home = cameraPreset('isometric', defaultDocument, analysis, scene.radius);
const nothing = () => undefined;

let poses: Pose[] = [];
const props = (own: Partial<ViewportProps> = {}): ViewportProps => ({
  scene,
  pose: null,
  home,
  projection: 'perspective',
  subject: 'toy',
  theme: 'light',
  axes: axisNames(defaultDocument),
  selected: 'v',
  readout: null,
  name: 'Vectors of the toy',
  description: ['One.', 'Two.'],
  drag: { begin: () => true, update: nothing, commit: nothing, cancel: nothing },
  pick: () => null,
  onPose: (pose) => poses.push(pose),
  onHover: nothing,
  onSelect: nothing,
  gl: false,
  ...own,
});

beforeEach(() => {
  poses = [];
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
});
afterEach(cleanup);

const picture = () => screen.getByTestId('viewport');
const ready = () => until(() => expect(picture().dataset.ready).toBe('true'));

test('has a name, a description and one tab stop', () => {
  render(<Viewport {...props()} />);
  expect(picture().getAttribute('aria-label')).toBe('Vectors of the toy');
  expect(picture().tabIndex).toBe(0);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['One.', 'Two.']);
});

test('typesets a label for every label of the scene', async () => {
  render(<Viewport {...props()} />);
  await ready();
  const labels = scene.marks.filter(({ kind }) => kind === 'label');
  expect(picture().querySelectorAll('.viewport-label')).toHaveLength(labels.length);
  expect(picture().querySelector('.viewport-label .katex')).not.toBeNull();
});

test('without a pose it looks home, tells the pose, and says where the selected tip stands', async () => {
  render(<Viewport {...props()} />);
  await ready();
  const [pose] = poses;
  if (!pose) throw new Error('a pose');
  const camera: Camera = { pose, projection: 'perspective', width: 800, height: 600 };
  const { x, y } = project(camera, [Math.SQRT1_2, -Math.SQRT1_2, 0]);
  const tip = JSON.parse(picture().dataset.selectedTip ?? '{}');
  expect(Math.hypot(tip.x - x, tip.y - y)).toBeLessThan(0.1);
});

test('a pose that is given is shown as it is', async () => {
  const { rerender } = render(<Viewport {...props({ pose: home })} />);
  await ready();
  rerender(<Viewport {...props({ pose: home, theme: 'dark' })} />);
  expect(poses).toEqual([]);
});

test('keys go to the owner, with the camera that they mean', async () => {
  const onKeyDown = vi.fn();
  render(<Viewport {...props({ onKeyDown })} />);
  await ready();
  fireEvent.keyDown(picture(), { key: 'ArrowLeft' });
  expect(onKeyDown).toHaveBeenCalledOnce();
  expect(onKeyDown.mock.calls[0]?.[1]).toMatchObject({ width: 800, height: 600 });
});

test('each axis of the gizmo is a button; a second press looks from the other side', async () => {
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList);
  render(<Viewport {...props()} />);
  await ready();
  const button = screen.getByRole('button', { name: 'View along h₂' });
  fireEvent.click(button);
  expect(poses.at(-1)?.position[1]).toBeGreaterThan(0);
  fireEvent.click(button);
  expect(poses.at(-1)?.position[1]).toBeLessThan(0);
});

test('the numbers of a gesture stand in the picture', async () => {
  render(<Viewport {...props({ readout: [{ name: 'missing', text: '0.600', role: 'null' }] })} />);
  await ready();
  expect(picture().textContent).toContain('missing');
});
