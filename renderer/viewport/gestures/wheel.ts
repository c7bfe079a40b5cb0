interface WheelMove {
  readonly deltaY: number;
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
}

/** Pixels of a line and of a page, for wheels that count in those. */
const UNIT = [1, 16, 400] as const;

/** How many times as far a turn of the wheel brings the camera; a trackpad's pinch arrives with Ctrl, finer. */
export function wheelFactor({ deltaY, deltaMode, ctrlKey }: WheelMove): number {
  const pixels = deltaY * (UNIT[deltaMode] ?? 1);
  const kept = Math.max(-400, Math.min(400, pixels));
  return Math.exp(kept * (ctrlKey ? 0.008 : 0.0012));
}
