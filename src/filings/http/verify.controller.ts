import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { Public } from '../../platform/auth/access.js';
import { Database } from '../../platform/database/database.js';
import { SYSTEM_CONTEXT } from '../../platform/database/request-context.js';
import type { FilingProof } from '../domain/filing-proof.js';
import { ProofService } from '../proof.service.js';
import { VerifyQuery } from './filings.dto.js';
import { askCodePage, unknownCodePage, verifyPage } from './verify.page.js';

@ApiExcludeController()
@Controller('verify')
export class VerifyController {
  constructor(
    private readonly proofs: ProofService,
    private readonly database: Database,
  ) {}

  /** 输入核验码 */
  @Public()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Get()
  ask(@Query() { code }: VerifyQuery, @Res({ passthrough: true }) reply: FastifyReply): string {
    if (code === undefined) return askCodePage().toString();
    void reply.status(303).header('Location', `/verify/${encodeURIComponent(code)}`);
    return '';
  }

  /** 凭核验码核对一份季度报告 */
  @Public()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @Get(':code')
  async page(
    @Param('code') code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    try {
      return verifyPage(await this.proof(code)).toString();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'not-found') throw error;
      void reply.status(404);
      return unknownCodePage().toString();
    }
  }

  private async proof(code: string): Promise<FilingProof> {
    const { id, communityCode } = await this.database.read(SYSTEM_CONTEXT, (tx) =>
      this.proofs.find(tx, code),
    );
    return this.database.read({ ...SYSTEM_CONTEXT, scope: communityCode }, (tx) =>
      this.proofs.prove(tx, communityCode, id),
    );
  }
}
