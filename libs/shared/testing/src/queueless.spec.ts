import { refuseHiddenJobs } from './queueless.js';

type Query = Parameters<typeof refuseHiddenJobs>[0]['query'];

describe('a spec that the lane with Redis leaves out', () => {
  const lane = globalThis as { QUEUELESS?: readonly string[]; SEND_ONLY?: readonly string[] };
  afterEach(() => {
    delete lane.QUEUELESS;
    delete lane.SEND_ONLY;
  });

  const ending = (list: readonly string[] | undefined, hadJobs: boolean): Promise<void> => {
    if (list) lane.QUEUELESS = list;
    const query: Query = () => Promise.resolve([{ are_hidden: hadJobs }] as never);
    return refuseHiddenJobs({ query });
  };
  const listed = ['/queueless\\.spec\\.ts$'];

  it('may not use a queue', () => expect(ending(listed, true)).rejects.toThrow('queueless.spec.ts uses a queue'));
  it('may use none', () => expect(ending(listed, false)).resolves.toBeUndefined());
  it('may send and not take', async () => {
    lane.SEND_ONLY = listed;
    await expect(ending(undefined, true)).rejects.toThrow('takes jobs from a queue');
    await expect(ending(undefined, false)).resolves.toBeUndefined();
  });
  it('is one of the list', () => expect(ending(['/other\\.spec\\.ts$'], true)).resolves.toBeUndefined());
  it('is so in one lane only', () => expect(ending(undefined, true)).resolves.toBeUndefined());
});
