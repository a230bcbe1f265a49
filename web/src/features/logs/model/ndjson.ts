import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';

/** One JSON object per line, as log tools read them. */
export function toNdjson(entries: readonly LogEntryResponse[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** Lets the browser save lines as a file, named by the time of the newest. */
export function saveNdjson(entries: readonly LogEntryResponse[]): void {
  const url = URL.createObjectURL(new Blob([toNdjson(entries)], { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `logs-${(entries[0]?.at ?? '').slice(0, 19).replaceAll(':', '')}.ndjson`;
  link.click();
  URL.revokeObjectURL(url);
}
