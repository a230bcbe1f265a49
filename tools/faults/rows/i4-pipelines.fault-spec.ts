import { document as pipelinesDocument } from '../../../services/pipelines/test/document.js';
import { type FurnishedPipelines, furnishPipelines } from '../../../services/pipelines/test/furnished-pipelines.js';
import { isPlainGit } from './i4-git.ts';
import { judgeInjections } from './i4-judgement.ts';
import { startWatch, type Watch } from './i4-watch.ts';

jest.setTimeout(10 * 60_000);

describe('I4: injected strings', () => {
  let watch: Watch;
  let furnished: FurnishedPipelines;
  beforeAll(async () => {
    watch = startWatch();
    furnished = await furnishPipelines();
  });
  afterAll(async () => {
    await furnished.close();
    watch.end();
  });

  it('are strings to pipelines', async () => {
    await judgeInjections({ furnished, document: pipelinesDocument, watch, isOrdinary: isPlainGit });
  });
});
