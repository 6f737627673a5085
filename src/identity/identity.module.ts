import { Module } from '@nestjs/common';
import { CommunitiesController } from './http/communities.controller.js';
import { SessionsController } from './http/sessions.controller.js';
import { GuessLimiter } from './http/guess-limiter.js';
import { IdentityPlaces } from './identity-places.js';
import { IdentityService } from './identity.service.js';
import { SessionsService } from './sessions.service.js';

/** Communities, people, duties, sessions. */
@Module({
  controllers: [SessionsController, CommunitiesController],
  providers: [IdentityService, SessionsService, IdentityPlaces, GuessLimiter],
  exports: [IdentityService],
})
export class IdentityModule {}
