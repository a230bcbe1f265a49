/** A command that ships one log line with this key to this installation. Runs as it stands in any POSIX shell. */
export function curlSample(origin: string, secret: string): string {
  return [
    `curl ${origin}/ingest/v1/logs \\`,
    `  -H "Authorization: Bearer ${secret}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '[{"timestamp":"'$(date -u +%FT%TZ)'","level":"info","message":"hello from curl"}]'`,
  ].join('\n');
}
