import { z } from 'zod';
import { contestOfEvent, event, EXAMPLE, personOfEvent } from '../event.ts';

export const prizeWon = event({
	summary: 'A prize is offered to whoever won it, once the result is shown or it is passed on.',
	data: z.strictObject({
		contest: contestOfEvent,
		prize: z.string(),
		winner: personOfEvent,
		place: z.int().nullable().describe('The rank, or the order of the draw.'),
	}),
	example: {
		contest: EXAMPLE.contest,
		prize: 'A weekend in Vienna',
		winner: EXAMPLE.mira,
		place: 1,
	},
});
