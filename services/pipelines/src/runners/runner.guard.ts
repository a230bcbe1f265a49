import { type CanActivate, type ExecutionContext, createParamDecorator, Injectable } from '@nestjs/common';
import { type KnownRunner, RunnerRegistry } from './runner-registry.js';

interface RunnerRequest {
  headers: Record<string, string | undefined>;
  runner?: KnownRunner;
}

/** The door of the runner protocol: its routes are public to the platform's guard, and this one asks for a runner's token. */
@Injectable()
export class RunnerGuard implements CanActivate {
  constructor(private readonly registry: RunnerRegistry) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RunnerRequest>();
    request.runner = await this.registry.authenticate(request.headers['authorization']);
    return true;
  }
}

/** The runner that the guard has let in. */
export const CurrentRunner = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<RunnerRequest>().runner,
);
