import type { ApiKeyRow } from './api-key.row.js';
import type { KeySecretResponse } from './key-facts.dto.js';

/** The one answer that holds a key's text. */
export function keySecret({ row, secret }: { row: ApiKeyRow; secret: string }): KeySecretResponse {
  const { id, name, prefix, created_at, rotated_at } = row;
  return { id, name, prefix, secret, createdAt: (rotated_at ?? created_at).toISOString() };
}
