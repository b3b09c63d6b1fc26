import { redirect } from '@sveltejs/kit';
import { isNetworkKey, NETWORK_KEYS } from '#lib/domain/networks/networks.ts';
import { readWordings } from '#lib/domain/sharing/policy-form.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readSharingPolicy, saveSharingPolicy } from '#lib/server/sharing/policy.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'sharing.write');
	return {
		policy: await readSharingPolicy({ ctx: event.locals.ctx, input: {} }),
		done: event.url.searchParams.has('done'),
	};
};

const lines = (text: string) =>
	text
		.split(/\r\n?|\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '');

export const actions: Actions = {
	async default(event) {
		requirePerson(event, 'sharing.write');
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const offered = form.getAll('offered').map(String).filter(isNetworkKey);
		const kept = {
			disclosure: form.get('disclosure') !== null,
			...{ disclosures: text('disclosures'), forbidden: text('forbidden') },
			...{ domains: text('domains'), offered },
		};
		const policy = {
			disclosure: kept.disclosure,
			disclosures: readWordings(kept.disclosures),
			forbidden: [...new Set(lines(kept.forbidden))],
			domains: [...new Set(lines(kept.domains))],
			hidden: NETWORK_KEYS.filter((key) => !offered.includes(key)),
		};
		try {
			const input = { revision: Number(text('revision')), policy };
			await saveSharingPolicy({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, '/sharing?done');
	},
};
