import type { Tx } from '@throughline/platform';
import { DriveHandover, type OpenLane } from './drive-handover.js';
import type { DrivesRepository } from './drives.repository.js';
import type { LoadedRun } from './execution-rows.js';

const run = (id: string): LoadedRun => ({ execution: { id } }) as LoadedRun;

function laneOf(id: string, held: number, hasRoom = true) {
  const taken: LoadedRun[] = [];
  const leave = jest.fn(() => Promise.resolve());
  const lane: OpenLane = { id, held, hasRoom, take: (runs) => taken.push(...runs), leave };
  return { lane, taken, leave };
}

describe('the handover of what was begun here', () => {
  const want = jest.fn<Promise<void>, [Tx, readonly string[], (string | null)?]>(() => Promise.resolve());
  const hint = jest.fn();
  const after: (() => void)[] = [];
  const tx = { hint, afterCommit: (call: () => void) => void after.push(call) } as unknown as Tx;
  const commit = (): void => after.splice(0).forEach((call) => call());
  let handover: DriveHandover;
  beforeEach(() => {
    jest.clearAllMocks();
    after.length = 0;
    handover = new DriveHandover({ want } as unknown as DrivesRepository);
  });
  const begin = (...ids: string[]): Promise<void> => handover.begin(tx, ids.map(run));

  it('gives it to the lane that holds most and has room, once it is committed', async () => {
    const [idle, busy, full] = [laneOf('idle', 0), laneOf('busy', 7), laneOf('full', 9, false)];
    for (const { lane } of [idle, busy, full]) handover.open(lane);
    await begin('a', 'b');
    expect(want.mock.calls).toEqual([[tx, ['a', 'b'], 'busy']]);
    expect(busy.taken).toEqual([]);
    commit();
    expect(busy.taken).toEqual(['a', 'b'].map(run));
    expect([...idle.taken, ...full.taken]).toEqual([]);
    expect(hint).not.toHaveBeenCalled();
  });

  it.each([
    ['no lane works here', []],
    ['none has room', [laneOf('full', 200, false)]],
  ])('lets anybody claim it where %s', async (_, lanes) => {
    for (const { lane } of lanes) handover.open(lane);
    await begin('a');
    expect(want.mock.calls).toEqual([[tx, ['a']]]);
    expect(hint).toHaveBeenCalledTimes(1);
    expect(after).toEqual([]);
  });

  it('has a lane that was closed meanwhile leave it to others', async () => {
    const closing = laneOf('closing', 0);
    handover.open(closing.lane);
    await begin('a');
    handover.close(closing.lane);
    commit();
    expect(closing.taken).toEqual([]);
    expect(closing.leave).toHaveBeenCalledTimes(1);
  });

  it('asks for nothing where there is nothing to do', async () => {
    handover.open(laneOf('idle', 0).lane);
    await begin();
    expect(want).not.toHaveBeenCalled();
  });
});
