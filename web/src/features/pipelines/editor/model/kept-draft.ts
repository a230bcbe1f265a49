/** A text that was not saved, with what it was made from. */
export type KeptDraft = {
  text: string;
  /** Of the file; null for one that was not there. */
  revision: string | null;
  /** Of the pipeline, where the text it was made from is one. */
  version: number | null;
  /** Of the text that the installation keeps: this one, or the one that it follows. */
  id: string | null;
  at: string;
};

export type DraftPlace = { org: string; repositoryId: string; branch: string; path: string };

const PREFIX = 'throughline.pipeline-draft';

export const draftName = ({ org, repositoryId, branch, path }: DraftPlace): string =>
  [PREFIX, org, repositoryId, branch, path].join('\n');

/** What was kept, or undefined: nothing, or something that this version does not understand. */
export function parseDraft(stored: string | null): KeptDraft | undefined {
  try {
    return draftIn(JSON.parse(stored ?? 'null') as unknown);
  } catch {
    return undefined;
  }
}

function draftIn(value: unknown): KeptDraft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, revision, at, version, id } = value as Record<string, unknown>;
  if (typeof text !== 'string' || typeof at !== 'string') return undefined;
  if (revision !== null && typeof revision !== 'string') return undefined;
  const [known, kept] = [typeof version === 'number' ? version : null, typeof id === 'string' ? id : null];
  return { text, revision, at, version: known, id: kept };
}

/**
 * The one to go on with, of what a browser has kept and what the installation has: what follows the other, else the newer.
 */
export function newerDraft(here: KeptDraft | undefined, there: KeptDraft | undefined): KeptDraft | undefined {
  if (!here || !there) return here ?? there;
  if (here.text === there.text) return there;
  return here.id === there.id || here.at > there.at ? here : there;
}
