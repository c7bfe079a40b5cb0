import { nameOf } from '#core/files/fileId.ts';
import type { Files } from '#core/files/openTensors.ts';
import { openTensors } from '#core/files/openTensors.ts';
import { orderOf } from '#core/files/order.ts';
import { sizeOf } from '#core/files/tensorFile.ts';
import { type Inspection, LONGEST_NAME, MOST_TENSORS } from './fileSchemas.ts';

/** The most of what a file says of itself that is told. */
const MOST_METADATA = 200;

/** What a file holds, by its header alone. Throws a `ParseError`, or what opening the file throws. */
export function inspectFile(files: Files, id: string): Inspection {
  const { size } = files.open(id);
  const { format, tensors, refused, metadata } = openTensors(files, id);
  const told = tensors.filter(({ name }) => name.length <= LONGEST_NAME);
  const left = tensors.filter(({ name }) => name.length > LONGEST_NAME);
  const why = `has a name of more than ${LONGEST_NAME} characters: give it a shorter one`;
  return {
    file: { id, name: nameOf(id).slice(0, 255), bytes: size },
    format,
    tensors: told.slice(0, MOST_TENSORS).map((tensor) => ({
      name: tensor.name,
      shape: tensor.shape,
      type: tensor.type,
      bytes: sizeOf(tensor),
      order: orderOf(tensor),
      bigEndian: tensor.bigEndian,
    })),
    refused: [...refused, ...left.map(({ name }) => ({ name, why }))]
      .slice(0, MOST_TENSORS)
      .map((one) => ({ name: one.name.slice(0, LONGEST_NAME), why: one.why.slice(0, 1000) })),
    metadata: [...metadata]
      .slice(0, MOST_METADATA)
      .map(([key, value]) => ({ key: key.slice(0, 200), value: value.slice(0, 2000) })),
  };
}
