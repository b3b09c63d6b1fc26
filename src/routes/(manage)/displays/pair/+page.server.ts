import { redirect, type RequestEvent } from '@sveltejs/kit';
import { shownCode, readCode } from '#lib/domain/displays/pairing-code.ts';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { listHostedOffices } from '#lib/server/displays/hosts.ts';
import { approvePairing, refusePairing } from '#lib/server/displays/pair-decide.ts';
import { readPairing } from '#lib/server/displays/pair-find.ts';
import { listPlaylists } from '#lib/server/displays/playlists.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is asking with a code; or why nothing is to be seen, and for how long. */
async function asking({ locals: { ctx } }: Pick<RequestEvent, 'locals'>, code: string) {
	try {
		return { pairing: await readPairing({ ctx, input: { code } }), refused: null };
	} catch (thrown) {
		if (!(thrown instanceof Failure) || !['not_found', 'too_many'].includes(thrown.code))
			throw thrown;
		const waitSeconds = thrown.retryAfterSeconds ?? 0;
		return { pairing: null, refused: { code: thrown.code, waitSeconds } };
	}
}

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event);
	const { ctx } = event.locals;
	const typed = event.url.searchParams.get('code')?.trim() ?? '';
	const code = readCode(typed);
	// Asked one after the other: who looks after no screens learns nothing of a code.
	const offices = await listHostedOffices({ ctx, input: {} });
	return {
		typed: code ? shownCode(code) : typed,
		...(typed === '' ? { pairing: null, refused: null } : await asking(event, typed)),
		offices,
		playlists: await listPlaylists({ ctx, input: {} }),
		timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')],
		owner: may(actor, 'displays.write'),
		refusedScreen: event.url.searchParams.has('refused'),
	};
};

export const actions: Actions = {
	async approve(event) {
		requirePerson(event);
		const form = await event.request.formData();
		const text = (field: string) => String(form.get(field) ?? '').trim();
		const given = (field: string) => (text(field) === '' ? undefined : text(field));
		const kept = { name: text('name'), office: text('office'), timeZone: text('timeZone') };
		let id: string;
		try {
			const input = {
				...{ code: text('code'), name: kept.name, office: given('office') },
				...{ timeZone: given('timeZone'), playlist: given('playlist') },
			};
			({ id } = await approvePairing({ ctx: event.locals.ctx, input }));
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, `/displays?paired=${id}#screen-${id}`);
	},

	async refuse(event) {
		requirePerson(event);
		const form = await event.request.formData();
		try {
			const input = { code: String(form.get('code') ?? '') };
			await refusePairing({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { name: '', office: '', timeZone: '' });
		}
		redirect(303, '/displays/pair?refused');
	},
};
