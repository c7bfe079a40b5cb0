import type { Crew } from '#core/kernels/crew.ts';

/** Makes ready what a step may have before it on a folder of data: what it returns is measured, and returns a value. */
export type Step = (crew: Crew, folder: string) => () => number;
