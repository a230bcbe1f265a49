import { faultDice } from './fault-dice.js';

describe('faultDice', () => {
  const lastPass = (seed: number): number => {
    const roll = faultDice(seed);
    for (let pass = 1; ; pass++) if (roll()) return pass;
  };

  it.each([1, 2, 3, 4, 5])('ends at the same pass for the seed %d every time', (seed) => {
    expect(lastPass(seed)).toBe(lastPass(seed));
  });

  it('ends at different passes for different seeds, about one in 150', () => {
    const passes = Array.from({ length: 200 }, (_, seed) => lastPass(seed));
    expect(new Set(passes).size).toBeGreaterThan(100);
    const mean = passes.reduce((sum, pass) => sum + pass, 0) / passes.length;
    expect(mean).toBeGreaterThan(100);
    expect(mean).toBeLessThan(220);
  });
});
