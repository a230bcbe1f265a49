import { z } from 'zod';

/** A commit as it travels with everything that was made from it. */
export const commitShape = z.object({
  sha: z.string(),
  branch: z.string(),
  message: z.string(),
  authorName: z.string(),
  authorEmail: z.string(),
  authoredAt: z.iso.datetime(),
});
export type Commit = z.infer<typeof commitShape>;

/** Who caused something: a member, or a program or the product itself (`userId` null); and who stood behind them. */
export const actorShape = z.object({
  userId: z.uuid().nullable(),
  name: z.string(),
  /** The platform admin behind an impersonation. */
  impersonator: z.object({ userId: z.uuid(), name: z.string() }).optional(),
});
export type Actor = z.infer<typeof actorShape>;

export const exampleCommit: Commit = {
  sha: '9f3c1a2b4d5e6f708192a3b4c5d6e7f809182736',
  branch: 'main',
  message: 'fix: greet by name',
  authorName: 'Ada Lovelace',
  authorEmail: 'ada@example.org',
  authoredAt: '2026-11-20T10:00:00Z',
};
export const exampleId = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11';
export const exampleActor: Actor = { userId: exampleId, name: 'Ada Lovelace' };
