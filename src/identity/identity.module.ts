import { Module } from '@nestjs/common';
import { CommunitiesController } from './http/communities.controller.js';
import { PeopleController } from './http/people.controller.js';
import { SessionsController } from './http/sessions.controller.js';
import { GuessLimiter } from './http/guess-limiter.js';
import { IdentityPlaces } from './identity-places.js';
import { IdentityService } from './identity.service.js';
import { PeopleService } from './people.service.js';
import { SessionsService } from './sessions.service.js';

/** Communities, people, duties, sessions. */
@Module({
  controllers: [SessionsController, CommunitiesController, PeopleController],
  providers: [IdentityService, PeopleService, SessionsService, IdentityPlaces, GuessLimiter],
  exports: [IdentityService],
})
export class IdentityModule {}
