import { redirect, type Actions } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { changeDisplay, identifyDisplay, reloadDisplay } from '#lib/server/displays/change.ts';
import { endHost, grantHost } from '#lib/server/displays/hosts.ts';

/** What can be done with a paired screen; without a script, too. The verbs check whose it is. */
export const fleetActions = {
	async identify(event) {
		requirePerson(event);
		const id = String((await event.request.formData()).get('id'));
		await identifyDisplay({ ctx: event.locals.ctx, input: { id } });
		redirect(303, `?identified=${id}#screen-${id}`);
	},

	async reload(event) {
		requirePerson(event);
		const id = String((await event.request.formData()).get('id'));
		await reloadDisplay({ ctx: event.locals.ctx, input: { id } });
		redirect(303, `?reloaded=${id}#screen-${id}`);
	},

	async change(event) {
		requirePerson(event);
		const form = await event.request.formData();
		const text = (field: string) => String(form.get(field) ?? '').trim();
		const given = (field: string) => (text(field) === '' ? null : text(field));
		const id = text('id');
		const mode = text('nightMode');
		const night = mode === '' ? null : { from: text('nightFrom'), to: text('nightTo'), mode };
		const hours = {
			...{ from: text('hoursFrom'), to: text('hoursTo') },
			weekdays: form.getAll('weekday').map(Number),
		};
		const plain = { '': null, yes: true, no: false }[text('plain')];
		const settings = { rotate: Number(text('rotate')), night, hours, plain };
		const typed = {
			...{ name: text('name'), office: given('office'), timeZone: given('timeZone') },
			...{ playlist: given('playlist') },
			settings: { ...settings, safeMarginPercent: Number(text('margin')) },
		};
		try {
			// What a form sends is text: the schema judges it.
			const input = { id, revision: Number(text('revision')), ...typed } as never;
			await changeDisplay({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { id, typed });
		}
		redirect(303, `?changed=${id}#screen-${id}`);
	},

	async grantHost(event) {
		requirePerson(event, 'displays.write');
		const form = await event.request.formData();
		const input = { office: String(form.get('office')), person: String(form.get('person')) };
		try {
			await grantHost({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { id: 'hosts', ...input });
		}
		redirect(303, '?#hosts');
	},

	async endHost(event) {
		requirePerson(event, 'displays.write');
		const form = await event.request.formData();
		const input = { office: String(form.get('office')), person: String(form.get('person')) };
		await endHost({ ctx: event.locals.ctx, input });
		redirect(303, '?#hosts');
	},
} satisfies Actions;
