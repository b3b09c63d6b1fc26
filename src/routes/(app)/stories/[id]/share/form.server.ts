import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { NetworkKey } from '#lib/domain/networks/networks.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';

/** The texts of the form, each with its network, as typed: a lone line feed ends a line, however the browser sent it. */
export function textsOf(form: FormData): { network: NetworkKey; text: string }[] {
	const texts = form.getAll('text').map((text) => String(text).replace(/\r\n?/g, '\n'));
	return form.getAll('network').map((network, i) => ({
		network: String(network) as NetworkKey,
		text: texts[i] ?? '',
	}));
}

/** One press that ends where it began, saying `done`; a refusal keeps what was typed. */
export async function press(
	event: RequestEvent,
	done: string,
	run: (form: FormData) => Promise<unknown>,
) {
	requirePerson(event);
	const form = await event.request.formData();
	try {
		await run(form);
	} catch (thrown) {
		return refusal(thrown, { texts: textsOf(form) });
	}
	const back = new URLSearchParams({ done });
	for (const name of ['to', 'lang']) {
		const value = event.url.searchParams.get(name);
		if (value !== null) back.set(name, value);
	}
	redirect(303, `${event.url.pathname}?${back}`);
}
