import { Injectable } from '@nestjs/common';
import { type Principal, SystemTx, type Tx } from '@throughline/platform';
import { AccountNews } from '../accounts/account-news.js';
import { accountOwner } from '../accounts/account-owner.js';
import { refuse } from '../accounts/accounts.errors.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { personOf } from '../organizations/person-of.js';
import { avatarUrl } from './avatar-url.js';
import type { PreferencesResponse, PutPreferencesRequest } from './preferences.dto.js';
import { changedFields, fieldsAfter } from './profile-change.js';
import type { ProfileResponse, UpdateProfileRequest } from './profile.dto.js';
import { type ProfileRow, ProfilesRepository } from './profiles.repository.js';

const DEFAULT_PREFERENCES: PreferencesResponse = {
  colorScheme: 'auto',
  density: 'comfortable',
  timeDisplay: 'relative',
  startPage: 'overview',
  columns: {},
};

/** What a person says of themselves, and how they like the product. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly profiles: ProfilesRepository,
    private readonly accounts: AccountsRepository,
    private readonly news: AccountNews,
  ) {}

  get(principal: Principal): Promise<ProfileResponse> {
    const userId = personOf(principal);
    return this.systemTx.run(async (tx) => toProfile(await this.demand(tx, userId)));
  }

  /** Changes what is given. A new name goes to whoever keeps a copy of it. */
  update(principal: Principal, request: UpdateProfileRequest): Promise<ProfileResponse> {
    const userId = accountOwner(principal);
    return this.systemTx.run(async (tx) => {
      await this.profiles.lock(tx, userId);
      const before = await this.demand(tx, userId);
      await this.profiles.update(tx, userId, fieldsAfter(before, request));
      if (request.fullName !== undefined) await this.accounts.setName(tx, userId, request.fullName);
      const after = await this.demand(tx, userId);
      const changed = changedFields(before, after);
      if (before.full_name !== after.full_name) await this.news.renamed(tx, userId);
      const change = { action: 'account.profile_changed', kind: 'profile_changed' as const, after: { changed } };
      if (changed.length > 0) await this.news.record(tx, { userId, ...change });
      return toProfile(after);
    });
  }

  preferences(principal: Principal): Promise<PreferencesResponse> {
    const userId = personOf(principal);
    return this.systemTx.run(async (tx) => ({
      ...DEFAULT_PREFERENCES,
      ...(await this.demand(tx, userId)).preferences,
    }));
  }

  /** Replaces them. Nobody's business but the person's: it leaves no audit fact. */
  async putPreferences(principal: Principal, request: PutPreferencesRequest): Promise<PreferencesResponse> {
    const userId = accountOwner(principal);
    const { colorScheme, density, timeDisplay, startPage, columns } = request;
    const preferences = { colorScheme, density, timeDisplay, startPage, columns };
    await this.systemTx.run(async (tx) => {
      await this.demand(tx, userId);
      await this.profiles.putPreferences(tx, userId, preferences);
    });
    return preferences;
  }

  private async demand(tx: Tx, userId: string): Promise<ProfileRow> {
    const row = await this.profiles.find(tx, userId);
    if (!row) throw refuse('person_required');
    return row;
  }
}

function toProfile(row: ProfileRow): ProfileResponse {
  return {
    id: row.id,
    email: row.email,
    fullName: row.full_name,
    company: row.company ?? '',
    title: row.title ?? '',
    department: row.department ?? '',
    phone: row.phone ?? '',
    timeZone: row.time_zone,
    defaultMode: row.default_mode,
    onboardingStep: row.onboarding.step ?? 'welcome',
    onboardingCompleted: row.onboarding.completed ?? false,
    avatarUrl: avatarUrl(row.avatar_id),
  };
}
