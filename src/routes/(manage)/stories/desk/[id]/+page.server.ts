import { redirect, type RequestEvent } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import {
	formOfStory,
	hiddenIn,
	readStoryForm,
	storyOfForm,
} from '#lib/domain/posts/editor-form.ts';
import { USUAL_LANGUAGES } from '#lib/domain/posts/language.ts';
import { DEEDS } from '#lib/domain/posts/deeds.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import type { Ctx } from '#lib/server/context.ts';
import { listLabels } from '#lib/server/people/labels.ts';
import { listStoryLanguages } from '#lib/server/posts/board.ts';
import { readStoryForEditor } from '#lib/server/posts/owned.ts';
import { readPage } from '#lib/server/posts/page-facts.ts';
import { listCategories } from '#lib/server/posts/queries.ts';
import { discardStory, saveStory } from '#lib/server/posts/save.ts';
import { listTopics } from '#lib/server/posts/topics.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { keepPictures } from '../../../keep-pictures.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'posts.write');
	const { ctx } = event.locals;
	const [story, { timeZone }, categories, topics, languages, labels] = await Promise.all([
		readStoryForEditor({ ctx, input: { id: event.params.id } }),
		readProgram(ctx),
		listCategories({ ctx, input: {} }),
		listTopics({ ctx, input: {} }),
		listStoryLanguages({ ctx, input: {} }),
		listLabels({ ctx, input: {} }),
	]);
	const { searchParams } = event.url;
	return {
		story,
		form: formOfStory(story, timeZone),
		...{ categories, labels, zone: timeZone },
		topics: topics.map(({ name }) => name),
		languages: [...new Set([...languages, ...USUAL_LANGUAGES])],
		done: searchParams.get('done'),
		hidden: Math.trunc(Number(searchParams.get('hidden'))) || 0,
	};
};

/** What every press of the form knows: the story, the version that was edited, the fields. */
async function sent(event: RequestEvent<{ id: string }>) {
	requirePerson(event, 'posts.write');
	const data = await event.request.formData();
	const { ctx } = event.locals;
	const { timeZone } = await readProgram(ctx);
	const kept = readStoryForm(data);
	const version = Math.trunc(Number(data.get('version')));
	return { ctx, data, kept, id: event.params.id, version, timeZone };
}

/** The form with the picture that was sent with it as a file. Throws Failure `invalid` when it is none, with the reason. */
async function withPicture(ctx: Ctx, data: FormData) {
	const [unfit] = await keepPictures(ctx, data);
	if (unfit) {
		const { path, reason } = unfit;
		throw new Failure('invalid', 'This is no picture to keep.', {
			reason,
			errors: [{ path, message: reason }],
		});
	}
	return readStoryForm(data);
}

export const actions: Actions = {
	async save(event) {
		const { ctx, data, id, version, timeZone, ...typed } = await sent(event);
		const deed = DEEDS.find((one) => one === data.get('deed')) ?? 'save';
		let { kept } = typed;
		try {
			kept = await withPicture(ctx, data);
			const story = storyOfForm(kept, timeZone);
			await saveStory({ ctx, input: { id, version, deed, story } });
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		const hidden = hiddenIn(kept);
		redirect(303, `?done=${deed}${hidden > 0 ? `&hidden=${hidden}` : ''}`);
	},
	/** Fills what is empty with what the page at the address says of itself. Nothing is saved yet. */
	async fetch(event) {
		const { ctx, data, ...typed } = await sent(event);
		let { kept } = typed;
		try {
			kept = await withPicture(ctx, data);
			const page = await readPage({ ctx, input: { url: kept.url } });
			const filled = {
				...kept,
				title: kept.title.trim() || page.title,
				summary: kept.summary.trim() || page.summary,
				picture: kept.picture || (page.picture ?? ''),
				language: kept.language || (page.language?.split('-')[0] ?? ''),
			};
			return { fetched: true as const, kept: filled };
		} catch (thrown) {
			return refusal(thrown, kept);
		}
	},
	async discard(event) {
		const { ctx, kept, id, version } = await sent(event);
		try {
			await discardStory({ ctx, input: { id, version } });
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, '/stories/desk?done=discard');
	},
};
