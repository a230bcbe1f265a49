import type { KeyHolder } from './api-key-text.js';

/** A key as the database has it, without its secret. */
export interface ApiKeyRow {
  id: string;
  /** Of a personal key: the one organization that it is bound to, if it is. */
  org_id: string | null;
  kind: KeyHolder;
  name: string;
  description: string;
  prefix: string;
  /** Counts the secrets of the key, from 1. */
  version: number;
  /** Null for an ingest key, which can do one thing only. */
  scopes: string[] | null;
  user_id: string | null;
  service_account_id: string | null;
  service_id: string | null;
  environment_id: string | null;
  expires_at: Date | null;
  revoked_at: Date | null;
  rotated_at: Date | null;
  last_used_at: Date | null;
  last_used_ip: string | null;
  last_used_agent: string | null;
  created_by_name: string | null;
  created_at: Date;
  /** When the row was read, by the clock that its end is kept by. */
  read_at: Date;
}

/** A secret that was rotated out of a key. */
export interface SupersededRow {
  api_key_id: string;
  version: number;
  prefix: string;
  created_at: Date;
  ends_at: Date;
}

export type NewApiKey = Pick<ApiKeyRow, 'id' | 'org_id' | 'kind' | 'name' | 'description' | 'prefix' | 'expires_at'> &
  Partial<Pick<ApiKeyRow, 'scopes' | 'user_id' | 'service_account_id' | 'service_id' | 'environment_id'>> & {
    secret_hash: Buffer;
    created_by_name: string | null;
  };

export const API_KEY_COLUMNS = `id, org_id, kind, name, description, prefix, version, scopes, user_id,
  service_account_id, service_id, environment_id, expires_at, revoked_at, rotated_at, last_used_at, last_used_ip,
  last_used_agent, created_by_name, created_at`;
