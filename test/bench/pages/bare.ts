import {
  ArrowHelper,
  BufferGeometry,
  DoubleSide,
  Line,
  LineBasicMaterial,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument } from '#core/document/presets.ts';
import { buildScene } from '#core/scene/scene.ts';

/**
 * The peer of the bench: the marks of the toy in bare three.js, without labels, panels or numbers. One arrow
 * follows the pointer; a frame is rendered only when it moved.
 */
const marks = buildScene(defaultDocument, analyze(defaultDocument)).marks;
const renderer = new WebGLRenderer({ antialias: true });
renderer.setPixelRatio(window.devicePixelRatio);
// The canvas of the window at this size, so that both fill as many pixels.
const size = new URLSearchParams(location.search);
const width = Number(size.get('width') ?? 632);
const height = Number(size.get('height') ?? 655);
renderer.setSize(width, height);
document.body.append(renderer.domElement);

const scene = new Scene();
const camera = new PerspectiveCamera(35, width / height, 0.1, 100);
camera.up.set(0, 0, 1);
camera.position.set(6, 4, 4);
camera.lookAt(0, 0, 0);

const arrows: ArrowHelper[] = [];
for (const mark of marks) {
  if (mark.kind === 'arrow') {
    const from = new Vector3(...mark.from);
    const along = new Vector3(...mark.to).sub(from);
    const arrow = new ArrowHelper(along.clone().normalize(), from, along.length(), 0x0072b2);
    arrows.push(arrow);
    scene.add(arrow);
  }
  if (mark.kind === 'line' || mark.kind === 'path') {
    const points = mark.kind === 'line' ? [mark.from, mark.to] : mark.points;
    const geometry = new BufferGeometry().setFromPoints(points.map((p) => new Vector3(...p)));
    scene.add(new Line(geometry, new LineBasicMaterial({ color: 0x6b7280 })));
  }
  if (mark.kind === 'plane') {
    const material = new MeshBasicMaterial({
      color: 0xc2500a,
      transparent: true,
      opacity: 0.1,
      side: DoubleSide,
      depthWrite: false,
    });
    const mesh = new Mesh(new PlaneGeometry(2 * mark.halfSize, 2 * mark.halfSize), material);
    mesh.lookAt(new Vector3(...mark.u).cross(new Vector3(...mark.w)));
    scene.add(mesh);
  }
}

let scheduled = false;
const draw = (): void => {
  scheduled = false;
  renderer.render(scene, camera);
};
window.addEventListener('pointermove', ({ clientX, clientY }) => {
  arrows[0]?.setDirection(new Vector3(clientX - 300, clientY - 300, 150).normalize());
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(draw);
});
requestAnimationFrame(draw);
