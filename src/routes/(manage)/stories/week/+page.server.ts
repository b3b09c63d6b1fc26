import { redirect } from '@sveltejs/kit';
import { addDays, dayBounds, dayOf } from '#lib/domain/contest/days.ts';
import { instantOf, localOf } from '#lib/domain/contest/local-time.ts';
import { mondayOf } from '#lib/domain/posts/week.ts';
import { Failure } from '#lib/domain/failure.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { listPlanned } from '#lib/server/posts/owned.ts';
import { planStory } from '#lib/server/posts/save.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'posts.write');
	const { ctx } = event.locals;
	const { timeZone } = await readProgram(ctx);
	const today = dayOf(ctx.now, timeZone);
	const monday = mondayOf(event.url.searchParams.get('of') ?? today) ?? mondayOf(today)!;
	const from = dayBounds(monday, timeZone)[0];
	const to = dayBounds(addDays(monday, 7), timeZone)[0];
	const { planned, unplanned } = await listPlanned({ ctx, input: { from, to } });
	const days = Array.from({ length: 7 }, (_, n) => {
		const day = addDays(monday, n);
		return {
			day,
			stories: planned
				.filter(({ publishedAt }) => dayOf(new Date(publishedAt!), timeZone) === day)
				.map((story) => ({
					...story,
					local: localOf(new Date(story.publishedAt!), timeZone).slice(11, 16),
				})),
		};
	});
	return {
		...{ days, unplanned, today, monday, timeZone },
		...{ before: addDays(monday, -7), after: addDays(monday, 7) },
		done: event.url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	/** Gives a story its time, or takes it away (an empty day). The field `story` is its id and version. */
	async plan(event) {
		requirePerson(event, 'posts.write');
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const [id = '', version] = String(form.get('story')).split(' ');
		const [day, time] = [String(form.get('day')), String(form.get('time'))];
		try {
			const { timeZone } = await readProgram(ctx);
			const publishedAt = day === '' ? null : instantOf(`${day}T${time}`, timeZone);
			if (day !== '' && publishedAt === null)
				throw new Failure('invalid', 'No such time.', { reason: 'no_time' });
			await planStory({ ctx, input: { id, version: Number(version), publishedAt } });
		} catch (thrown) {
			return refusal(thrown, { id });
		}
		const of = event.url.searchParams.get('of');
		redirect(303, `?${new URLSearchParams({ ...(of ? { of } : {}), done: 'plan' })}`);
	},
};
