import { describe, expect, it } from 'vitest';
import { createTimeLeft } from '#core/engine/timeLeft.ts';
import { timeLeftLabel } from '#core/words/timeLeft.ts';

describe('the time that a stage will still take', () => {
  it('is not known at first, then goes by the pace so far', () => {
    let time = 0;
    const timeLeft = createTimeLeft(() => time);
    expect(timeLeft('Factoring', 0)).toBeNull();
    time = 100;
    expect(timeLeft('Factoring', 0.1)).toBeNull();
    time = 1000;
    expect(timeLeft('Factoring', 0.25)).toBe(3);
    time = 4000;
    expect(timeLeft('Factoring', 1)).toBe(0);
  });

  it('begins anew with each stage', () => {
    let time = 0;
    const timeLeft = createTimeLeft(() => time);
    timeLeft('Multiplying', 0);
    time = 5000;
    expect(timeLeft('Factoring', 0.5)).toBeNull();
    time = 6000;
    expect(timeLeft('Factoring', 0.75)).toBe(1);
  });

  it.each([
    [null, ''],
    [0.2, '1 s left'],
    [12.4, '12 s left'],
    [89, '89 s left'],
    [150, '3 min left'],
  ])('%d seconds read “%s”', (seconds, label) => {
    expect(timeLeftLabel(seconds)).toBe(label);
  });
});
