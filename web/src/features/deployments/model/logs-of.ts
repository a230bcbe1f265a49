/** The search of the log page that shows the lines of one deployment only. */
export function logsOf(
  deploymentId: string,
): (before: { project?: string }) => { project?: string; deploymentId: string } {
  return ({ project }) => ({ ...(project ? { project } : {}), deploymentId });
}
