/** The query of `GET /executions/{id}/nodes/{path}/io`. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/** The two values of a node run. */
export const nodeIoParts = ['output', 'input'] as const;

/** One of `nodeIoParts`. */
export type NodeIoPart = (typeof nodeIoParts)[number];

/** Which of the two. */
export class NodeIoQueryDto {
  @ApiPropertyOptional({ enum: nodeIoParts, default: 'output', description: 'What it gives, or what it works on.' })
  @IsOptional()
  @IsIn(nodeIoParts)
  readonly part?: NodeIoPart;
}
