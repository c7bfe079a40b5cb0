import { z } from 'zod';
import {
  engineErrorSchema,
  hostEventSchema,
  progressSchema,
  type RequestName,
  requestNames,
} from './contract.ts';

const id = z.int().min(0);

/** What a client sends over a socket (arguments are validated by the contract). */
export const clientMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('request'),
    id,
    name: z.enum(requestNames as [RequestName, ...RequestName[]]),
    args: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('cancel'), id }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** What a host sends over a socket (results are validated by the contract). */
export const hostMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('result'), id, result: z.unknown() }),
  z.strictObject({ kind: z.literal('error'), id, error: engineErrorSchema }),
  z.strictObject({ kind: z.literal('progress'), id, progress: progressSchema }),
  z.strictObject({ kind: z.literal('event'), event: hostEventSchema }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;
