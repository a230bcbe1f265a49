import { defineErrors } from '@throughline/kernel';
import type { BlockerCode } from './promotion-rules.js';

/** A refusal for each blocker; its sentence names the environments. `satisfies` keeps the record complete. */
const CATEGORIES = {
  wrong_way: { category: 'unprocessable', message: 'The target does not come after the source.' },
  nothing_live: { category: 'unprocessable', message: 'Nothing is live in the source.' },
  line_stopped: { category: 'conflict', message: 'The line is stopped by an open incident.' },
  release_rolled_back: { category: 'conflict', message: 'The release was rolled back in the target.' },
  nothing_to_promote: { category: 'conflict', message: 'The target runs this already.' },
  target_without_host: { category: 'unprocessable', message: 'The target has no host.' },
  slot_busy: { category: 'conflict', message: 'Another deployment to the target is under way.' },
} as const satisfies Record<BlockerCode, { category: string; message: string }>;

export const refusePromotion = defineErrors(CATEGORIES);
