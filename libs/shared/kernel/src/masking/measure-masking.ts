import { Masker } from './masker.js';

export interface MaskingMeasurement {
  bytes: number;
  seconds: number;
  bytesPerSecond: number;
  /** The share of one core that a stream of 10 MB/s needs. */
  cpuShareAt10MBps: number;
  masks: number;
}

export interface MaskingLoad {
  secrets: readonly string[];
  /** Log text, repeated until `bytes` are reached. */
  text: string;
  bytes: number;
  chunkBytes: number;
}

/** Runs a masking stream over so many bytes and tells how long it took, in CPU time of this process. */
export function measureMasking({ secrets, text, bytes, chunkBytes }: MaskingLoad): MaskingMeasurement {
  const sample = Buffer.from(text.repeat(Math.max(1, Math.ceil(chunkBytes / Math.max(1, text.length)))));
  const stream = new Masker(secrets).stream();
  let done = 0;
  const before = process.cpuUsage();
  while (done < bytes) {
    const chunk = sample.subarray(0, chunkBytes);
    stream.push(chunk);
    done += chunk.length;
  }
  stream.end();
  const { user, system } = process.cpuUsage(before);
  const seconds = Math.max(1, user + system) / 1_000_000;
  const bytesPerSecond = done / seconds;
  return { bytes: done, seconds, bytesPerSecond, cpuShareAt10MBps: 10_000_000 / bytesPerSecond, masks: stream.masks };
}
