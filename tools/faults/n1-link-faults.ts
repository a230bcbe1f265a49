import type { TcpProxy } from '@throughline/testing';

/** What can be wrong with a link; `break` lasts until the proxy is healed. */
export interface LinkFault {
  what: string;
  break(proxy: TcpProxy): void;
}

export const LINK_FAULTS: readonly LinkFault[] = [
  { what: 'cut', break: (proxy) => void (proxy.watch = (_chunk, _direction, link) => link.cut()) },
  { what: 'silent', break: (proxy) => void (proxy.watch = (_chunk, _direction, link) => link.halfOpen()) },
  { what: '2 s of delay', break: (proxy) => void (proxy.fault = { delayMs: 2_000 }) },
  { what: '10 bytes a second', break: (proxy) => void (proxy.fault = { bytesPerSecond: 10 }) },
];

/** From now on the link is sound; what it still holds arrives as late as before. */
export function heal(proxy: TcpProxy): void {
  Object.assign(proxy, { fault: {}, watch: undefined });
}

/** Seconds with one digit, for the figures. */
export const inSeconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
