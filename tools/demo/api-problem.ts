/** A refusal of the API, as its problem+json tells it. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** The problem in an answer's body, or a stand-in when the body is none. */
export function asProblem(status: number, text: string): ApiProblem {
  try {
    const problem = JSON.parse(text) as { code: string; detail: string };
    return new ApiProblem(status, problem.code, `${problem.detail} (${status} ${problem.code})`);
  } catch {
    return new ApiProblem(status, 'unreadable', `the gateway answered ${status}`);
  }
}
