/** Whether a run is one of a pull request, as its branch says it; see docs/triggers.md. */
export const isOfPullRequest = (branch: string): boolean => /^refs\/(pull|merge-requests)\//.test(branch);
