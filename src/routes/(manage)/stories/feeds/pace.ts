import { EVERY } from '#lib/domain/feeds/schedule.ts';
import { m } from '#lib/paraglide/messages.js';

/** How often a feed may be read, to choose from. */
export const paceOptions = (): { value: string; label: string }[] =>
	EVERY.map((minutes) => ({
		value: String(minutes),
		label:
			minutes < 60
				? m.stories_every_minutes({ count: minutes })
				: m.stories_every_hours({ count: minutes / 60 }),
	}));
