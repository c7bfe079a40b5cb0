import { joinBytes } from '#core/format/joinBytes.ts';
import type { Drawing, Item } from './drawing.ts';
import { type Face, type FaceFiles, type Family, faceSpec } from './faces.ts';

/** What a shell makes a PDF with: pdfkit's document, of which this is the part in use. */
export interface PdfDocument {
  on(event: 'data', listener: (bytes: Uint8Array) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  end(): unknown;
  registerFont(name: string, bytes: Uint8Array): unknown;
  font(name: string): PdfDocument;
  fontSize(size: number): PdfDocument;
  text(
    text: string,
    x: number,
    y: number,
    options: { lineBreak: false; baseline: 'alphabetic'; stroke?: boolean; fill?: boolean },
  ): unknown;
  save(): PdfDocument;
  restore(): PdfDocument;
  translate(x: number, y: number): PdfDocument;
  rotate(degrees: number): PdfDocument;
  moveTo(x: number, y: number): PdfDocument;
  lineTo(x: number, y: number): PdfDocument;
  closePath(): PdfDocument;
  circle(x: number, y: number, radius: number): PdfDocument;
  rect(x: number, y: number, width: number, height: number): PdfDocument;
  clip(): PdfDocument;
  lineWidth(width: number): PdfDocument;
  lineCap(cap: 'round' | 'butt'): PdfDocument;
  lineJoin(join: 'round' | 'miter'): PdfDocument;
  opacity(opacity: number): PdfDocument;
  fill(colour: string): PdfDocument;
  stroke(colour: string): PdfDocument;
  fillAndStroke(fill: string, stroke: string): PdfDocument;
  fillColor(colour: string): PdfDocument;
  strokeColor(colour: string): PdfDocument;
}

/** How a document of one page is begun. */
export interface PdfOptions {
  readonly size: [width: number, height: number];
  readonly margin: 0;
  readonly font: Uint8Array;
  readonly pdfVersion: '1.7';
  readonly lang: string;
  readonly info: Readonly<Record<string, string | Date>>;
}

export type MakePdf = (options: PdfOptions) => PdfDocument;

/** The same in every run: a figure that did not change is the same file. */
const CREATED = new Date(Date.UTC(2000, 0, 1));

/** A drawing as a PDF of one page, text as text, its fonts inside (as subsets). Byte-identical from run to run. */
export function drawingPdf(
  drawing: Drawing,
  make: MakePdf,
  files: FaceFiles,
  family: Family,
  session: string | null,
): Promise<Uint8Array> {
  const { title, width, height, background, items } = drawing;
  const pdf = make({
    size: [width, height],
    margin: 0,
    font: files.read(faceSpec('text', family).file),
    pdfVersion: '1.7',
    lang: 'en',
    info: {
      Title: title,
      Creator: 'Nullscope',
      Producer: 'Nullscope',
      CreationDate: CREATED,
      ...(session === null ? {} : { NullscopeSession: session }),
    },
  });
  const known = new Set<string>();

  function face(own: Face): string {
    const { file } = faceSpec(own, family);
    if (!known.has(file)) pdf.registerFont(file, files.read(file));
    known.add(file);
    return file;
  }

  function put(item: Item): void {
    switch (item.kind) {
      case 'group': {
        const { clip } = item;
        if (clip) pdf.save().rect(clip.x, clip.y, clip.width, clip.height).clip();
        for (const own of item.items) put(own);
        if (clip) pdf.restore();
        return;
      }
      case 'path': {
        if (item.lines.every((line) => line.length < 2)) return;
        pdf.save();
        for (const [first, ...rest] of item.lines) {
          if (!first) continue;
          pdf.moveTo(...first);
          for (const point of rest) pdf.lineTo(...point);
          if (item.closed) pdf.closePath();
        }
        pdf.opacity(item.opacity);
        if (item.stroke !== null) {
          pdf.lineWidth(item.width).lineCap(item.cap);
          pdf.lineJoin(item.cap === 'round' ? 'round' : 'miter');
        }
        finish(item.fill, item.stroke);
        pdf.restore();
        return;
      }
      case 'circle':
        pdf.save();
        pdf.circle(...item.at, item.radius).lineWidth(item.width);
        finish(item.fill, item.stroke);
        pdf.restore();
        return;
      case 'dots': {
        const { places, radius, colour, opacity } = item;
        if (places.length === 0) return;
        pdf.save();
        for (let i = 0; i < places.length; i += 2) {
          const [x, y] = [places[i] as number, places[i + 1] as number];
          pdf.moveTo(x, y).lineTo(x, y);
        }
        pdf
          .opacity(opacity)
          .lineWidth(2 * radius)
          .lineCap('round')
          .stroke(colour);
        pdf.restore();
        return;
      }
      case 'text': {
        const { at, typeset, size, colour, upwards, halo } = item;
        const write = (options: { stroke?: boolean; fill?: boolean }): void => {
          for (const run of typeset.runs) {
            pdf
              .font(face(run.face))
              .fontSize(run.size * size)
              .fillColor(run.colour ?? colour);
            const place = { lineBreak: false, baseline: 'alphabetic' } as const;
            pdf.text(run.text, run.x * size, run.y * size, { ...place, ...options });
          }
        };
        pdf.save();
        pdf.translate(...at);
        if (upwards) pdf.rotate(-90);
        if (halo) {
          pdf
            .strokeColor(halo.colour)
            .lineWidth(2 * halo.width)
            .lineJoin('round');
          write({ stroke: true, fill: false });
        }
        write({});
        pdf.restore();
      }
    }
  }

  function finish(fill: string | null, stroke: string | null): void {
    if (fill !== null && stroke !== null) pdf.fillAndStroke(fill, stroke);
    else if (fill !== null) pdf.fill(fill);
    else if (stroke !== null) pdf.stroke(stroke);
  }

  return new Promise((resolve) => {
    const pieces: Uint8Array[] = [];
    pdf.on('data', (bytes) => pieces.push(bytes));
    pdf.on('end', () => resolve(joinBytes(pieces)));
    if (background !== null) pdf.rect(0, 0, width, height).fill(background);
    for (const item of items) put(item);
    pdf.end();
  });
}
