/** A text that was not saved, as this browser keeps it. */
export type KeptDraft = { text: string; revision: string | null; at: string };

export type DraftPlace = { org: string; repositoryId: string; branch: string; path: string };

const PREFIX = 'throughline.pipeline-draft';

export const draftName = ({ org, repositoryId, branch, path }: DraftPlace): string =>
  [PREFIX, org, repositoryId, branch, path].join('\n');

/** What was kept, or undefined: nothing, or something that this version does not understand. */
export function parseDraft(stored: string | null): KeptDraft | undefined {
  try {
    const value = JSON.parse(stored ?? 'null') as unknown;
    return isDraft(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isDraft(value: unknown): value is KeptDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { text, revision, at } = value as Record<string, unknown>;
  return typeof text === 'string' && typeof at === 'string' && (revision === null || typeof revision === 'string');
}
