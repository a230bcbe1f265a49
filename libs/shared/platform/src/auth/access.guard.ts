import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { AppError } from '@throughline/kernel';
import { currentContext } from '../context/request-context.js';
import { annotateSpan } from '../tracing/spans.js';
import { type Access, ACCESS, type Exemption, EXEMPTIONS, NEVER_IMPERSONATED } from './access.decorators.js';
import { authorize } from './authorize.js';
import { actorOf, type Principal } from './principal.js';

const READS = ['GET', 'HEAD', 'OPTIONS'];

interface GuardedRequest {
  method: string;
  user?: Principal;
  params?: Record<string, string>;
}

/**
 * The one guard of every route, deny by default: authenticate → member of the organization in the path →
 * permission (and, behind an impersonation, not on its deny-list) → the organization may be changed. A route that declares
 * nothing is refused to everybody.
 */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.read<Access>(ACCESS, context);
    if (access?.kind === 'public') return true;
    if (!access) throw new AppError('route_closed', 'forbidden', 'This route declares no permission.');
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    if (!request.user) throw unauthenticated();
    authorize(request.user, {
      access,
      isWrite: !READS.includes(request.method),
      org: request.params?.['org'],
      exemptions: this.read<Exemption[]>(EXEMPTIONS, context) ?? [],
      neverImpersonated: this.read<boolean>(NEVER_IMPERSONATED, context) ?? false,
      now: Date.now() / 1_000,
    });
    const current = currentContext();
    if (current) current.actor = actorOf(request.user);
    if (request.user.orgId) annotateSpan({ 'throughline.org.id': request.user.orgId });
    return true;
  }

  private read<T>(key: symbol, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error || !user) throw unauthenticated();
    return user;
  }
}

function unauthenticated(): AppError {
  return new AppError('unauthenticated', 'unauthenticated', 'Sign in, or send a valid access token or API key.');
}
