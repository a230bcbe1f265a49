import { eventually, idempotencyViolations } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedPipelines, furnishPipelines } from './furnished-pipelines.js';

jest.setTimeout(240_000);

describe('a request that is sent again with its Idempotency-Key', () => {
  let furnished: FurnishedPipelines;
  beforeAll(async () => {
    furnished = await furnishPipelines();
  });
  afterAll(() => furnished.close());

  it('gets the same answer and changes nothing', async () => {
    const { service, paramsOf } = furnished;
    const prepare = (id: string) => Promise.resolve(paramsOf[id]);
    const settled = () =>
      eventually(async () => {
        for (const work of ['stack_work', 'firing_work', 'receipt_work'])
          expect(await service.db.query(`SELECT 1 FROM pipelines.${work}`)).toEqual([]);
      });
    expect(await idempotencyViolations(service, document, { ...furnished, settled, prepare })).toEqual([]);
  });
});
