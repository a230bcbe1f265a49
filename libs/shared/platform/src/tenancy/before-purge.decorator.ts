import { SetMetadata } from '@nestjs/common';

export const BEFORE_PURGE = Symbol('BEFORE_PURGE');

/**
 * Marks a method `(orgId: string) => Promise<void>` that removes what an organization has outside the database:
 * folders, processes. It runs before the rows go, so it can still look them up, and again after a crash.
 */
export const BeforePurge = (): MethodDecorator => SetMetadata(BEFORE_PURGE, true);
