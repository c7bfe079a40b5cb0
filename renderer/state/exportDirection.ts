import type { Document } from '#core/document/schema.ts';
import { type DirectionFormat, directionFiles, directionsOf, INTERCHANGE } from '#core/export/direction.ts';
import { sourceWords } from '#core/words/slice.ts';
import { saveFile } from '#renderer/save/saveFile.ts';

/** Lets the user save the directions on screen, in all of their dimensions, and the note of what they are. */
export function exportDirection(document: Document, format: DirectionFormat): void {
  const { slice, title } = document;
  const name = `${title.replace(/[^\p{L}\p{N} ._-]/gu, '').trim() || 'direction'} v`;
  const layer =
    slice?.layer.W.kind === 'file' ? /(?:^|\.)(\d+)\./.exec(slice.layer.W.ref.tensor)?.[1] : undefined;
  const files = directionFiles(directionsOf(document), name, format, {
    operation: INTERCHANGE,
    site: slice ? `the input of ${sourceWords(slice.layer.W)}` : null,
    layer: layer === undefined ? null : Number(layer),
    origin: title,
  });
  for (const file of files) {
    saveFile(
      file.name,
      file.name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
      file.bytes,
    );
  }
}
