import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { PreferencesResponse } from './preferences.dto.js';
import type { DefaultMode, OnboardingStep } from './profile-words.js';

export interface Onboarding {
  step: OnboardingStep;
  completed: boolean;
}

export interface ProfileRow {
  id: string;
  email: string;
  full_name: string;
  company: string | null;
  title: string | null;
  department: string | null;
  phone: string | null;
  time_zone: string;
  default_mode: DefaultMode;
  onboarding: Partial<Onboarding>;
  preferences: Partial<PreferencesResponse>;
  avatar_id: string | null;
}

export type ProfileFields = Pick<
  ProfileRow,
  'company' | 'title' | 'department' | 'phone' | 'time_zone' | 'default_mode' | 'onboarding'
>;

/** Profiles, which begin with the first thing that a person says of themselves. For a SystemTx. */
@Injectable()
export class ProfilesRepository {
  async find(tx: Tx, userId: string): Promise<ProfileRow | undefined> {
    const rows = await tx.query<ProfileRow>(
      `SELECT u.id, u.email, u.full_name, p.company, p.title, p.department, p.phone,
              coalesce(p.time_zone, 'UTC') AS time_zone, coalesce(p.default_mode, 'monitor') AS default_mode,
              coalesce(p.onboarding, '{}') AS onboarding, coalesce(p.preferences, '{}') AS preferences, a.id AS avatar_id
         FROM user_account u LEFT JOIN user_profile p ON p.user_id = u.id LEFT JOIN user_avatar a ON a.user_id = u.id
        WHERE u.id = $1`,
      [userId],
    );
    return rows[0];
  }

  /** Locks the person against another change of their profile until the transaction ends. */
  async lock(tx: Tx, userId: string): Promise<void> {
    await tx.query('INSERT INTO user_profile (user_id) VALUES ($1) ON CONFLICT DO NOTHING', [userId]);
    await tx.query('SELECT user_id FROM user_profile WHERE user_id = $1 FOR UPDATE', [userId]);
  }

  async update(tx: Tx, userId: string, fields: ProfileFields): Promise<void> {
    const { company, title, department, phone, time_zone, default_mode, onboarding } = fields;
    await tx.query(
      `UPDATE user_profile SET company = $2, title = $3, department = $4, phone = $5, time_zone = $6, default_mode = $7,
              onboarding = $8, updated_at = clock_timestamp() WHERE user_id = $1`,
      [userId, company, title, department, phone, time_zone, default_mode, JSON.stringify(onboarding)],
    );
  }

  async putPreferences(tx: Tx, userId: string, preferences: PreferencesResponse): Promise<void> {
    await tx.query(
      `INSERT INTO user_profile (user_id, preferences) VALUES ($1, $2)
       ON CONFLICT (user_id) DO UPDATE SET preferences = $2, updated_at = clock_timestamp()`,
      [userId, JSON.stringify(preferences)],
    );
  }
}
