import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError } from '../../kernel/domain-error.js';
import { PROBLEMS, type ProblemCode } from '../../kernel/problems.js';
import { Public } from '../auth/access.js';

/** The page behind the `type` of a problem document. */
@ApiExcludeController()
@Controller('problems')
export class ProblemsController {
  @Public()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Get(':code')
  page(@Param('code') code: string): string {
    if (!Object.hasOwn(PROBLEMS, code)) throw new DomainError('not-found');
    const { status, title, detail } = PROBLEMS[code as ProblemCode];
    return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title.zh}</title></head>
<body><main><h1>${title.zh}</h1><p>${detail.zh}</p>
<section lang="en"><h2>${title.en}</h2><p>${detail.en}</p></section>
<p><code>${code}</code> · HTTP ${status}</p></main></body>
</html>
`;
  }
}
