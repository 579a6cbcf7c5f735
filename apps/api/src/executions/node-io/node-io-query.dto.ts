/** The query of `GET /executions/{id}/nodes/{path}/io`. */
import { IsIn, IsOptional } from 'class-validator';
import { ApiPropertyOptional } from '../../docs/api-decorators.js';
import { WholeNumber } from '../../http/validation/whole-number.decorator.js';

/** The two values of a node run. */
export const nodeIoParts = ['output', 'input'] as const;

/** One of `nodeIoParts`. */
export type NodeIoPart = (typeof nodeIoParts)[number];

/** Which of the two, and of what. */
export class NodeIoQueryDto {
  @ApiPropertyOptional({ enum: nodeIoParts, default: 'output', description: 'What it gives, or what it works on.' })
  @IsOptional()
  @IsIn(nodeIoParts)
  readonly part?: NodeIoPart;

  @WholeNumber({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    default: 0,
    description:
      'The sequence of one event of the node run, such as a turn of an agent or the result of one of its calls: then that event’s value. 0 = the node run’s own.',
  })
  readonly sequence?: number;
}
