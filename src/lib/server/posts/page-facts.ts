import { z } from 'zod';
import { decodeMarkup } from '#lib/domain/feeds/markup.ts';
import { Failure } from '#lib/domain/failure.ts';
import { OutsideFailure } from '#lib/domain/outside/failure.ts';
import { webAddressSchema } from '#lib/domain/posts/address.ts';
import { readOpenGraph, type PageFacts } from '#lib/domain/posts/open-graph.ts';
import { guarded, type Ctx } from '../context.ts';
import { PUBLIC, type Reach } from '../outside/reach.ts';
import { requestOutside, type OutsideAnswer } from '../outside/request.ts';
import { MAX_UPLOAD_BYTES } from '../pictures/encode.ts';
import { uploadPicture } from '../pictures/upload.ts';

/** What a page says about itself stands in its head; some heads are long. */
const PAGE_BYTES = 1024 * 1024;
const TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 5;

/** One GET to the outside. Throws Failure `invalid` with the reason as a word: what OutsideFailure calls it, or `status`. */
export async function fetchOutside(
	url: string,
	options: { maxBytes: number; accept: string; larger?: 'cut'; reach: Reach },
): Promise<OutsideAnswer> {
	const { maxBytes, accept, larger = 'refuse', reach } = options;
	try {
		const answer = await requestOutside({
			...{ url, maxBytes, larger, reach },
			headers: { accept },
			timeoutMs: TIMEOUT_MS,
			maxRedirects: MAX_REDIRECTS,
		});
		if (answer.status === 200) return answer;
		throw new Failure('invalid', `It answered ${answer.status}.`, { reason: 'status' });
	} catch (error) {
		if (!(error instanceof OutsideFailure)) throw error;
		throw new Failure('invalid', error.message, { reason: error.code, cause: error });
	}
}

/** Fetches a picture and keeps it, re-encoded; null when it can't be had: a story is one without it too. */
export async function keepPictureFrom(
	ctx: Ctx,
	url: string | null,
	alt: string,
	reach: Reach,
): Promise<string | null> {
	if (url === null) return null;
	try {
		const options = {
			maxBytes: MAX_UPLOAD_BYTES,
			accept: 'image/webp,image/png,image/jpeg',
			reach,
		};
		const { body } = await fetchOutside(url, options);
		const input = { bytes: new Uint8Array(body), alt: alt.slice(0, 300) };
		return (await uploadPicture({ ctx, input })).id;
	} catch (error) {
		if (error instanceof Failure && error.code !== 'unavailable') return null;
		throw error;
	}
}

export type FetchedPage = Omit<PageFacts, 'imageUrl'> & { picture: string | null };

/** readPage within another reach, for tests. */
export const readPageWithin = (reach: Reach) =>
	guarded(
		'readPage',
		'posts.write',
		z.strictObject({ url: webAddressSchema }),
		async (ctx, { url }): Promise<FetchedPage> => {
			const accept = 'text/html,application/xhtml+xml';
			const answer = await fetchOutside(url, {
				maxBytes: PAGE_BYTES,
				accept,
				larger: 'cut',
				reach,
			});
			const type = answer.headers['content-type'] ?? '';
			if (type !== '' && !/html/i.test(type))
				throw new Failure('invalid', 'It is no page.', { reason: 'no_page' });
			const { imageUrl, ...facts } = readOpenGraph(decodeMarkup(answer.body, type), answer.url);
			return { ...facts, picture: await keepPictureFrom(ctx, imageUrl, '', reach) };
		},
	);

/**
 * What the page at this address says about itself (OpenGraph), for an owner to begin with; its picture is fetched, re-encoded
 * and kept. Throws Failure `invalid` with the reason why it can't be read.
 */
export const readPage = readPageWithin(PUBLIC);
