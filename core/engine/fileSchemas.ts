import { z } from 'zod';

/** The most entries of a folder, and of a choice of files, that are told. */
export const MOST_LISTED = 5000;

/** The most tensors of a file that are told, and the longest of their names. */
export const MOST_TENSORS = 50_000;
export const LONGEST_NAME = 1000;

/** The most entries of a preview, along each side. */
export const CORNER = 8;

/** A file as the host knows it: opaque to the window, save that what follows the last `/` is its name. */
export const fileIdSchema = z.string().min(1).max(4096);

/** A file with tensors, or one that may hold some. */
export const hostFileSchema = z
  .strictObject({ id: fileIdSchema, name: z.string().max(255), bytes: z.int().min(0) })
  .readonly();
export type HostFile = z.infer<typeof hostFileSchema>;

/** What a folder holds. */
export const listingSchema = z.strictObject({
  /** The folder itself, empty for the host's own; and the one above it, null where it is the host's own. */
  folder: z.string().max(4096),
  parent: z.string().max(4096).nullable(),
  /** Folders first, then by name. */
  entries: z
    .array(
      z
        .strictObject({
          id: fileIdSchema,
          name: z.string().max(255),
          kind: z.enum(['folder', 'file']),
          bytes: z.int().min(0),
        })
        .readonly(),
    )
    .max(MOST_LISTED)
    .readonly(),
  /** Whether it holds more than are told. */
  cut: z.boolean(),
});
export type Listing = z.infer<typeof listingSchema>;

const count = z.int().min(0);
const shape = z.array(count).max(64).readonly();

/** A tensor of a file, by the file's header. */
export const listedTensorSchema = z
  .strictObject({
    name: z.string().max(LONGEST_NAME),
    shape,
    type: z.enum(['f64', 'f32', 'f16', 'bf16', 'i64', 'i32', 'i16', 'i8', 'u64', 'u32', 'u16', 'u8', 'bool']),
    bytes: count,
    /** How its entries lie in the file: row by row, column by column, or as a view of something larger. */
    order: z.enum(['rows', 'columns', 'view']),
    bigEndian: z.boolean(),
  })
  .readonly();
export type ListedTensor = z.infer<typeof listedTensorSchema>;

/** What a file holds, by its header alone. */
export const inspectionSchema = z.strictObject({
  file: hostFileSchema,
  format: z.string().max(40),
  tensors: z.array(listedTensorSchema).max(MOST_TENSORS).readonly(),
  /** What could be a tensor and is not read: its name, and why as the end of a sentence. */
  refused: z
    .array(z.strictObject({ name: z.string().max(LONGEST_NAME), why: z.string().max(1000) }).readonly())
    .max(MOST_TENSORS)
    .readonly(),
  /** What the file says of itself, for people. */
  metadata: z
    .array(z.strictObject({ key: z.string().max(200), value: z.string().max(2000) }).readonly())
    .max(200)
    .readonly(),
});
export type Inspection = z.infer<typeof inspectionSchema>;

/** A part of a tensor of a file: its leading dimensions fixed, and perhaps read with the last two exchanged. */
export const tensorPartSchema = z.strictObject({
  file: fileIdSchema,
  tensor: z.string().max(LONGEST_NAME),
  index: z.array(count).max(16).readonly(),
  transposed: z.boolean(),
});

const entry = z.number().nullable();

/** The first entries of a part of a tensor. */
export const previewSchema = z.strictObject({
  shape,
  /** The first rows and columns (of the first matrix, where it is a stack of some); null: not a finite number. */
  corner: z.array(z.array(entry).max(CORNER).readonly()).max(CORNER).readonly(),
  /** The norms of as many rows; null where that would read much of the file. */
  rowNorms: z.array(entry).max(CORNER).readonly().nullable(),
  /** Whether all that was read is finite. */
  finite: z.boolean(),
});
export type Preview = z.infer<typeof previewSchema>;
