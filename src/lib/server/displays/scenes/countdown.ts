import { instantOf } from '#lib/domain/contest/local-time.ts';
import { awaited } from '#lib/domain/displays/screen.ts';
import type { Reader } from './reader.ts';

/** To the moment that was set, else to the contest's start or end; left out once it is over. */
export const countdown: Reader<'countdown'> = ({ ctx, zone, screen }, { title, at }) => {
	if (at !== '') {
		const until = instantOf(at, zone);
		return until && until > ctx.now ? { title, until: until.toISOString(), to: 'moment' } : null;
	}
	if (!screen) return null;
	const { contest, board } = screen;
	const until = awaited(contest, board.phase);
	if (!until || until <= ctx.now) return null;
	return {
		title: title || contest.name,
		until: until.toISOString(),
		to: board.phase === 'scheduled' ? 'start' : 'end',
	};
};
