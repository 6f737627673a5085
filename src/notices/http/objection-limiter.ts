import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';

const HOUR = 3_600_000;
const PER_HOUR = 10;
const ADDRESSES = 10_000;

/** A few objections an hour from one address: enough for a household, too few for a flood. */
@Injectable()
export class ObjectionLimiter {
  private readonly seen = new Map<string, number[]>();

  constructor(private readonly clock: Clock) {}

  /** @throws DomainError too-many-requests */
  admit(address: string): void {
    const now = this.clock.now().getTime();
    const recent = (this.seen.get(address) ?? []).filter((at) => now - at < HOUR);
    if (recent.length >= PER_HOUR) throw new DomainError('too-many-requests');
    this.seen.delete(address);
    this.seen.set(address, [...recent, now]);
    const [oldest] = this.seen.keys();
    if (this.seen.size > ADDRESSES && oldest !== undefined) this.seen.delete(oldest);
  }
}
