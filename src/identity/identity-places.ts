import { Injectable } from '@nestjs/common';
import { Places } from '../platform/auth/places.js';
import { findCommunity } from './storage/people.queries.js';

/** The communities that a path may lead to. */
@Injectable()
export class IdentityPlaces {
  constructor(places: Places) {
    places.register(
      'communityCode',
      async (tx, code) => (await findCommunity(tx, code)) !== undefined,
    );
  }
}
