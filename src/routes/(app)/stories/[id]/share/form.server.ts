import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { NetworkKey } from '#lib/domain/networks/networks.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { prepareShare } from '#lib/server/sharing/prepare.ts';
import { setShareAddress } from '#lib/server/sharing/set-address.ts';
import { readSharePage } from '#lib/server/sharing/share-page.ts';

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

/**
 * Keeps where a post stands. The form may stand among the posts that were made ready, which are no page of their own:
 * without a script they are made ready again, from the drafts that they were kept as.
 */
export async function keepAddress(event: RequestEvent<{ id: string }>) {
	requirePerson(event);
	const { ctx } = event.locals;
	const post = event.params.id;
	const form = await event.request.formData();
	const text = (name: string) => String(form.get(name) ?? '');
	const typed = { slug: text('slug'), address: text('address') };
	const { drafts } = await readSharePage({ ctx, input: { post } });
	const posts = form.getAll('again').map((key) => ({
		network: String(key) as NetworkKey,
		text: drafts.find(({ network }) => network === key)?.text ?? '',
	}));
	const language = text('language') || 'en';
	const again = async () => ({
		language,
		ready: await prepareShare({ ctx, input: { post, language, posts } }),
	});
	try {
		await setShareAddress({ ctx, input: typed });
	} catch (thrown) {
		const refused = refusal(thrown, { texts: posts });
		return fail(refused.status, { ...refused.data, ...(await again()), typed });
	}
	return { ...(await again()), done: 'address' };
}
