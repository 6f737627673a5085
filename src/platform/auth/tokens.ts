import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { DomainError } from '../../kernel/domain-error.js';
import type { Duty } from '../../kernel/role.js';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';

/** What an access token says; it is short-lived, so duties taken away end with it. */
export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly duties: readonly Duty[];
}

/** Lifetime of an access token, in seconds. */
export const ACCESS_SECONDS = 600;

/** Makes and reads access tokens (HS256). */
@Injectable()
export class Tokens {
  private readonly key: Uint8Array;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = new TextEncoder().encode(config.values.jwtSecret);
  }

  async sign(principal: Principal): Promise<string> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ name: principal.name, duties: principal.duties })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(principal.id)
      .setIssuedAt(now)
      .setExpirationTime(now + ACCESS_SECONDS)
      .sign(this.key);
  }

  /** @throws DomainError unauthenticated */
  async verify(token: string): Promise<Principal> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        currentDate: this.clock.now(),
      });
      return {
        id: payload.sub ?? '',
        name: payload['name'] as string,
        duties: payload['duties'] as Duty[],
      };
    } catch {
      throw new DomainError('unauthenticated');
    }
  }
}
