import { rounded } from '../result/make-arm.ts';
import type { Noise } from '../result/result.ts';
import { median } from '../statistics/summary.ts';
import type { Disturbance } from './disturbance.ts';

export interface Observed {
  disturbance: Disturbance;
  isNoisy: boolean;
}

/** The middle of what disturbed the rounds; one noisy round makes the whole noisy. */
export function medianNoise(rounds: Observed[]): Noise {
  const middle = (name: keyof Disturbance): number =>
    rounded(median(rounds.map(({ disturbance }) => disturbance[name])));
  return {
    steal: middle('steal'),
    load: middle('load'),
    foreign: middle('foreign'),
    noisy: rounds.some(({ isNoisy }) => isNoisy),
  };
}
