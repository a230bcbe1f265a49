/** A refusal of the API, as its problem+json tells it. */
export class ApiProblem extends Error {
  readonly status: number;
  /** What the API says to people. */
  readonly detail: string;

  constructor(request: string, status: number, detail: string) {
    super(`${detail} (${status} for ${request})`);
    this.status = status;
    this.detail = detail;
  }
}

/** The problem in an answer's body, or a stand-in when the body is none. */
export function asProblem(request: string, status: number, text: string): ApiProblem {
  try {
    const problem = JSON.parse(text) as { detail: string };
    return new ApiProblem(request, status, problem.detail);
  } catch {
    return new ApiProblem(request, status, 'the answer cannot be read');
  }
}
