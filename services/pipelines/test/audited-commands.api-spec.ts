import { unauditedCommands } from '@throughline/testing';
import { document } from './document.js';
import { type FurnishedPipelines, furnishPipelines } from './furnished-pipelines.js';

const ALLOWED = {
  validatePipeline: 'it reads a text and changes nothing',
  keepPipelineDraft: 'nobody else ever sees it; a save of it is a commit, which leaves its fact',
  dropPipelineDraft: 'nobody else has ever seen it',
};

jest.setTimeout(120_000);

describe('audit', () => {
  let furnished: FurnishedPipelines;
  beforeAll(async () => {
    furnished = await furnishPipelines();
  });
  afterAll(() => furnished.close());

  it('every command that is done leaves its fact', async () =>
    expect(await unauditedCommands(furnished.service, document, { ...furnished, allowed: ALLOWED })).toEqual([]));
});
