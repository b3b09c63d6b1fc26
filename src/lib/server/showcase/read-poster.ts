import { z } from 'zod';
import { monthSchema } from '#lib/domain/showcase/month.ts';
import type { Showcase, ShowcasePost } from '#lib/domain/showcase/view.ts';
import { m } from '#lib/paraglide/messages.js';
import { guarded } from '../context.ts';
import { publicOrigin } from '../origin.ts';
import { readProgram } from '../programs/queries.ts';
import { qrPath, type QrPath } from '../sharing/qr.ts';
import { noEdition } from './edition.ts';
import { letterWords, monthInWords } from './letter-words.ts';
import { drawPoster, PAPERS, type PosterWords } from './poster.ts';
import { publishedShowcase } from './published.ts';

/** What a post's code on a poster says: counted for the showcase, and no click of the author's (docs/decisions/0022). */
const scanAddress = ({ code }: Pick<ShowcasePost, 'code'>) => `${publicOrigin()}/q/${code}`;

const wordsOf = (showcase: Showcase, program: string): PosterWords => ({
	...{
		label: m.showcase_title(),
		heading: m.showcase_best_of({ month: monthInWords(showcase.month) }),
	},
	by: letterWords(showcase, program).by,
	scan: m.showcase_scan(),
	foot: `${program} · ${new URL(publicOrigin()).host}`,
});

const month = z.string().max(20);

async function published(ctx: Parameters<typeof publishedShowcase>[0], asked: string) {
	const parsed = monthSchema.safeParse(asked);
	const showcase = parsed.success ? await publishedShowcase(ctx, ['showcase'], parsed.data) : null;
	if (!showcase) throw noEdition();
	return showcase;
}

/** A published month for printing, with each post's code. Throws Failure `not_found`. */
export const readPoster = guarded(
	'readPoster',
	'showcase.read',
	z.strictObject({ month }),
	async (ctx, input): Promise<{ showcase: Showcase; codes: QrPath[] }> => {
		const showcase = await published(ctx, input.month);
		return { showcase, codes: showcase.posts.map((post) => qrPath(scanAddress(post))) };
	},
);

/** The same as a PDF file. Throws Failure `not_found`. */
export const readPosterFile = guarded(
	'readPosterFile',
	'showcase.read',
	z.strictObject({ month, paper: z.enum(PAPERS).catch('a4') }),
	async (ctx, input): Promise<{ name: string; bytes: Buffer }> => {
		const showcase = await published(ctx, input.month);
		const { name } = await readProgram(ctx);
		const words = wordsOf(showcase, name);
		return {
			name: `showcase-${showcase.month}-${input.paper}.pdf`,
			bytes: await drawPoster(showcase, words, input.paper, scanAddress),
		};
	},
);
