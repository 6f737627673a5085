import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';

const MINUTE = 60_000;
/** Wrong passwords for one name from one address within a minute. */
const FOR_A_NAME = 10;
/** Wrong passwords for all names from one address within a minute; an office shares its address. */
const FROM_AN_ADDRESS = 100;
/** Counts that are kept at most; the oldest go first. */
const MOST_COUNTS = 50_000;

interface Count {
  readonly since: number;
  readonly failures: number;
}

/** Slows down guessing; who knows his password is never slowed. */
@Injectable()
export class GuessLimiter {
  private readonly counts = new Map<string, Count>();

  constructor(private readonly clock: Clock) {}

  /** Counts a try before it is made, so that many at once are many. @throws DomainError too-many-requests */
  admit(address: string, username: string): void {
    const keys = [nameKey(address, username), address] as const;
    if (this.failures(keys[0]) >= FOR_A_NAME || this.failures(keys[1]) >= FROM_AN_ADDRESS) {
      throw new DomainError('too-many-requests');
    }
    for (const key of keys) this.count(key, 1);
    for (const key of this.counts.keys()) {
      if (this.counts.size <= MOST_COUNTS) break;
      this.counts.delete(key);
    }
  }

  /** Whether the name is turned away from the address for the first time within the minute; to be asked once. */
  firstTurnedAway(address: string, username: string): boolean {
    const key = nameKey(address, username);
    if (this.failures(key) !== FOR_A_NAME) return false;
    this.count(key, 1);
    return true;
  }

  /** Takes a try back that was right. */
  forgive(address: string, username: string): void {
    this.count(nameKey(address, username), -1);
    this.count(address, -1);
  }

  private count(key: string, change: 1 | -1): void {
    const before = this.failures(key);
    const since = before === 0 ? this.now() : (this.counts.get(key)?.since ?? this.now());
    this.counts.delete(key);
    if (before + change > 0) this.counts.set(key, { since, failures: before + change });
  }

  private failures(key: string): number {
    const count = this.counts.get(key);
    return count === undefined || this.now() - count.since > MINUTE ? 0 : count.failures;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

function nameKey(address: string, username: string): string {
  return `${address} ${username.toLowerCase()}`;
}
