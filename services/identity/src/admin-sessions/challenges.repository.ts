import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { CHALLENGE_SECONDS } from './relying-party.js';

export type ChallengePurpose = 'registration' | 'step_up';

/** Challenges that wait for their answer: each of one person, for one purpose, for five minutes, for one use. */
@Injectable()
export class ChallengesRepository {
  /** The challenge's id. Clears away those that nobody answered. */
  async keep(tx: Tx, userId: string, purpose: ChallengePurpose, challenge: string): Promise<string> {
    await tx.query('DELETE FROM webauthn_challenge WHERE expires_at < clock_timestamp()');
    const id = newId();
    await tx.query(
      `INSERT INTO webauthn_challenge (id, user_id, purpose, challenge, expires_at)
       VALUES ($1, $2, $3, $4, clock_timestamp() + $5 * interval '1 second')`,
      [id, userId, purpose, challenge, CHALLENGE_SECONDS],
    );
    return id;
  }

  /** Takes the challenge away, for good; undefined when there is none for this person and purpose any more. */
  async take(tx: Tx, id: string, userId: string, purpose: ChallengePurpose): Promise<string | undefined> {
    const rows = await tx.query<{ challenge: string }>(
      `DELETE FROM webauthn_challenge WHERE id = $1 AND user_id = $2 AND purpose = $3
         AND expires_at > clock_timestamp() RETURNING challenge`,
      [id, userId, purpose],
    );
    return rows[0]?.challenge;
  }
}
