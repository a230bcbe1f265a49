import { Injectable } from '@nestjs/common';
import { type Principal, SystemTx } from '@throughline/platform';
import { randomUUID } from 'node:crypto';
import { AccountNews } from '../accounts/account-news.js';
import { accountOwner } from '../accounts/account-owner.js';
import { avatarUrl } from './avatar-url.js';
import { type AvatarResponse, MAX_AVATAR_BYTES } from './avatar.dto.js';
import { type ImageType, imageTypeOf } from './image-type.js';
import { refuse } from './profile.errors.js';

export interface Picture {
  type: ImageType;
  content: Buffer;
}

const PICTURE = { kind: 'profile_changed' as const, after: { changed: ['picture'] } };

/** People's pictures, each at an address of its own that is as hard to guess as a key. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly news: AccountNews,
  ) {}

  /** Keeps the picture in place of the one before. What it is, its bytes say. */
  async put(principal: Principal, base64: string): Promise<AvatarResponse> {
    const userId = accountOwner(principal);
    const content = Buffer.from(base64, 'base64');
    const type = content.length > MAX_AVATAR_BYTES ? undefined : imageTypeOf(content);
    if (!type) throw refuse('avatar_unusable', undefined, [{ pointer: '/image', message: 'is no such picture' }]);
    const id = randomUUID(); // not a UUIDv7: when it was made would be half of the guess
    await this.systemTx.run(async (tx) => {
      await tx.query(
        `INSERT INTO user_avatar (user_id, id, media_type, content) VALUES ($1, $2, $3, $4)
         ON CONFLICT (user_id) DO UPDATE SET id = $2, media_type = $3, content = $4, created_at = clock_timestamp()`,
        [userId, id, type, content],
      );
      await this.news.record(tx, { userId, action: 'account.picture_changed', ...PICTURE });
    });
    return { avatarUrl: avatarUrl(id) };
  }

  /** Nothing to complain about when there is none. */
  async remove(principal: Principal): Promise<void> {
    const userId = accountOwner(principal);
    await this.systemTx.run(async (tx) => {
      const rows = await tx.query('DELETE FROM user_avatar WHERE user_id = $1 RETURNING id', [userId]);
      if (rows.length > 0) await this.news.record(tx, { userId, action: 'account.picture_removed', ...PICTURE });
    });
  }

  async find(avatarId: string): Promise<Picture> {
    const rows = await this.systemTx.run((tx) =>
      tx.query<{ media_type: ImageType; content: Buffer }>(
        'SELECT media_type, content FROM user_avatar WHERE id = $1',
        [avatarId],
      ),
    );
    const row = rows[0];
    if (!row) throw refuse('not_found');
    return { type: row.media_type, content: row.content };
  }
}
