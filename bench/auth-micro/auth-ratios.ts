import { makeRatio } from '../result/make-ratio.ts';
import type { Arm, Gate, Ratio } from '../result/result.ts';

/** Numerator and denominator, each an arm: what a choice costs beside its alternative. */
const PAIRS: [string, string][] = [
  ['verify/EdDSA', 'verify/bare-ed25519'],
  ['verify/EdDSA', 'verify/HS256'],
  ['verify/EdDSA', 'verify/RS256'],
  ['verify/EdDSA', 'verify/ES256'],
  ['sign/EdDSA', 'sign/RS256'],
  ['exchange/cached', 'verify/EdDSA'],
  ['exchange/cold', 'exchange/cached'],
  ['api-key/read', 'api-key/bare-sha256'],
  ['api-key/check', 'api-key/bare-sha256'],
  ['password/verify', 'password/hash'],
];

/** Ratios of p50: none of them is a goal, all of them are reasons. */
export function authRatios(arms: ReadonlyMap<string, Arm>, gate: Gate): Ratio[] {
  return PAIRS.flatMap(([above, below]) => {
    const [ours, anchor] = [arms.get(above), arms.get(below)];
    if (!ours || !anchor) return [];
    return [makeRatio({ goal: `p50 ${above} / ${below}`, column: 'p50', ours, anchor }, gate)];
  });
}
