/** The time zones that this browser knows, `UTC` first, and the person's own even if the browser does not know it. */
export function timeZones(own: string): string[] {
  return [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])];
}
