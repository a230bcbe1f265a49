import {
  admitted,
  answered,
  cancel,
  chain,
  created,
  due,
  node,
  on,
  pause,
  play,
  resume,
  ruled,
  snapshot,
} from '../../test/planned-runs.js';
import { type ExecutionEvent, planEvent } from './execution-planner.js';
import { type ExecutionSnapshot, Run } from './run.graph.js';

type Case = [string, ExecutionSnapshot, ExecutionEvent[], string[]];
const tolerant = { isTolerant: true };
const conditional = { isConditional: true };
const guided = ruled('a', [], { isGuided: true });
const cleanup = ruled('z', ['a', 'b', 'c'], { when: 'always' });

const RULED: Case[] = [
  [
    'goes on after a failure that is allowed, and ends with a warning',
    snapshot([ruled('a', [], tolerant), node('b', ['a'])]),
    [created, on('a', 'start'), on('a', 'fail'), on('b', 'start'), on('b', 'succeed')],
    ['b: succeeded', 'execution: warning'],
  ],
  [
    'does not tolerate what broke on our side',
    snapshot([ruled('a', [], tolerant), node('b', ['a'])]),
    [created, on('a', 'start'), on('a', 'error')],
    ['a: errored', 'b: skipped', 'execution: errored'],
  ],
  [
    'fails where something else failed too',
    snapshot([ruled('a', [], tolerant), node('b')]),
    [created, on('a', 'start'), on('a', 'fail'), on('b', 'start'), on('b', 'fail')],
    ['b: failed', 'execution: failed'],
  ],
  [
    'waits with a retry for its time',
    snapshot([ruled('a', [], { retries: 1 })]),
    [created, on('a', 'start'), on('a', 'fail')],
    ['a: retrying'],
  ],
  [
    'tries again when it has come',
    snapshot([ruled('a', [], { retries: 1 })]),
    [created, on('a', 'start'), on('a', 'time_out'), due('a')],
    ['a: ready'],
  ],
  [
    'fails after the last retry',
    snapshot([ruled('a', [], { retries: 1 })]),
    [created, on('a', 'start'), on('a', 'fail'), due('a'), on('a', 'start'), on('a', 'fail')],
    ['a: failed', 'execution: failed'],
  ],
  [
    'asks a person about a failure after the last retry',
    snapshot([ruled('a', [], { retries: 1, isGuided: true }), node('b', ['a'])]),
    [created, on('a', 'start'), on('a', 'fail'), due('a'), on('a', 'start'), on('a', 'time_out')],
    ['a: waiting', 'execution: waiting'],
  ],
  [
    'tries again what a person wants to be tried again, and asks once more',
    snapshot([guided]),
    [created, on('a', 'start'), on('a', 'fail'), answered('a', 'retry'), due('a'), on('a', 'start'), on('a', 'fail')],
    ['a: waiting', 'execution: waiting'],
  ],
  [
    'goes on after what a person passes over, and ends with a warning',
    snapshot([guided, node('b', ['a'])]),
    [created, on('a', 'start'), on('a', 'fail'), answered('a', 'skip'), on('b', 'start'), on('b', 'succeed')],
    ['b: succeeded', 'execution: warning'],
  ],
  [
    'fails when a person gives up, and when nobody answers in time',
    snapshot([guided, ruled('b', ['a'], { when: 'failure' })]),
    [created, on('a', 'start'), on('a', 'fail'), on('a', 'time_out')],
    ['a: failed', 'b: ready', 'execution: running'],
  ],
  [
    'takes no word but an answer for what is asked about',
    snapshot([guided]),
    [created, on('a', 'start'), on('a', 'fail'), on('a', 'succeed')],
    ['refused'],
  ],
  [
    'takes no answer to what nobody asked',
    snapshot([guided]),
    [created, on('a', 'start'), answered('a', 'skip')],
    ['refused'],
  ],
  [
    'asks nobody about what broke on our side, or while cancelling',
    snapshot([guided, ruled('b', [], { isGuided: true })]),
    [created, on('a', 'start'), on('b', 'start'), on('b', 'error'), cancel, on('a', 'fail')],
    ['a: failed', 'execution: cancelled'],
  ],
  [
    'cancels what it asks about, though it were there to clean up',
    snapshot([ruled('a', [], { when: 'always', isGuided: true })]),
    [created, on('a', 'start'), on('a', 'fail'), cancel],
    ['execution: cancelling', 'a: cancelled', 'execution: cancelled'],
  ],
  [
    'holds back what is tried again while paused',
    snapshot([guided]),
    [created, on('a', 'start'), on('a', 'fail'), pause, answered('a', 'retry'), due('a')],
    ['a: pending'],
  ],
  [
    'ends cancelled when its request is taken back',
    snapshot([node('a', [], 'approval'), node('b', ['a'])]),
    [created, on('a', 'cancel')],
    ['a: cancelled', 'b: skipped', 'execution: cancelling', 'execution: cancelled'],
  ],
  [
    'fails when a runner cancels by itself, whatever else is taken back',
    snapshot([node('a', [], 'approval'), node('b')]),
    [created, on('a', 'cancel'), on('b', 'start'), on('b', 'cancel')],
    ['b: cancelled', 'execution: failed'],
  ],
  [
    'does not run again what may have run',
    snapshot([ruled('a', [], { retries: 1 })]),
    [created, on('a', 'start'), on('a', 'lose')],
    ['a: unknown', 'execution: unknown'],
  ],
  [
    'tries nothing again while cancelling',
    snapshot([ruled('a', [], { retries: 1 })]),
    [created, on('a', 'start'), cancel, on('a', 'fail')],
    ['a: failed', 'execution: cancelled'],
  ],
  [
    'cancels what waits to be tried again',
    snapshot([ruled('a', [], { retries: 1 })]),
    [created, on('a', 'start'), on('a', 'fail'), cancel],
    ['execution: cancelling', 'a: cancelled', 'execution: cancelled'],
  ],
  [
    'leaves a condition to the engine',
    snapshot([ruled('a', [], conditional), node('b', ['a'])]),
    [created, admitted('a')],
    ['a: ready'],
  ],
  [
    'goes on after a node whose condition does not hold',
    snapshot([ruled('a', [], conditional), node('b', ['a'])]),
    [created, on('a', 'skip')],
    ['a: skipped', 'b: ready'],
  ],
  [
    'does not go on after one whose condition nobody looked at',
    snapshot([node('x'), ruled('a', ['x'], conditional), node('b', ['a'])]),
    [created, on('x', 'start'), on('x', 'fail')],
    ['x: failed', 'a: skipped', 'b: skipped', 'execution: failed'],
  ],
  [
    'admits nothing before its turn',
    snapshot([node('x'), ruled('a', ['x'], conditional)]),
    [created, admitted('a')],
    ['refused'],
  ],
  [
    'skips what is for failures when there is none',
    snapshot([node('a'), ruled('f', ['a'], { when: 'failure' })]),
    [created, on('a', 'start'), on('a', 'succeed')],
    ['a: succeeded', 'f: skipped', 'execution: succeeded'],
  ],
  [
    'runs what is for failures after one, and still fails',
    snapshot([...chain, ruled('f', ['a', 'b', 'c'], { when: 'failure' })]),
    [created, on('a', 'start'), on('a', 'fail'), on('f', 'start'), on('f', 'succeed')],
    ['f: succeeded', 'execution: failed'],
  ],
  [
    'takes a skipped need for a failure when that is why it was skipped',
    snapshot([...chain, ruled('f', ['c'], { when: 'failure' })]),
    [created, on('a', 'start'), on('a', 'fail')],
    ['a: failed', 'b: skipped', 'c: skipped', 'f: ready'],
  ],
  [
    'takes a deployment that may not be for no failure',
    snapshot([node('d', [], 'deploy'), ruled('f', ['d'], { when: 'failure' })], { deployable: false }),
    [created],
    ['d: skipped', 'f: skipped', 'execution: running', 'execution: succeeded'],
  ],
  [
    'waits for all that a failure leaves running',
    snapshot([node('a'), node('b'), ruled('f', ['a', 'b'], { when: 'failure' })]),
    [created, on('a', 'start'), on('b', 'start'), on('a', 'fail')],
    ['a: failed'],
  ],
  [
    'does what is always done after a failure',
    snapshot([...chain, cleanup]),
    [created, on('a', 'start'), on('a', 'fail')],
    ['a: failed', 'b: skipped', 'c: skipped', 'z: ready'],
  ],
  [
    'does what is always done when cancelled',
    snapshot([...chain, cleanup]),
    [created, on('a', 'start'), cancel, on('a', 'cancel')],
    ['a: cancelled', 'z: ready'],
  ],
  [
    'is cancelled when that is done',
    snapshot([...chain, cleanup]),
    [created, on('a', 'start'), cancel, on('a', 'cancel'), on('z', 'start'), on('z', 'succeed')],
    ['z: succeeded', 'execution: cancelled'],
  ],
  [
    'cancels that too when asked twice',
    snapshot([...chain, cleanup]),
    [created, on('a', 'start'), cancel, cancel, on('a', 'cancel')],
    ['a: cancelled', 'execution: cancelled'],
  ],
  [
    'cleans nothing up where nothing has begun',
    snapshot([...chain, cleanup]),
    [created, cancel],
    ['execution: cancelling', ...['z', 'a', 'b', 'c'].map((key) => `${key}: cancelled`), 'execution: cancelled'],
  ],
  [
    'takes back what no runner has taken when paused',
    snapshot([node('a'), node('b')]),
    [created, on('a', 'start'), pause],
    ['execution: paused', 'b: pending'],
  ],
  [
    'begins nothing while paused',
    snapshot(chain),
    [created, on('a', 'start'), pause, on('a', 'succeed')],
    ['a: succeeded'],
  ],
  [
    'goes on where it was',
    snapshot(chain),
    [created, on('a', 'start'), pause, on('a', 'succeed'), resume],
    ['execution: running', 'b: ready'],
  ],
  [
    'ends while paused when nothing is left',
    snapshot([node('a')]),
    [created, on('a', 'start'), pause, on('a', 'succeed')],
    ['a: succeeded', 'execution: succeeded'],
  ],
  [
    'waits with a retry until it is resumed',
    snapshot([ruled('a', [], { retries: 1 })]),
    [created, on('a', 'start'), on('a', 'fail'), pause, due('a'), resume],
    ['execution: running', 'a: ready'],
  ],
  [
    'judges nothing while paused',
    snapshot([node('a'), node('g', [], 'gate')]),
    [created, on('a', 'start'), pause, on('g', 'succeed')],
    ['refused'],
  ],
  ['pauses once', snapshot(chain), [created, on('a', 'start'), pause, pause], ['refused']],
  ['resumes what is paused', snapshot(chain), [created, on('a', 'start'), resume], ['refused']],
  [
    'waits for a time',
    snapshot([node('w', [], 'wait'), node('b', ['w'])]),
    [created],
    ['w: waiting', 'execution: running', 'execution: waiting'],
  ],
  [
    'goes on when it has come',
    snapshot([node('w', [], 'wait'), node('b', ['w'])]),
    [created, due('w')],
    ['w: succeeded', 'b: ready', 'execution: running'],
  ],
  ['takes no time for an approval', snapshot([node('ok', [], 'approval')]), [created, due('ok')], ['refused']],
];

describe('planEvent', () => {
  it.each<[string, ExecutionSnapshot, ExecutionEvent[], string[]]>([
    [
      'queues what needs nothing',
      snapshot([node('a'), node('b'), node('c', ['a', 'b'])]),
      [created],
      ['a: ready', 'b: ready'],
    ],
    ['starts with the first step', snapshot(chain), [created, on('a', 'start')], ['a: running', 'execution: running']],
    [
      'queues what all needs allow',
      snapshot(chain),
      [created, on('a', 'start'), on('a', 'succeed')],
      ['a: succeeded', 'b: ready'],
    ],
    [
      'skips successors of a failure, all the way, and ends failed',
      snapshot(chain),
      [created, on('a', 'start'), on('a', 'fail')],
      ['a: failed', 'b: skipped', 'c: skipped', 'execution: failed'],
    ],
    [
      'lets other branches go on after a failure',
      snapshot([node('a'), node('b')]),
      [created, on('a', 'start'), on('b', 'start'), on('a', 'fail')],
      ['a: failed'],
    ],
    [
      'ends succeeded with the last node',
      snapshot([node('a')]),
      [created, on('a', 'start'), on('a', 'succeed')],
      ['a: succeeded', 'execution: succeeded'],
    ],
    [
      'waits for an approval',
      snapshot([node('ok', [], 'approval')]),
      [created],
      ['ok: waiting', 'execution: running', 'execution: waiting'],
    ],
    [
      'resumes after an approval',
      snapshot([node('ok', [], 'approval'), node('a', ['ok'])]),
      [created, on('ok', 'succeed')],
      ['ok: succeeded', 'a: ready', 'execution: running'],
    ],
    [
      'ends failed after a rejection',
      snapshot([node('ok', [], 'approval'), node('a', ['ok'])]),
      [created, on('ok', 'fail')],
      ['ok: failed', 'a: skipped', 'execution: failed'],
    ],
    [
      'asks for deployments',
      snapshot([node('d', [], 'deploy')]),
      [created],
      ['d: waiting', 'execution: running', 'execution: waiting'],
    ],
    [
      'skips deployments of a branch that may not, and succeeds',
      snapshot([node('d', [], 'deploy'), node('v', ['d'], 'http')], { deployable: false }),
      [created],
      ['d: skipped', 'v: skipped', 'execution: running', 'execution: succeeded'],
    ],
    [
      'counts a step that ended by itself as cancelled as a failure',
      snapshot([node('a')]),
      [created, on('a', 'start'), on('a', 'cancel')],
      ['a: cancelled', 'execution: failed'],
    ],
    [
      'ends unknown when a runner vanished',
      snapshot(chain),
      [created, on('a', 'start'), on('a', 'lose')],
      ['a: unknown', 'b: skipped', 'c: skipped', 'execution: unknown'],
    ],
    [
      'cancels at once what has not begun',
      snapshot(chain),
      [created, cancel],
      ['execution: cancelling', 'a: cancelled', 'b: cancelled', 'c: cancelled', 'execution: cancelled'],
    ],
    [
      'stops what runs and waits for it',
      snapshot(chain),
      [created, on('a', 'start'), cancel],
      ['execution: cancelling', 'b: cancelled', 'c: cancelled', 'stop a'],
    ],
    [
      'is cancelled when the last step has stopped',
      snapshot(chain),
      [created, on('a', 'start'), cancel, on('a', 'cancel')],
      ['a: cancelled', 'execution: cancelled'],
    ],
    [
      'queues nothing more while cancelling',
      snapshot(chain),
      [created, on('a', 'start'), cancel, on('a', 'succeed')],
      ['a: succeeded', 'execution: cancelled'],
    ],
    [
      'withdraws an approval when cancelled',
      snapshot([node('ok', [], 'approval')]),
      [created, cancel],
      ['execution: cancelling', 'ok: cancelled', 'execution: cancelled'],
    ],
    [
      'awaits a deployment that was asked for',
      snapshot([node('d', [], 'deploy')]),
      [created, cancel],
      ['execution: cancelling'],
    ],
    [
      'leaves a gate to the engine, and goes on after it',
      snapshot([node('g', [], 'gate'), node('a', ['g'])]),
      [created, on('g', 'succeed')],
      ['g: succeeded', 'a: ready', 'execution: running'],
    ],
    [
      'judges gates one after the other',
      snapshot([node('g', [], 'gate'), node('h', ['g'], 'gate')]),
      [created, on('g', 'succeed'), on('h', 'fail')],
      ['h: failed', 'execution: failed'],
    ],
    [
      'refuses to judge a gate before its turn',
      snapshot([node('a'), node('g', ['a'], 'gate')]),
      [created, on('g', 'succeed')],
      ['refused'],
    ],
    [
      'refuses the end of a step that has not begun',
      snapshot([node('a'), node('b', ['a'])]),
      [created, on('b', 'succeed')],
      ['refused'],
    ],
    ['blocks', snapshot([]), [{ type: 'blocked', reason: 'bad file' }], ['execution: blocked']],
    [
      'refuses a second end of a node',
      snapshot([node('a')]),
      [created, on('a', 'start'), on('a', 'succeed'), on('a', 'fail')],
      ['refused'],
    ],
    ['refuses a second cancel', snapshot(chain), [created, on('a', 'start'), cancel, cancel], ['refused']],
    ['refuses an unknown node', snapshot(chain), [created, on('zz', 'start')], ['refused']],
    ...RULED,
  ])('%s', (_what, start, events, expected) => expect(play(start, ...events).did).toEqual(expected));

  it('says why a node was skipped and an execution failed', () => {
    const running = { ...snapshot([node('a', [], 'shell', 'running'), node('b', ['a'])]), status: 'running' as const };
    expect(planEvent(new Run(running), on('a', 'time_out'))).toMatchObject([
      {},
      { key: 'b', message: 'a ran out of time.' },
      { trigger: 'time_out', reason: 'a ran out of time.' },
    ]);
  });
});
