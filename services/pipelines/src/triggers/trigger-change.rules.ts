/** Whether a trigger goes on, and why it was stopped where nobody switched it off. */
export interface Power {
  isEnabled: boolean;
  pausedReason: string | null;
}

/** As it is with a wish; without one it stays. Switching off what was stopped already leaves the reason. */
export function powerOf({ isEnabled, pausedReason }: Power, wish: boolean | undefined): Power {
  if (wish === undefined) return { isEnabled, pausedReason };
  return { isEnabled: wish, pausedReason: wish ? null : pausedReason };
}

/** Whether a change does nothing but switch off: that can be done in anybody’s name, since nothing runs afterwards. */
export function onlyStops({ basedOn: _seen, enabled, ...chosen }: { basedOn: number; enabled?: boolean }): boolean {
  return enabled === false && Object.values(chosen).every((value) => value === undefined);
}
