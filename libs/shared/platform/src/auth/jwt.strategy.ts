import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { Principal } from './principal.js';
import { TokenVerifier } from './token-verifier.js';

type Done = (error: Error | null, payload?: unknown) => void;

// passport-jwt verifies with jsonwebtoken, which does not know EdDSA; it lets the verifier be replaced, and the
// "key" that its key provider hands over is ours to choose: the verifier itself.
(Strategy as unknown as { JwtVerifier: unknown }).JwtVerifier = (
  token: string,
  verifier: unknown,
  _options: unknown,
  done: Done,
) => {
  (verifier as unknown as TokenVerifier).verify(token).then(
    (principal) => done(null, principal),
    () => done(new Error('the token is not valid')),
  );
};

/** passport's `jwt` strategy on our verifier. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(verifier: TokenVerifier) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (_request: unknown, _token: unknown, done: (error: unknown, key: string) => void) =>
        done(null, verifier as unknown as string),
    });
  }

  validate(principal: Principal): Principal {
    return principal;
  }
}
