export interface Job {
  jobId: string;
  fence: number;
  executionId: string;
  nodeKey: string;
  kind: string;
  spec: Record<string, unknown>;
  restore?: { id: string; nodeKey: string; executionNumber: number; digest: string }[];
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A runner that does what a test tells it: the protocol and nothing else. */
export class TestRunner {
  private constructor(
    private readonly url: string,
    readonly token: string,
    readonly id: string,
  ) {}

  static async register(url: string, registrationToken: string, name: string, labels = ['linux']): Promise<TestRunner> {
    const answer = await post(`${url}/runner/v1/register`, { registrationToken, name, labels });
    return new TestRunner(url, String(answer.body['runnerToken']), String(answer.body['runnerId']));
  }

  /** What a runner says of itself when it starts. */
  announce(labels: string[], capabilities: string[] = []): Promise<Answer> {
    const body = { labels, capabilities, version: '1.2.3', executor: 'process' };
    return post(`${this.url}/runner/v1/announce`, body, { authorization: `Bearer ${this.token}` });
  }

  async acquire(waitMs = 5_000): Promise<Job | undefined> {
    const answer = await this.call('/acquire', { waitMs });
    return answer.status === 200 ? (answer.body as unknown as Job) : undefined;
  }

  /** The same request as often as it is made. */
  request(requestId: string, isRepeated = false): Promise<Answer> {
    return this.call(`/acquire?requestId=${requestId}&isRepeated=${isRepeated}`, { waitMs: 5_000 });
  }

  /** The next job, which has to be there. */
  async next(): Promise<Job> {
    const job = await this.acquire();
    if (!job) throw new Error('no job came');
    return job;
  }

  /** Of these workspaces those that nobody needs any more. */
  async over(keys: string[]): Promise<unknown> {
    const answer = await post(
      `${this.url}/runner/v1/workspaces/over`,
      { keys },
      { authorization: `Bearer ${this.token}` },
    );
    return answer.status === 200 ? answer.body['over'] : answer.status;
  }

  call(path: string, body: object): Promise<Answer> {
    return post(`${this.url}/runner/v1/jobs${path}`, body, { authorization: `Bearer ${this.token}` });
  }

  log(job: Job, offset: number, texts: string[], stream = 'stdout'): Promise<Answer> {
    const lines = texts.map((text) => ({ at: '2026-11-20T10:00:00.000Z', stream, text }));
    return this.call(`/${job.jobId}/log`, { fence: job.fence, offset, lines });
  }

  complete(job: Job, outcome = 'succeeded', more: object = {}): Promise<Answer> {
    return this.call(`/${job.jobId}/complete`, {
      fence: job.fence,
      outcome,
      exitCode: outcome === 'succeeded' ? 0 : 1,
      message: null,
      outputs: {},
      ...more,
    });
  }

  async upload(job: Job, name: string, content: string): Promise<Answer> {
    const query = new URLSearchParams({ fence: String(job.fence), name, fileName: `${name}.tgz` });
    const response = await fetch(`${this.url}/runner/v1/jobs/${job.jobId}/artifacts?${query.toString()}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/octet-stream' },
      body: content,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
}

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}
