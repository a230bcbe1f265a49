import { TextDecoder } from 'node:util';
import { CoverageReader } from './coverage.js';
import { JsonReader } from './json-reader.js';
import { JunitReader } from './junit.js';
import { type Report, type ReportFormat, ReportProblem, type ReportReader } from './report.rules.js';
import { readSbom } from './sbom.js';
import { readTrivy } from './trivy.js';

const READERS: Record<ReportFormat, () => ReportReader> = {
  junit: () => new JunitReader(),
  coverage: () => new CoverageReader(),
  trivy: () => new JsonReader(readTrivy),
  sbom: () => new JsonReader(readSbom),
};

export const MAX_REPORT_BYTES = 64 * 1024 * 1024;
const ENCODING = /^<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9._-]{1,40})["']/;

/**
 * Reads a report in pieces, and lets others run between two of them. UTF-8, unless a byte order mark or an XML
 * declaration says otherwise.
 * @throws ReportProblem for what is no such report, or larger than 64 MiB
 */
export async function readReport(format: ReportFormat, content: AsyncIterable<Buffer>): Promise<Report> {
  const reader = READERS[format]();
  let decoder: TextDecoder | undefined;
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > MAX_REPORT_BYTES) throw new ReportProblem(`A report may hold ${MAX_REPORT_BYTES / 1024 / 1024} MiB.`);
    decoder ??= decoderFor(chunk);
    reader.write(decoded(decoder, chunk));
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (decoder) reader.write(decoded(decoder));
  return reader.end();
}

function decoderFor(start: Buffer): TextDecoder {
  const mark = start.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff')
    return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be', { fatal: true });
  const label = ENCODING.exec(start.subarray(0, 200).toString('latin1'))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new ReportProblem(`The encoding ${label} of the report is not known.`);
  }
}

function decoded(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new ReportProblem(`The report is no text in ${decoder.encoding.toUpperCase()}.`);
  }
}
