/** A tool with a service of its module, and with a memory: each execution has an instance of its own, so each counts from 1. */
import { IceModule, Tool } from '@ice/plugin';
import { Injectable, Module } from '@nestjs/common';
import { z } from 'zod';

@Injectable()
export class Series {
  readonly prefix = 'A';
}

const output = z.object({ ticket: z.string() });
const examples = [{ input: {}, output: { ticket: 'A-1' } }];

@Tool({ name: 'draw_ticket', description: 'Draws the next ticket.', input: z.object({}), output, examples })
export class DrawTicket {
  private drawn = 0;
  constructor(private readonly series: Series) {}
  run = () => ({ ticket: `${this.series.prefix}-${(this.drawn += 1)}` });
}

const feature = IceModule.forFeature({ name: 'tickets', compatibility: '^0.1.0' });
@Module({ imports: [feature], providers: [Series, DrawTicket] })
export class TicketsPlugin {}
