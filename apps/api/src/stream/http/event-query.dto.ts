/** The query of `GET /executions/{id}/events`. */
import { WholeNumber } from '../../http/validation/whole-number.decorator.js';

/** Where to begin, and how much; all of it optional. */
export class EventQueryDto {
  @WholeNumber({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    default: 0,
    description: 'The sequence of the last event already seen.',
  })
  readonly after?: number;

  @WholeNumber({ minimum: 1, maximum: 1_000, default: 200, description: 'Events on the page.' })
  readonly limit?: number;
}
