import type { Answer, Job, TestRunner } from './test-runner.js';

/** What steps leave in their workspaces, by the runner that a test has. */
export class TestFiles {
  constructor(
    private readonly url: string,
    private readonly runner: TestRunner,
  ) {}

  async keep(job: Job, content: string, leftOut = 0): Promise<Answer> {
    const query = new URLSearchParams({ fence: String(job.fence), leftOut: String(leftOut) });
    const response = await fetch(`${this.url}/runner/v1/jobs/${job.jobId}/files?${query.toString()}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.runner.token}`, 'content-type': 'application/octet-stream' },
      body: content,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** The content, or the code of the problem. */
  async read(job: Job, id: string): Promise<string> {
    const response = await fetch(`${this.url}/runner/v1/jobs/${job.jobId}/files/${id}?fence=${job.fence}`, {
      headers: { authorization: `Bearer ${this.runner.token}` },
    });
    const text = await response.text();
    return response.ok ? text : String((JSON.parse(text) as { code: unknown }).code);
  }
}
