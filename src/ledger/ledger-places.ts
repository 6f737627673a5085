import { Injectable } from '@nestjs/common';
import { Places } from '../platform/auth/places.js';
import { ORDINAL } from '../platform/http/path-parameters.js';
import { findBook } from './storage/chart.queries.js';

/** The books that a path may lead to. */
@Injectable()
export class LedgerPlaces {
  constructor(places: Places) {
    places.register(
      'bookNo',
      async (tx, community, bookNo) =>
        ORDINAL.test(bookNo) && (await findBook(tx, community, Number(bookNo))) !== undefined,
    );
  }
}
