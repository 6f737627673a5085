import { Module } from '@nestjs/common';
import { CommunitiesController } from './http/communities.controller.js';
import { PeopleController } from './http/people.controller.js';
import { SessionsController } from './http/sessions.controller.js';
import { GuessLimiter } from './http/guess-limiter.js';
import { IdentityPlaces } from './identity-places.js';
import { IdentityService } from './identity.service.js';
import { PeopleService } from './people.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInsController } from './http/sign-ins.controller.js';
import { SignInsService } from './sign-ins.service.js';

/** Communities, people, duties, sessions. */
@Module({
  controllers: [SessionsController, CommunitiesController, PeopleController, SignInsController],
  providers: [
    IdentityService,
    PeopleService,
    SessionsService,
    SignInsService,
    IdentityPlaces,
    GuessLimiter,
  ],
  exports: [IdentityService],
})
export class IdentityModule {}
