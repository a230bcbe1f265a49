/** Whether the log sticks to its end; if not, how many lines there were when the person scrolled away. */
export type Follow = { isFollowing: true } | { isFollowing: false; seen: number };

export const following: Follow = { isFollowing: true };

/** Follow stops when the person leaves the end and starts again when they come back to it. */
export function afterScroll(follow: Follow, isAtEnd: boolean, lines: number): Follow {
  if (isAtEnd) return following;
  return follow.isFollowing ? { isFollowing: false, seen: lines } : follow;
}

/** How many lines came since the person scrolled away. */
export function newLines(follow: Follow, lines: number): number {
  return follow.isFollowing ? 0 : Math.max(0, lines - follow.seen);
}

const SLACK_PX = 24;

/** Whether the end of a scrolling element is in sight, with a row of slack. */
export function isAtEnd({
  scrollTop,
  scrollHeight,
  clientHeight,
}: Pick<Element, 'scrollTop' | 'scrollHeight' | 'clientHeight'>): boolean {
  return scrollHeight - scrollTop - clientHeight <= SLACK_PX;
}
