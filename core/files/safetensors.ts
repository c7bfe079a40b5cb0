import { findDuplicateKey } from '#core/document/jsonText.ts';
import { type ByteSource, bytesAt } from './byteSource.ts';
import { bytesOf, countOf, type EntryType } from './entryType.ts';
import { ParseError, quoted } from './parseError.ts';
import { rowMajor, sizeOf, type TensorEntry, type TensorFile } from './tensorFile.ts';

/** Bytes of the longest header that is read, and the most tensors: a model of 400 layers has some thousands. */
const LONGEST_HEADER = 16 * 1024 * 1024;
const MOST_TENSORS = 50_000;
const MOST_DIMENSIONS = 64;

const TYPES: Readonly<Record<string, EntryType>> = {
  F64: 'f64',
  F32: 'f32',
  F16: 'f16',
  BF16: 'bf16',
  I64: 'i64',
  I32: 'i32',
  I16: 'i16',
  I8: 'i8',
  U64: 'u64',
  U32: 'u32',
  U16: 'u16',
  U8: 'u8',
  BOOL: 'bool',
};

const AGAIN = 'download or save the file again';

/**
 * The tensors of a `.safetensors` file, by its header alone: eight bytes of length, JSON, then the entries without
 * gaps (huggingface.co/docs/safetensors). Throws a `ParseError` where a length, an offset or a shape is not borne out.
 */
export function readSafetensors(source: ByteSource): TensorFile {
  const { name: file, size } = source;
  const fail = (where: string, what: string, hint = AGAIN): never => {
    throw new ParseError('malformed', file, where, what, hint);
  };
  const claimed = new DataView(bytesAt(source, 0, 8, 'the header').buffer).getBigUint64(0, true);
  if (claimed > BigInt(LONGEST_HEADER)) {
    throw new ParseError('tooLarge', file, 'the header', `claims ${claimed} bytes`, AGAIN);
  }
  const length = Number(claimed);
  const text = new TextDecoder('utf-8').decode(bytesAt(source, 8, length, 'the header'));
  if (!text.startsWith('{')) fail('the header', 'is no JSON object');
  const header = parse(text) ?? fail('the header', 'is broken JSON');
  const twice = findDuplicateKey(text);
  if (twice !== null) fail('the header', `names ${quoted(twice)} twice`);
  const start = 8 + length;
  const tensors: TensorEntry[] = [];
  const refused: { name: string; why: string }[] = [];
  const metadata = new Map<string, string>();
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') {
      for (const [key, word] of Object.entries(isObject(value) ? value : {})) metadata.set(key, String(word));
    } else {
      const tensor = tensorOf(name, value);
      if (tensor) tensors.push(tensor);
    }
    if (tensors.length + refused.length > MOST_TENSORS)
      fail('the header', `names more than ${MOST_TENSORS} tensors`);
  }
  checkOverlap(tensors, file);
  return { format: 'safetensors', tensors, refused, metadata };

  function tensorOf(name: string, value: unknown): TensorEntry | null {
    const where = `tensor ${quoted(name)}`;
    const { dtype, shape, data_offsets: offsets } = isObject(value) ? value : {};
    const type = typeof dtype === 'string' ? TYPES[dtype] : undefined;
    if (!type) {
      refused.push({
        name,
        why: `is of type ${quoted(String(dtype))}: convert it to float32, float16 or bfloat16`,
      });
      return null;
    }
    if (!isSizes(shape) || shape.length > MOST_DIMENSIONS) return fail(where, 'has no shape');
    if (!isSizes(offsets) || offsets.length !== 2) return fail(where, 'has no place in the file');
    const [begin, end] = offsets as [number, number];
    const count = countOf(shape);
    if (count === null || begin > end || end - begin !== count * bytesOf(type)) {
      return fail(where, `has ${end - begin} bytes, which is not what its shape (${shape.join(', ')}) takes`);
    }
    if (start + end > size) {
      throw new ParseError('truncated', file, where, 'lies beyond the end of the file', AGAIN);
    }
    return {
      name,
      shape,
      type,
      strides: rowMajor(shape),
      bigEndian: false,
      data: source,
      offset: start + begin,
    };
  }
}

/** Throws where two tensors share bytes. */
function checkOverlap(tensors: readonly TensorEntry[], file: string): void {
  const placed = tensors.filter((tensor) => sizeOf(tensor) > 0).sort((a, b) => a.offset - b.offset);
  for (const [i, tensor] of placed.entries()) {
    const next = placed[i + 1];
    if (next && tensor.offset + sizeOf(tensor) > next.offset) {
      throw new ParseError(
        'inconsistent',
        file,
        `tensor ${quoted(next.name)}`,
        `shares bytes with ${quoted(tensor.name)}`,
        AGAIN,
      );
    }
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const data: unknown = JSON.parse(text);
    return isObject(data) ? data : null;
  } catch {
    return null;
  }
}

const isObject = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

const isSizes = (data: unknown): data is number[] =>
  Array.isArray(data) && data.every((n) => Number.isSafeInteger(n) && n >= 0);
