import type { ChainReport } from './audit-verification.js';
import type { ChainFault } from './chain-walk.js';

const WORDS: Record<ChainFault, string> = {
  missing: 'was deleted',
  altered: 'is not what was recorded there: it was altered, put in, or moved there',
  truncated: 'and all after it were cut off',
  beyond_head: 'stands behind the recorded end of the chain: it was put in, or the end was moved',
  head_altered: 'is not the recorded end of the chain',
};

/** One organization's result, in a line for people. */
export function chainInWords({ slug, verified, head, bad }: ChainReport): string {
  if (!bad) return `ok       ${slug}: ${verified} entries, head ${head ?? '(none yet)'}`;
  const { sequence, entry, fault } = bad;
  const what = entry ? ` (${entry.id}, ${entry.action}, ${entry.occurredAt})` : '';
  return `TAMPERED ${slug}: entry ${sequence}${what} ${WORDS[fault]}; the ${verified} before it are good`;
}
