/** The first day of the calendar month (UTC) in which a moment lies, as `YYYY-MM-DD`. */
export function monthOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 7)}-01`;
}
