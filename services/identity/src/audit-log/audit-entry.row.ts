/** An entry as the database has it, for the explorer. */
export interface EntryRow {
  id: string;
  /** A bigint comes as text. */
  sequence: string;
  service: string;
  action: string;
  actor_id: string | null;
  actor_name: string | null;
  impersonator_id: string | null;
  impersonator_name: string | null;
  resource_kind: string;
  resource_id: string;
  resource_name: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  ip: string | null;
  user_agent: string | null;
  occurred_at: Date;
}

export const ENTRY_COLUMNS = `id, sequence, service, action, actor_id, actor_name, impersonator_id, impersonator_name,
  resource_kind, resource_id, resource_name, before, after, ip, user_agent, occurred_at`;
