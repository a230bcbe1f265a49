/** What is known about a promotion of a service at the moment at which it is asked for. */
export interface PromotionFacts {
  from: { name: string; position: number };
  to: { name: string; position: number; hosts: number };
  /** What is live in `from`; null when nothing is. */
  release: { id: string; version: string } | null;
  /** What is live in `to`, and whether its configuration is the newest one. */
  current: { releaseId: string; isConfigNewest: boolean } | null;
  /** Whether the release was rolled back in `to` since it last stood there. */
  wasRolledBack: boolean;
  /** The open incidents of the service in either environment, in words. */
  holds: readonly string[];
  isBusy: boolean;
}

export type BlockerCode =
  | 'wrong_way'
  | 'nothing_live'
  | 'line_stopped'
  | 'release_rolled_back'
  | 'nothing_to_promote'
  | 'target_without_host'
  | 'slot_busy';

export interface Blocker {
  code: BlockerCode;
  /** A whole sentence. */
  text: string;
}

/** Everything that stands in the way, worst first. Empty: the promotion may go. */
export function promotionBlockers(facts: PromotionFacts): Blocker[] {
  return [...pathBlockers(facts), ...releaseBlockers(facts), ...targetBlockers(facts)];
}

function pathBlockers({ from, to, holds }: PromotionFacts): Blocker[] {
  const wrongWay = from.position >= to.position;
  return [
    ...(wrongWay
      ? [blocker('wrong_way', `${to.name} does not come after ${from.name} on the way to production.`)]
      : []),
    ...holds.map((reason) => blocker('line_stopped', `The line is stopped: ${reason}.`)),
  ];
}

function releaseBlockers({ from, to, release, current, wasRolledBack }: PromotionFacts): Blocker[] {
  if (!release) return [blocker('nothing_live', `Nothing is live in ${from.name}.`)];
  if (current?.releaseId === release.id && current.isConfigNewest) {
    return [blocker('nothing_to_promote', `${to.name} runs ${release.version} with the newest configuration already.`)];
  }
  return wasRolledBack ? [blocker('release_rolled_back', `${release.version} was rolled back in ${to.name}.`)] : [];
}

function targetBlockers({ to, isBusy }: PromotionFacts): Blocker[] {
  return [
    ...(to.hosts === 0 ? [blocker('target_without_host', `${to.name} has no host.`)] : []),
    ...(isBusy ? [blocker('slot_busy', `Another deployment to ${to.name} is under way.`)] : []),
  ];
}

const blocker = (code: BlockerCode, text: string): Blocker => ({ code, text });
