/** How long a stage will still take: `3 s left`, `2 min left`; nothing where that is not known. */
export function timeLeftLabel(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s left`;
  return `${Math.round(seconds / 60)} min left`;
}
