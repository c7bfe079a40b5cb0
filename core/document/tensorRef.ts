import { z } from 'zod';

/** A tensor of a file, or a part of one: what a document holds in place of entries that are too many for it. */
export const tensorRefSchema = z
  .strictObject({
    /** The file as the host knows it: a path below its folder, or one that the user chose. Opaque to the window. */
    file: z.string().min(1).max(4096),
    /** The tensor's name in it; empty where it holds just one, without a name. */
    tensor: z.string().max(1000),
    /** Its leading dimensions that are fixed: a layer of a stack, a row of a table. */
    index: z.array(z.int().min(0)).max(16).readonly(),
    /** Whether it is read with its last two dimensions exchanged. */
    transposed: z.boolean(),
    /** SHA-256 of its entries as they are stored, in hexadecimal; null: not known yet. */
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
  })
  .readonly();

export type TensorRef = z.infer<typeof tensorRefSchema>;
