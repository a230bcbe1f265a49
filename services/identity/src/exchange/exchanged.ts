import type { InternalTokenClaims } from '@throughline/contracts';

/** What most tokens do not say. */
export const NO_MORE = {
  act: null,
  environment_grants: {},
  session_id: null,
  key_id: null,
  service_id: null,
  environment_id: null,
  read_only: false,
  platform_admin_until: null,
};

export interface Exchanged {
  claims: InternalTokenClaims;
  /** Seconds for which the credential itself will still be good. */
  secondsLeft: number;
}
