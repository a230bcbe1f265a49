/** The lines of one service in one environment. */
export interface LogStream {
  orgId: string;
  serviceId: string;
  environmentId: string;
}

/** One text for a stream, for maps and for the lock that orders its lines and its deployments. */
export function streamKey({ orgId, serviceId, environmentId }: LogStream): string {
  return `${orgId}/${serviceId}/${environmentId}`;
}

/** The streams that lines belong to, each once, by key. */
export function streamsOf(entries: readonly LogStream[]): Map<string, LogStream> {
  const streams = new Map<string, LogStream>();
  for (const entry of entries) {
    const { orgId, serviceId, environmentId } = entry;
    streams.set(streamKey(entry), { orgId, serviceId, environmentId });
  }
  return streams;
}
