import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { analyze } from '#core/analysis/analyze.ts';
import { arrowOf, shownPair } from '#core/arrows/arrows.ts';
import { parseDocument } from '#core/document/parse.ts';
import type { Document } from '#core/document/schema.ts';
import { formatFixed } from '#core/format/number.ts';
import { toVec3, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, project } from '#core/scene/camera.ts';
import { outputsOf } from '#core/words/outputs.ts';
import { expansionOf } from '#core/words/terms.ts';
import type { Host } from './host.ts';

/** One direction or several: the ids and the names are the same. */
const outputs = outputsOf(1);
const { terms } = expansionOf(1);

interface Pixel {
  readonly x: number;
  readonly y: number;
}

let saves = 0;

/** The window as a user has it: what can be seen, pressed, typed and dragged. */
export class Instrument {
  readonly page: Page;
  readonly host: Host;

  constructor(page: Page, host: Host) {
    this.page = page;
    this.host = host;
  }

  /** Opens the window and waits until the toy is on screen. */
  async open(query = ''): Promise<void> {
    await this.page.goto(this.host.url + query);
    await this.ready();
  }

  /** Loads the window anew and waits until the toy is on screen; a key pressed before that would be lost. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  private async ready(): Promise<void> {
    await expect(this.picture).toHaveAttribute('data-ready', 'true');
  }

  get picture(): Locator {
    return this.page.getByTestId('viewport');
  }

  /** Runs a command by typing its title into the palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByPlaceholder('Type a command').fill(title);
    await this.page.getByRole('option', { name: title }).first().click();
    await expect(this.page.getByRole('dialog', { name: 'Commands' })).toBeHidden();
  }

  /** Saves under a fresh name and returns the session that was written. */
  async save(): Promise<{ readonly path: string; readonly text: string; readonly document: Document }> {
    saves += 1;
    const name = `session ${process.pid} ${saves}`;
    await this.page.keyboard.press('Control+Shift+s');
    await this.page.getByLabel(/^Name, in/).fill(name);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('dialog')).toBeHidden();
    const path = join(this.host.folder, `${name}.nullscope.json`);
    const text = await readFile(path, 'utf8');
    return { path, text, document: parseDocument(text, name) };
  }

  /** The pixel of the page at which a point of the picture stands. */
  async pixelOf(document: Document, point: Vec3): Promise<Pixel> {
    const box = await this.picture.boundingBox();
    if (!box || !document.view.pose) throw new Error('the picture is not on screen');
    const { pose, projection } = document.view;
    const camera: Camera = { pose, projection, width: box.width, height: box.height };
    const { x, y } = project(camera, point);
    return { x: box.x + x, y: box.y + y };
  }

  /** The pixel of an arrow's tip. */
  async tipOf(document: Document, id: string): Promise<Pixel> {
    return this.pixelOf(document, toVec3(arrowOf(document, id).tip(document, analyze(document))));
  }

  /** Drags from one pixel by (dx, dy) with the real mouse, in steps; `release: false` keeps the button down. */
  async drag(from: Pixel, dx: number, dy: number, release = true): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    for (let step = 1; step <= 8; step++)
      await mouse.move(from.x + (dx * step) / 8, from.y + (dy * step) / 8);
    if (release) await mouse.up();
  }

  /** The text on screen of each output and of each term. */
  async readouts(): Promise<string[]> {
    const texts: string[] = [];
    for (const row of outputs) {
      texts.push(await this.page.locator(`tr[data-output="${row.id}"] td`).first().innerText());
    }
    for (const term of terms) {
      const cell = this.page.getByRole('contentinfo').getByRole('group', { name: term.name, exact: true });
      texts.push(await cell.getByRole('strong').or(cell.locator('strong')).first().innerText());
    }
    return texts;
  }

  /** What the readouts of a document must say, by core. */
  expectedReadouts(document: Document): string[] {
    const pair = shownPair(document, analyze(document));
    return [
      ...outputs.map((row) => {
        const output = row.output(pair);
        return output ? formatFixed(output.readout).text : 'none';
      }),
      ...terms.map((term) => formatFixed(term.figure(pair)).text),
    ];
  }
}
