import { redirect, type RequestEvent } from '@sveltejs/kit';
import { may } from '#lib/domain/people/permissions.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readBadgeDesk } from '#lib/server/badges/desk.ts';
import { limitGiving, switchBadge } from '#lib/server/badges/switch.ts';
import { withdrawBadge } from '#lib/server/badges/give.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event, 'badges.write');
	const { ctx } = event.locals;
	const { timeZone } = await readProgram(ctx);
	const desk = await readBadgeDesk({ ctx, input: {} });
	const mayKeys = may(actor, 'badges.keys');
	return { desk, timeZone, mayKeys, done: event.url.searchParams.get('done') };
};

async function press(
	event: RequestEvent,
	run: (text: (name: string) => string) => Promise<string>,
) {
	requirePerson(event, 'badges.write');
	const form = await event.request.formData();
	let anchor: string;
	try {
		anchor = await run((name) => String(form.get(name) ?? ''));
	} catch (thrown) {
		return refusal(thrown, {});
	}
	redirect(303, `/badges/desk?done=saved${anchor}`);
}

export const actions: Actions = {
	switch: (event) =>
		press(event, async (text) => {
			const badge = text('badge');
			const change =
				text('what') === 'active'
					? { active: text('to') === 'yes' }
					: { managersMay: text('to') === 'yes' };
			await switchBadge({ ctx: event.locals.ctx, input: { badge, ...change } });
			return `#badge-${badge}`;
		}),
	limit: (event) =>
		press(event, async (text) => {
			const managerMonthly = text('managerMonthly') === '' ? -1 : Number(text('managerMonthly'));
			await limitGiving({ ctx: event.locals.ctx, input: { managerMonthly } });
			return '';
		}),
	withdraw: (event) =>
		press(event, async (text) => {
			await withdrawBadge({ ctx: event.locals.ctx, input: { id: text('id') } });
			return '';
		}),
};
