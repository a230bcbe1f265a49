import { layered, type LayeredGraph } from './layered.js';

/** Places one graph after the other, away from the page. */
addEventListener('message', ({ data }: MessageEvent<LayeredGraph>) => postMessage(layered(data)));
