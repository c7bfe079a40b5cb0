import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { findBrowser } from '../../scripts/browser.mjs';

/**
 * The window against a bare three.js scene with the same arrows, in one run of one Chromium:
 * (a) frames per second while dragging, (b) time to the first frame, (c) time from an input event to the
 * readout's paint, (d) time of `analyze`, and (e) frames per second in a slice of a real layer against the toy. Ratios are what counts: the machine is the same for both.
 */
const pages = fileURLToPath(new URL('./pages', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const DRAG_MS = 4000;
const ROUNDS = 5;

const median = (values) =>
  values.toSorted?.((a, b) => a - b)[values.length >> 1] ??
  [...values].sort((a, b) => a - b)[values.length >> 1];

/** Runs in the page before its own code: notes each frame in which WebGL drew something. */
function watchFrames() {
  const frames = [];
  let drawn = false;
  for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
    const own = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...args) {
      drawn = true;
      return own.apply(this, args);
    };
  }
  const tick = (now) => {
    // A frame's drawing happens in callbacks of the same frame; it is counted when the next one begins.
    if (drawn) frames.push(now);
    drawn = false;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  window.drawnFrames = frames;
}

/** Streams pointer moves on a circle about a point, without waiting for each, for `DRAG_MS`. */
async function dragInCircles(page, { x, y }, radius) {
  const client = await page.context().newCDPSession(page);
  const send = (type, px, py) =>
    client.send('Input.dispatchMouseEvent', {
      type,
      x: px,
      y: py,
      button: 'left',
      buttons: 1,
      clickCount: 1,
    });
  await send('mouseMoved', x, y);
  await send('mousePressed', x, y);
  const begin = performance.now();
  const pending = [];
  for (let i = 0; performance.now() - begin < DRAG_MS; i++) {
    const angle = i / 20;
    pending.push(send('mouseMoved', x - radius + radius * Math.cos(angle), y + radius * Math.sin(angle)));
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  await Promise.all(pending);
  await send('mouseReleased', x, y);
}

async function framesPerSecond(page, point) {
  await page.evaluate(() => window.drawnFrames.splice(0));
  await dragInCircles(page, point, 40);
  return page.evaluate(() => {
    const frames = window.drawnFrames;
    return ((frames.length - 1) * 1000) / (frames.at(-1) - frames[0]);
  });
}

async function firstFrame(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => window.drawnFrames.length > 0);
  return page.evaluate(() => window.drawnFrames[0]);
}

/** Milliseconds from a pointer event's time stamp to the frame after which the headline was painted. */
async function inputToPaint(page, point) {
  await page.evaluate(() => {
    window.latencies = [];
    let waiting = null;
    window.addEventListener(
      'pointermove',
      (event) => {
        waiting ??= event.timeStamp;
      },
      true,
    );
    let changed = null;
    // What a frame posts at its start arrives once it is painted, with all that changed in it.
    const tick = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        if (changed !== null) window.latencies.push(performance.now() - changed);
        changed = null;
      };
      port2.postMessage(null);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    new MutationObserver(() => {
      changed ??= waiting;
      waiting = null;
    }).observe(document.querySelector('.headline'), { subtree: true, characterData: true, childList: true });
  });
  await dragInCircles(page, point, 40);
  return median(await page.evaluate(() => window.latencies));
}

/** The tip of `v` on the page: where the window says that it stands. */
async function tipOfV(page) {
  const box = await page.getByTestId('viewport').boundingBox();
  const tip = JSON.parse(await page.getByTestId('viewport').getAttribute('data-selected-tip'));
  return { x: box.x + tip.x, y: box.y + tip.y };
}

async function startHost(folder) {
  const words = ['dist/cli/nullscope.js', 'serve', '--port', '0', '--folder', folder];
  const child = spawn(process.execPath, words, { cwd: root });
  for await (const chunk of child.stdout) {
    const url = String(chunk).match(/http:\/\/\S+/)?.[0];
    if (url) return { url, stop: () => child.kill('SIGTERM') };
  }
  throw new Error('the web host did not start');
}

/** Writes a random float32 matrix as an `.npy` file; `size` is the length of its rows. */
async function writeMatrix(path, rows, cols, size = Math.sqrt(cols / 12)) {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`.padEnd(117);
  const head = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${text}\n`, 'latin1');
  // Uniform on (−½, ½): a row of them is √(cols / 12) long.
  const scale = size / Math.sqrt(cols / 12);
  const numbers = Float32Array.from({ length: rows * cols }, () => scale * (Math.random() - 0.5));
  await writeFile(path, Buffer.concat([head, Buffer.from(numbers.buffer)]));
}

/** A folder with a layer of 3072 × 768, a direction and pairs. */
async function layerFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'nullscope-bench-'));
  await writeMatrix(join(folder, 'W.npy'), 3072, 768);
  for (const name of ['v', 'base', 'source']) {
    await writeMatrix(join(folder, `${name}.npy`), name === 'v' ? 1 : 4, 3072, name === 'v' ? 1 : undefined);
  }
  return folder;
}

/** Opens the layer of the host's folder by hand, and waits for its slice. */
async function openSlice(page, url) {
  await page.goto(url);
  await page.locator('[data-ready="true"]').waitFor();
  await page.keyboard.press('Control+Shift+O');
  const dialog = page.getByRole('dialog', { name: 'Open a layer' });
  for (const [file, role] of Object.entries({ W: 'Layer', v: 'Direction', base: 'Base', source: 'Source' })) {
    await dialog.getByRole('option', { name: new RegExp(`^${file}\\.npy`) }).click();
    await dialog
      .getByRole('listbox', { name: `Tensors of ${file}.npy` })
      .getByRole('option')
      .click();
    await dialog.getByRole('button', { name: new RegExp(`^${role} [A-Z]$`) }).click();
  }
  await dialog.getByRole('button', { name: 'Show' }).click();
  await page.getByText(/^exact slice of d = 3072/).waitFor();
  await page.keyboard.press('1');
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

/** Runs the bench; returns `rows` of `{ name, own, peer, ratio, target }`. */
export async function run({ only = '', rounds = ROUNDS } = {}) {
  const executablePath = await findBrowser();
  await build({
    root: pages,
    base: './',
    logLevel: 'error',
    build: {
      outDir: `${root}/dist/bench`,
      emptyOutDir: true,
      rolldownOptions: { input: [`${pages}/bare.html`, `${pages}/analyze.html`] },
    },
  });
  const server = await preview({
    root: pages,
    logLevel: 'error',
    build: { outDir: `${root}/dist/bench` },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const peer = server.resolvedUrls.local[0];
  const folder = await layerFolder();
  const host = await startHost(folder);
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(watchFrames);

    const fps = { own: [], peer: [], slice: [] };
    const first = { own: [], peer: [] };
    let canvas = { width: 632, height: 655 };
    for (let round = 0; round < rounds; round++) {
      first.own.push(await firstFrame(page, host.url));
      await page.locator('[data-ready="true"]').waitFor();
      canvas = await page
        .locator('canvas')
        .evaluate(({ clientWidth, clientHeight }) => ({ width: clientWidth, height: clientHeight }));
      fps.own.push(await framesPerSecond(page, await tipOfV(page)));
      first.peer.push(
        await firstFrame(page, `${peer}bare.html?width=${canvas.width}&height=${canvas.height}`),
      );
      fps.peer.push(await framesPerSecond(page, { x: 400, y: 300 }));
      await openSlice(page, host.url);
      fps.slice.push(await framesPerSecond(page, await tipOfV(page)));
    }
    await page.goto(host.url);
    await page.locator('[data-ready="true"]').waitFor();
    const latency = await inputToPaint(page, await tipOfV(page));
    await page.goto(`${peer}analyze.html`);
    await page.waitForFunction(() => 'measureAnalyze' in window);
    const analyze = await page.evaluate(() => window.measureAnalyze());

    const frame = 1000 / 60;
    const rows = [
      row('(a) frames per second while dragging', median(fps.own), median(fps.peer), 'ratio ≥ 0.9'),
      row(
        '(e) frames per second in a slice of d = 3072, against the toy',
        median(fps.slice),
        median(fps.own),
        'ratio ≥ 0.9',
      ),
      row('(b) time to the first frame, ms', median(first.own), median(first.peer), 'ratio ≤ 2'),
      row('(c) input event to the readout’s paint, ms, against one frame', latency, frame, 'ratio ≤ 2'),
      row('(d) analyze, toy, ms per call', analyze.toy, 0.1, 'ratio ≤ 1'),
      { name: '(d) analyze, toy, calls per second', own: 1000 / analyze.toy },
      { name: '(d) analyze, 768 × 768, ms per call', own: analyze.large },
      { name: '(d) analyze, 768 × 768, calls per second', own: 1000 / analyze.large },
    ];
    return { rows: rows.filter(({ name }) => name.includes(only)) };
  } finally {
    await browser.close();
    host.stop();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const row = (name, own, peer, target) => ({ name, own, peer, ratio: own / peer, target });
