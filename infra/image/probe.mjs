// Health of the container it runs in: `node probe.mjs <thing>…`, exit 0 when every thing is well. A URL has to answer
// 200, a folder has to take files: a runner listens to nobody, and is alive while its work folder can be written.
import { access, constants } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const LIMIT_MS = 4_000;

/**
 * Rejects, saying why, unless every URL answers 200 in time and every folder can be written to.
 * @param {string[]} things
 */
export async function probe(things) {
  if (things.length === 0) throw new Error('name a URL or a folder');
  await Promise.all(things.map((thing) => (/^https?:/.test(thing) ? answers(thing) : access(thing, constants.W_OK))));
}

/** @param {string} url */
async function answers(url) {
  // eslint-disable-next-line throughline/no-raw-http -- a program of the image that asks its own installation, with a limit
  const { status } = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), redirect: 'error' });
  if (status !== 200) throw new Error(`${url} answered ${status}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  probe(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
