const DAY_MS = 86_400_000;
/** So long at least an organization can take its deletion back. */
export const NOTICE_DAYS = 7;
const FARTHEST_DAYS = 365;
/** A date that was right when it was typed is not refused for the seconds that it was on its way. */
const ON_THE_WAY_MS = 60_000;

/** When an organization is deleted: the date asked for, or after the notice; `too_soon`, `too_far` for other dates. */
export function deletionDate(asked: Date | undefined, now: Date): Date | 'too_soon' | 'too_far' {
  const earliest = now.getTime() + NOTICE_DAYS * DAY_MS;
  if (asked === undefined) return new Date(earliest);
  if (asked.getTime() < earliest - ON_THE_WAY_MS) return 'too_soon';
  return asked.getTime() > now.getTime() + FARTHEST_DAYS * DAY_MS ? 'too_far' : asked;
}
