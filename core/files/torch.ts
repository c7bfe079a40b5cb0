import { type ByteSource, bytesAt } from './byteSource.ts';
import { bytesOf, type EntryType } from './entryType.ts';
import { namedTensors, type Unnamed } from './namedTensors.ts';
import { numpyBuilders, numpyTensor } from './numpyPickle.ts';
import { ParseError } from './parseError.ts';
import { type Builders, readPickle } from './pickle.ts';
import { isKind, isSequence, type PickleValue } from './pickleValue.ts';
import { subSource } from './subSource.ts';
import type { TensorFile } from './tensorFile.ts';
import type { ZipMember } from './zip.ts';

/** torch's storages and dtypes by name. */
const TYPES: Readonly<Record<string, EntryType>> = {
  DoubleStorage: 'f64',
  FloatStorage: 'f32',
  HalfStorage: 'f16',
  BFloat16Storage: 'bf16',
  LongStorage: 'i64',
  IntStorage: 'i32',
  ShortStorage: 'i16',
  CharStorage: 'i8',
  ByteStorage: 'u8',
  BoolStorage: 'bool',
  float64: 'f64',
  float32: 'f32',
  float16: 'f16',
  bfloat16: 'bf16',
  int64: 'i64',
  int32: 'i32',
  int16: 'i16',
  int8: 'i8',
  uint8: 'u8',
  uint16: 'u16',
  uint32: 'u32',
  uint64: 'u64',
  bool: 'bool',
};

const UNTYPED = new Set([
  'torch.UntypedStorage',
  'torch.storage.UntypedStorage',
  'torch.storage._UntypedStorage',
]);

/** A storage: its key, and its number format (null: bytes). Where it lies is known once the whole pickle is read. */
interface Storage {
  readonly key: string;
  readonly type: EntryType | null;
  /** Where a view of another storage begins in it, in entries (legacy files). */
  readonly from: number;
}

interface Tensor {
  readonly storage: Storage;
  readonly type: EntryType;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

const AGAIN = 'save it again with torch.save';

/** What a `.pt` archive (torch.save since 1.6) is known by. */
export const isTorchArchive = (members: readonly ZipMember[]): boolean =>
  members.some(({ name }) => name.endsWith('/data.pkl') || name === 'data.pkl');

/** The tensors of a torch archive: a pickle, and a member for each storage. Throws a `ParseError`. */
export function readTorchArchive(source: ByteSource, members: readonly ZipMember[]): TensorFile {
  const byName = new Map(members.map(({ name, data }) => [name, data]));
  const pickle = members.find(({ name }) => name.endsWith('/data.pkl') || name === 'data.pkl') as ZipMember;
  const prefix = pickle.name.slice(0, -'data.pkl'.length);
  if (byName.has(`${prefix}constants.pkl`)) {
    throw new ParseError(
      'unsupported',
      source.name,
      'the archive',
      'is a TorchScript program',
      'save its state_dict() instead',
    );
  }
  const order = byName.get(`${prefix}byteorder`);
  const bigEndian = order !== undefined && textOf(order) === 'big';
  const { value } = readPickle(pickle.data, 0, torchBuilders(pickle.data));
  const named = namedTensors(source.name, value, (at) =>
    tensorOf(at, ({ key }) => {
      const data = byName.get(`${prefix}data/${key}`);
      if (!data) throw missing(source, key);
      return { data, offset: 0, bigEndian };
    }),
  );
  return { format: 'torch', ...named, metadata: new Map() };
}

/** The first pickle of a legacy torch file: protocol 2, the number 0x1950a86a20f9469cfc6c, the end. */
const LEGACY_MAGIC = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

/** Whether a file begins as a legacy torch file does. */
export const isLegacyTorch = (head: Uint8Array): boolean => LEGACY_MAGIC.every((byte, i) => head[i] === byte);

/**
 * The tensors of a legacy torch file (torch.save before 1.6): protocol version, system, object and the storages' keys,
 * a pickle each, then each storage with its length. Throws a `ParseError`.
 */
export function readLegacyTorch(source: ByteSource): TensorFile {
  const builders = torchBuilders(source);
  const protocol = readPickle(source, LEGACY_MAGIC.length, builders);
  const system = readPickle(source, protocol.end, builders);
  const object = readPickle(source, system.end, builders);
  const keys = readPickle(source, object.end, builders);
  const bigEndian =
    isKind(system.value, 'dict') &&
    system.value.entries.some(([key, value]) => key === 'little_endian' && value === false);
  const widths = new Map<string, number>();
  const seen = new Set<PickleValue>();
  collectStorages(object.value, widths, seen);
  const places = new Map<string, { readonly offset: number; readonly size: number }>();
  let at = keys.end;
  for (const item of isSequence(keys.value) ? keys.value.items : []) {
    const key = String(item);
    const count = Number(new DataView(bytesAt(source, at, 8, `storage ${key}`).buffer).getBigInt64(0, true));
    const size = count * (widths.get(key) ?? 0);
    if (!(count >= 0) || !Number.isSafeInteger(size) || at + 8 + size > source.size) {
      throw new ParseError(
        'truncated',
        source.name,
        `storage ${key.slice(0, 40)}`,
        'lies beyond the end of the file',
        AGAIN,
      );
    }
    if (!widths.has(key)) {
      throw new ParseError(
        'malformed',
        source.name,
        `storage ${key.slice(0, 40)}`,
        'belongs to no tensor',
        AGAIN,
      );
    }
    places.set(key, { offset: at + 8, size });
    at += 8 + size;
  }
  const named = namedTensors(source.name, object.value, (value) =>
    tensorOf(value, ({ key }) => {
      const place = places.get(key);
      if (!place) throw missing(source, key);
      return { data: subSource(source, place.offset, place.size), offset: 0, bigEndian };
    }),
  );
  return { format: 'torch', ...named, metadata: new Map() };
}

const missing = (source: ByteSource, key: string): ParseError =>
  new ParseError('malformed', source.name, `storage ${key.slice(0, 40)}`, 'is missing', AGAIN);

const textOf = (data: ByteSource): string =>
  new TextDecoder('latin1').decode(bytesAt(data, 0, Math.min(data.size, 16), 'the byte order')).trim();

/** What torch builds tensors by (torch/_utils.py), besides what numpy does. */
function torchBuilders(source: ByteSource): Builders {
  const numpy = numpyBuilders(source);
  return {
    call(name, args) {
      switch (name) {
        case 'torch._utils._rebuild_tensor':
        case 'torch._utils._rebuild_tensor_v2':
          return rebuilt(args, null);
        case 'torch._utils._rebuild_tensor_v3':
          return rebuilt(args, args[6]);
        case 'torch._utils._rebuild_parameter':
        case 'torch._utils._rebuild_parameter_with_state':
        case 'torch.nn.parameter.Parameter':
          return args[0] ?? null;
        case 'collections.OrderedDict':
        case 'collections.defaultdict':
          return ordered(args[0]);
        case 'torch.Size':
          return args[0] ?? null;
        case 'torch.device':
        case 'torch.serialization._get_layout':
          return null;
        default:
          return numpy.call(name, args);
      }
    },
    build: (target, state, cursor) => numpy.build(target, state, cursor),
    persistent(id) {
      if (!isSequence(id) || id.items[0] !== 'storage') {
        return { kind: 'refused', why: 'lies outside of the file: save it again with torch.save' };
      }
      const [, global, key, , , view] = id.items;
      const name = isKind(global, 'global') ? global.name : '';
      const type = TYPES[name.replace(/^torch\.(?:cuda\.|storage\.)?/, '')] ?? null;
      if (!type && !UNTYPED.has(name)) {
        return {
          kind: 'refused',
          why: `is of type ${name || '?'}: convert it to float32, float16 or bfloat16`,
        };
      }
      const from = isSequence(view) ? Number(view.items[1]) : 0;
      return { kind: 'object', of: 'storage', value: { key: String(key), type, from } satisfies Storage };
    },
  };
}

/** Pairs, where an ordered dict was written with them. */
function ordered(items: PickleValue | undefined): PickleValue {
  const entries: [PickleValue, PickleValue][] = [];
  for (const item of isSequence(items) ? items.items : []) {
    if (isSequence(item) && item.items.length === 2)
      entries.push([item.items[0] as PickleValue, item.items[1] as PickleValue]);
  }
  return { kind: 'dict', entries };
}

/** `_rebuild_tensor(storage, offset, size, stride, …)`. */
function rebuilt(args: readonly PickleValue[], dtype: PickleValue | undefined): PickleValue {
  const [storage, offset, size, stride] = args;
  if (!isKind(storage, 'object') || storage.of !== 'storage' || !isSequence(size) || !isSequence(stride)) {
    return { kind: 'refused', why: 'is broken: save it again with torch.save' };
  }
  const own = storage.value as Storage;
  const named = isKind(dtype ?? undefined, 'global')
    ? (dtype as { name: string }).name.replace(/^torch\./, '')
    : null;
  const type = named === null ? own.type : (TYPES[named] ?? null);
  if (!type)
    return { kind: 'refused', why: `is of type ${named ?? '?'}: convert it to float32, float16 or bfloat16` };
  const tensor: Tensor = {
    storage: own,
    type,
    offset: Number(offset),
    shape: size.items.map(Number),
    strides: stride.items.map(Number),
  };
  return { kind: 'object', of: 'tensor', value: tensor };
}

/** The tensor that a value is, where its storage lies being known by `place`. */
function tensorOf(
  value: PickleValue,
  place: (storage: Storage) => {
    readonly data: ByteSource;
    readonly offset: number;
    readonly bigEndian: boolean;
  },
): Unnamed | null {
  if (!isKind(value, 'object') || value.of !== 'tensor') return numpyTensor(value);
  const { storage, type, offset, shape, strides } = value.value as Tensor;
  const { data, offset: start, bigEndian } = place(storage);
  return { shape, type, strides, bigEndian, data, offset: start + (storage.from + offset) * bytesOf(type) };
}

/** How wide the entries of each storage are, by the tensors that lie in it. */
function collectStorages(value: PickleValue, widths: Map<string, number>, seen: Set<PickleValue>): void {
  const waiting: PickleValue[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isKind(next, 'object') && next.of === 'tensor') {
      const { storage, type } = next.value as Tensor;
      widths.set(storage.key, bytesOf(storage.type ?? type));
    }
    if (isKind(next, 'dict')) for (const [key, item] of next.entries) waiting.push(key, item);
    if (isSequence(next)) for (const item of next.items) waiting.push(item);
  }
}
