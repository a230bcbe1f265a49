import { loop, type Loop } from '@throughline/platform';
import { ApprovalExpiry } from './approvals/approval-expiry.js';
import { BlobSweeper } from './artifacts/blob-sweeper.js';
import { DueChildRuns } from './child-runs/due-child-runs.js';
import { CHILD_RUNS_CHANNEL } from './child-runs/child-runs.repository.js';
import { DraftExpiry } from './editing/draft-expiry.js';
import { EngineDriver } from './engine/engine-driver.js';
import { Timers } from './engine/timers.js';
import { TURNS_CHANNEL } from './engine/turns.repository.js';
import { Turns } from './engine/turns.js';
import { KeptFilesSweeper } from './kept-files/kept-files-sweeper.js';
import { RetentionSweeper } from './retention/retention-sweeper.js';
import { LeaseSweeper } from './runners/lease-sweeper.js';
import { DueStacks } from './stacks/due-stacks.js';
import { STACKS_CHANNEL } from './stacks/stack-work.js';
import { DueFirings } from './triggers/due-firings.js';
import { FIRINGS_CHANNEL } from './triggers/firings.repository.js';
import { ScheduleTicker } from './triggers/schedule-ticker.js';
import { DueReceipts } from './webhooks/due-receipts.js';
import { RECEIPTS_CHANNEL } from './webhooks/receipts.repository.js';

/** What starts executions. */
const STARTING: readonly Loop[] = [
  loop(DueReceipts, {
    everyMs: 2_000,
    hint: RECEIPTS_CHANNEL,
    pass: (receipts, stopping) => receipts.drain(stopping),
    failed: 'receipts wait',
  }),
  loop(ScheduleTicker, {
    everyMs: 1_000, // times come by the minute; this is how late they may be
    pass: (ticker, stopping) => ticker.fireAllDue(stopping),
    failed: 'schedules wait',
  }),
  loop(DueFirings, {
    everyMs: 2_000,
    hint: FIRINGS_CHANNEL,
    pass: (firings, stopping) => firings.drain(stopping),
    failed: 'firings wait',
  }),
  loop(DueChildRuns, {
    everyMs: 2_000,
    hint: CHILD_RUNS_CHANNEL,
    pass: (runs, stopping) => runs.drain(stopping),
    failed: 'child runs wait',
  }),
];

/** What moves them on. */
const MOVING: readonly Loop[] = [
  EngineDriver,
  loop(Timers, {
    everyMs: 1_000,
    pass: (timers, stopping) => timers.fireDue(stopping),
    failed: 'looking for due timers failed',
  }),
  loop(Turns, {
    everyMs: 2_000,
    hint: TURNS_CHANNEL,
    pass: (turns) => turns.giveOn(),
    failed: 'giving turns on failed',
  }),
  loop(LeaseSweeper, { everyMs: 5_000, pass: (sweeper) => sweeper.look(), failed: 'sweep failed' }),
  loop(ApprovalExpiry, { everyMs: 5_000, pass: (expiry) => expiry.sweep(), failed: 'requests could not be ended' }),
];

/** What learns from repositories, and what cleans up. */
const KEEPING: readonly Loop[] = [
  loop(DueStacks, {
    everyMs: 5_000,
    hint: STACKS_CHANNEL,
    pass: (stacks, stopping) => stacks.drain(stopping),
    failed: 'repositories wait to be looked at',
  }),
  loop(RetentionSweeper, {
    everyMs: 60_000,
    pass: (sweeper, stopping) => sweeper.drain(stopping),
    failed: 'what is not kept any longer is not looked for',
  }),
  loop(BlobSweeper, {
    everyMs: 60_000,
    pass: (sweeper, stopping) => sweeper.drain(stopping),
    failed: 'content that nothing names is not removed yet',
  }),
  loop(KeptFilesSweeper, {
    everyMs: 600_000,
    pass: (sweeper, stopping) => sweeper.drain(stopping),
    failed: 'files of old steps are not removed yet',
  }),
  loop(DraftExpiry, {
    everyMs: 3_600_000,
    pass: (expiry, stopping) => expiry.expire(stopping),
    failed: 'old drafts stay until the next look',
  }),
];

/** What the workers of this service do again and again. Any number of them may. */
export const LOOPS: readonly Loop[] = [...STARTING, ...MOVING, ...KEEPING];
