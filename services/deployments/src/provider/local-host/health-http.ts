const LIMIT_MS = 2_000;

/** The status with which the app on this machine answers; undefined when it does not answer within 2 s. */
export async function healthStatus(
  port: number,
  healthPath: string,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${healthPath}`, {
      redirect: 'manual',
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return undefined;
  }
}
