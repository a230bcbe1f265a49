import { type FurnishedPipelines, furnishPipelines } from '../../../services/pipelines/test/furnished-pipelines.js';
import { startWatch, type Watch } from './i4-watch.ts';

export interface WatchedPipelines extends FurnishedPipelines {
  watch: Watch;
}

/** Pipelines with what an organization has, watched from when it is furnished until it is closed. */
export async function watchPipelines(): Promise<WatchedPipelines> {
  const watch = startWatch();
  const furnished = await furnishPipelines();
  watch.begin();
  const close = async (): Promise<void> => {
    await furnished.close();
    watch.end();
  };
  return { ...furnished, watch, close };
}
