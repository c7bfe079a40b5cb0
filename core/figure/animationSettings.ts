import { z } from 'zod';

/** What moves, and as what it is written. */
export const animationSchema = z
  .strictObject({
    /** The camera about the vertical; or `v` from its unit null part to its unit row part and back. */
    kind: z.enum(['turntable', 'path']),
    frames: z.int().min(2).max(600),
    fps: z.number().min(1).max(60),
    /** The width of a frame of a GIF, pixels. */
    width: z.int().min(64).max(2000),
    /** `svg`: a zip of numbered frames. */
    format: z.enum(['gif', 'svg']),
  })
  .readonly();

export type AnimationSettings = z.infer<typeof animationSchema>;

/** What an animation's file is called, and what it is. */
export const ANIMATION_FILES = {
  gif: { ending: 'gif', type: 'image/gif' },
  svg: { ending: 'zip', type: 'application/zip' },
} as const satisfies Record<AnimationSettings['format'], { ending: string; type: string }>;

export const defaultAnimation: AnimationSettings = {
  kind: 'path',
  frames: 90,
  fps: 30,
  width: 800,
  format: 'gif',
};
