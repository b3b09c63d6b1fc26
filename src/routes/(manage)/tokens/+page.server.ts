import { redirect } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { createToken } from '#lib/server/api/create-token.ts';
import { listTokens } from '#lib/server/api/queries.ts';
import { revokeToken } from '#lib/server/api/revoke-token.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

const DAY_MS = 86_400_000;
/** So long before its end a token is spoken of: time to put a new one in its place. */
const SOON_DAYS = 14;

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'tokens.write');
	const { ctx } = event.locals;
	const [tokens, { timeZone }] = await Promise.all([
		listTokens({ ctx, input: {} }),
		readProgram(ctx),
	]);
	const soon = ctx.now.getTime() + SOON_DAYS * DAY_MS;
	const endsSoon = ({ state, expiresAt }: (typeof tokens)[number]) =>
		state === 'active' && expiresAt !== null && Date.parse(expiresAt) <= soon;
	return {
		tokens,
		timeZone,
		endingSoon: tokens.filter(endsSoon).map(({ name }) => name),
		/** What a link of the page asks for, so that it works without a script. */
		revoking: event.url.searchParams.get('revoke'),
	};
};

export const actions: Actions = {
	/** The token is in the answer to the form and nowhere else: no address leads to it again. */
	async create(event) {
		requirePerson(event, 'tokens.write');
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const days = Number(form.get('days'));
		const kept = {
			name: String(form.get('name') ?? '').trim(),
			scopes: form.getAll('scopes').map(String),
			days: [30, 90, 365].includes(days) ? days : 0,
		};
		const ends = new Date(ctx.now.getTime() + kept.days * DAY_MS).toISOString();
		const { name, scopes } = kept;
		const input = { name, scopes, ...(kept.days > 0 ? { expiresAt: ends } : {}) };
		try {
			const { token } = await createToken({ ctx, input: input as never });
			return { token };
		} catch (thrown) {
			return refusal(thrown, kept);
		}
	},

	async revoke(event) {
		requirePerson(event, 'tokens.write');
		const form = await event.request.formData();
		const input = { id: String(form.get('id')) };
		await revokeToken({ ctx: event.locals.ctx, input }).catch((thrown: unknown) => {
			if (!(thrown instanceof Failure) || thrown.code === 'unavailable') throw thrown;
		});
		redirect(303, '/tokens');
	},
};
