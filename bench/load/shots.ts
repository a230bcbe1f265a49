import type { Shot } from './connection.ts';
import type { Job } from './job.ts';
import { payload, receipt } from './payload.ts';

/** Makes the requests of a job, as bytes; those of a GET once for each credential. */
export function shotsOf(job: Job): (startedAt: number) => Shot {
  const body = payload(job.bytes);
  const bearers = job.bearers.length > 0 ? job.bearers : [null];
  const heads = bearers.map((bearer) => headOf(job, bearer));
  let count = 0;
  if (job.method === 'GET') {
    const requests = heads.map((head) => [Buffer.from(`${head}\r\n`)]);
    return (startedAt) => {
      const bytes = requests[count++ % requests.length] ?? [];
      return { bytes, expected: body, startedAt, id: undefined };
    };
  }
  return (startedAt) => {
    const id = job.firstId + count;
    const head = `${heads[count++ % heads.length] ?? ''}x-bench-id: ${id}\r\n`;
    const announced = `${head}content-type: application/octet-stream\r\ncontent-length: ${body.length}\r\n\r\n`;
    return {
      bytes: [Buffer.from(announced), body],
      expected: Buffer.from(receipt(String(id), body.length)),
      startedAt,
      id,
    };
  };
}

/** What any client sends, without the end of the head. */
function headOf({ method, path, port }: Job, bearer: string | null): string {
  const authorization = bearer === null ? '' : `authorization: Bearer ${bearer}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: */*\r\nuser-agent: bench\r\n${authorization}`;
}
