import { rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { type AppEnd, startApp } from './app-process.js';
import { postLines } from './ingest-http.js';
import type { LaunchSpec } from './launch-spec.js';
import { parseLine } from './log-line.js';
import { LogShipper } from './log-shipper.js';
import { OutputFile } from './output-file.js';
import { processStat } from './process-stat.js';
import { claimRecord } from './run-record.js';

// The process that stands between a host and an app: leads their process group, ships the app's lines, and ends with
// it. It outlives the service that started it, and uses nothing but Node and the kernel, so that it is small and starts
// at once.

const FLUSH_MS = 2_000;
/** A stop reaches the whole group; an app that is still there after this long had not been told, or needs a nudge. */
const FORWARD_AFTER_MS = 2_000;

const spec = JSON.parse(await text(process.stdin)) as LaunchSpec;
const startTicks = processStat(process.pid)?.startTicks ?? '';
const { deploymentId, serviceSlug, port } = spec;
const record = { pid: process.pid, startTicks, port, deploymentId, serviceSlug, startedAt: new Date().toISOString() };
if (claimRecord(spec.recordFile, record)) process.exitCode = await run(spec);

async function run({ ingest, recordFile, outputFile, ...app }: LaunchSpec): Promise<number> {
  const output = new OutputFile(outputFile);
  const shipper = ingest ? new LogShipper((batch) => postLines(ingest, batch)) : undefined;
  const { child, ended } = startApp({ ingest, recordFile, outputFile, ...app }, (line, stream) => {
    output.add(line);
    shipper?.add(parseLine(line, stream, new Date()));
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => setTimeout(() => child.kill('SIGTERM'), FORWARD_AFTER_MS).unref());
  }
  const end: AppEnd = await ended;
  output.add(`[launcher] the app ${end.text}`);
  rmSync(recordFile, { force: true });
  await shipper?.end(FLUSH_MS);
  return end.exitCode;
}
