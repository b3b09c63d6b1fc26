import { fail, redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { createOwnBadge, previewOwnBadge, type OwnPreview } from '#lib/server/badges/own.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event, 'badges.write');
};

/** The form as it was filled in, and what the verbs take. */
function read(form: FormData) {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const kept = {
		...{ name: text('name'), description: text('description'), mark: text('mark') },
		...{ how: text('how'), metric: text('metric'), threshold: text('threshold') },
		...{ period: text('period'), audience: text('audience'), audienceName: text('audienceName') },
	};
	const audience =
		kept.audience === 'all'
			? { kind: 'all' as const }
			: { kind: kept.audience as 'team', name: kept.audienceName };
	const condition = {
		metric: kept.metric as 'clicks',
		threshold: kept.threshold === '' ? 0 : Number(kept.threshold),
		period: kept.period as 'ever',
		audience,
	};
	const input = {
		...{ name: kept.name, description: kept.description, mark: kept.mark as 'star' },
		condition: kept.how === 'hand' ? null : condition,
	};
	return { kept, input, sure: form.get('sure') !== null };
}

export const actions: Actions = {
	preview: async (event) => {
		requirePerson(event, 'badges.write');
		const { kept, input } = read(await event.request.formData());
		const nothing = { problem: '', errors: [], waitSeconds: 0, kept };
		if (!input.condition) return { ...nothing, preview: null as OwnPreview | null };
		try {
			const { condition } = input;
			const preview = await previewOwnBadge({ ctx: event.locals.ctx, input: { condition } });
			return { ...nothing, preview: preview as OwnPreview | null };
		} catch (thrown) {
			return refusal(thrown, kept);
		}
	},
	create: async (event) => {
		requirePerson(event, 'badges.write');
		const { kept, input, sure } = read(await event.request.formData());
		if (kept.how !== 'hand' && kept.how !== 'facts')
			return fail(422, { problem: 'invalid', errors: [], waitSeconds: 0, kept });
		try {
			await createOwnBadge({ ctx: event.locals.ctx, input: { ...input, sure } });
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, '/badges/desk?done=made');
	},
};
