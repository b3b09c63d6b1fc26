import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { changeConversionKind } from '#lib/server/conversions/change-kind.ts';
import {
	listConversionKinds,
	listConversions,
	listSightings,
	readConversionSettings,
} from '#lib/server/conversions/queries.ts';
import { SCRIPTS } from '#lib/server/conversions/script.ts';
import { publicOrigin } from '#lib/server/origin.ts';
import { changeConversionSettings } from '#lib/server/programs/change-conversions.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'conversions.read');
	event.depends('conversions:seen');
	const { ctx } = event.locals;
	const [settings, kinds, sightings, recent, { timeZone }] = await Promise.all([
		readConversionSettings({ ctx, input: {} }),
		listConversionKinds({ ctx, input: {} }),
		listSightings({ ctx, input: {} }),
		listConversions({ ctx, input: {} }),
		readProgram(ctx),
	]);
	const { version, integrity } = SCRIPTS[settings.click];
	return {
		...{ settings, kinds, sightings, recent, timeZone },
		script: { origin: publicOrigin(), version, integrity },
		now: ctx.now.toISOString(),
		done: event.url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	async settings(event) {
		requirePerson(event, 'conversions.write');
		const form = await event.request.formData();
		const text = (field: string) => String(form.get(field) ?? '').trim();
		const kept = { form: 'settings', ...{ days: text('days'), click: text('click') } };
		const lines = text('origins').split(/\s+/).filter(Boolean);
		const input = { days: Number(kept.days), click: kept.click as 'last', origins: lines };
		try {
			await changeConversionSettings({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { ...kept, origins: lines.join('\n') } as Record<string, string>);
		}
		redirect(303, '/conversions?done=settings');
	},

	async kind(event) {
		requirePerson(event, 'conversions.write');
		const form = await event.request.formData();
		const text = (field: string) => String(form.get(field) ?? '').trim();
		const kept = Object.fromEntries(
			['form', 'kind', 'name', 'value', 'currency', 'expectsValue', 'active'].map((field) => [
				field,
				text(field),
			]),
		);
		const money = text('value') === '' ? null : text('value').replace(',', '.');
		const input = {
			...{ kind: text('kind'), name: text('name'), value: money },
			currency: money === null ? null : text('currency').toUpperCase(),
			expectsValue: form.has('expectsValue'),
			active: form.has('active'),
		};
		try {
			await changeConversionKind({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, '/conversions?done=kind#kinds');
	},
};
