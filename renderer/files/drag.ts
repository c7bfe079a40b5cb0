import type { DragEvent } from 'react';

/** What a dragged tensor is to the browser: nothing that another program would take. */
const TYPE = 'application/x-nullscope-tensor';

/** Begins to drag the tensor at a place of its file. */
export function dragTensor(event: DragEvent, place: number, name: string): void {
  event.dataTransfer.setData(TYPE, String(place));
  event.dataTransfer.setData('text/plain', name);
  event.dataTransfer.effectAllowed = 'copy';
}

/** Whether a tensor is dragged. */
export const dragsTensor = (event: DragEvent): boolean => event.dataTransfer.types.includes(TYPE);

/** The place, in its file, of the tensor that was dropped. */
export const droppedTensor = (event: DragEvent): number => Number(event.dataTransfer.getData(TYPE));
