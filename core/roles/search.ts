import type { ListedTensor } from '#core/engine/fileSchemas.ts';
import { shapeText, tensorName, typeName } from './words.ts';

/**
 * The places of the tensors that hold every typed word in their name, their number format or their shape (`768`,
 * `3072x768`), whatever the case; all of them where nothing is typed.
 */
export function searchTensors(tensors: readonly ListedTensor[], text: string): number[] {
  const words = text
    .toLowerCase()
    .replace(/\s*[×*]\s*/g, 'x')
    .split(/\s+/)
    .filter((word) => word !== '');
  const places: number[] = [];
  for (const [i, tensor] of tensors.entries()) {
    if (words.length === 0 || holds(tensor, words)) places.push(i);
  }
  return places;
}

function holds({ name, shape, type }: ListedTensor, words: readonly string[]): boolean {
  const sizes = shape.map(String);
  const text = `${tensorName(name)} ${typeName(type)} ${type}`.toLowerCase();
  const whole = shapeText(shape).replaceAll(' × ', 'x');
  return words.every(
    (word) => text.includes(word) || sizes.includes(word) || (word.includes('x') && whole.includes(word)),
  );
}
