import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** What a repository of the project is, and what its files say it is written with, as of a commit. */
export const pipelinesStackDetectedV1 = defineEvent({
  type: 'pipelines.stack-detected',
  version: 1,
  data: z.object({
    projectId: z.uuid(),
    repositoryId: z.uuid(),
    /** Null where the repository has no commit yet, or is gone. */
    commitSha: z.string().nullable(),
    /** Null: the repository has been disconnected. */
    repository: z
      .object({
        provider: z.string(),
        /** Without credentials. */
        url: z.string(),
        owner: z.string().nullable(),
        name: z.string(),
        defaultBranch: z.string(),
        /** Whether reading it needs a credential. */
        isPrivate: z.boolean(),
      })
      .nullable(),
    language: z.string().nullable(),
    framework: z.string().nullable(),
    buildTool: z.string().nullable(),
    /** From 0 to 1. */
    confidence: z.number().min(0).max(1),
  }),
  example: {
    projectId: exampleId,
    repositoryId: exampleId,
    commitSha: '9f3c1a2b4d5e6f708192a3b4c5d6e7f809182736',
    repository: {
      provider: 'github',
      url: 'https://github.com/acme/shop.git',
      owner: 'acme',
      name: 'shop',
      defaultBranch: 'main',
      isPrivate: true,
    },
    language: 'TypeScript',
    framework: 'Next.js',
    buildTool: 'npm',
    confidence: 0.9,
  },
});
