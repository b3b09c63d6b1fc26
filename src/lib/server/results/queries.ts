import { z } from 'zod';
import { pseudonymsOf } from '#lib/domain/results/pseudonyms.ts';
import { readDocument } from '#lib/domain/results/document.ts';
import type { ResultHead, ResultsView } from '#lib/domain/results/view.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, type Ctx } from '../context.ts';
import { masksOf, seesEverybody } from '../people/shown.ts';
import { signingKey } from '../programs/keys.ts';
import { published } from './published.ts';
import { resultShown } from './shown.ts';
import { contestWithResult, documentOf, headOf, type StoredHead } from './stored.ts';

const contest = z.string().min(1).max(100);
const number = z.int().min(1).max(1000).optional();

const plain = ({ id: _, ...head }: StoredHead): ResultHead => head;

/**
 * A contest's result, the newest unless a `number` is asked for. While it is held for the reveal it exists for owners
 * only. Throws Failure `not_found` (no such contest or result), `conflict` (reason `not_final` or `held`).
 */
export const readResults = guarded(
	'readResults',
	'results.read',
	z.strictObject({ contest, number }),
	async (ctx, input): Promise<ResultsView> => {
		const found = await contestWithResult(ctx, input.contest);
		const { head, heads } = await headOf(ctx, found.id, input.number);
		const content = readDocument(await documentOf(ctx, head.id));
		const { table, teams, brackets, improved, prizes, draws } = content;
		const view: ResultsView = {
			...{ contest: found.slug, name: content.name },
			...plain(head),
			finalAt: (found.finalAt ?? found.now).toISOString(),
			...{ corrects: content.corrects, rulesVersion: content.rulesVersion },
			...{ rules: content.rules, dedupeHours: content.dedupeHours },
			...{ table, teams, brackets, improved, prizes, draws },
			results: heads.map(plain),
		};
		const surface = ctx.actor.kind === 'display' ? 'displays' : 'boards';
		return resultShown(ctx, surface, view);
	},
);

/**
 * The document of a result, byte by byte as its SHA-256 was taken. Throws as `readResults` does, and Failure `not_allowed`
 * for all but owners where it names somebody who is not shown by name: bytes that are left out make another hash.
 */
export const readResultDocument = guarded(
	'readResultDocument',
	'results.read',
	z.strictObject({ contest, number }),
	async (ctx, input): Promise<{ document: string; sha256: string; number: number }> => {
		const found = await contestWithResult(ctx, input.contest);
		const { head } = await headOf(ctx, found.id, input.number);
		await assertNames(ctx, head.id);
		return { document: await documentOf(ctx, head.id), sha256: head.sha256, number: head.number };
	},
);

/** Under which name the person who asks stands in the contest's replay file. Throws Failure as `readResults` does. */
export const ownPseudonym = guarded(
	'ownPseudonym',
	'results.export',
	z.strictObject({ contest }),
	async (ctx, input): Promise<string | null> => {
		const found = await contestWithResult(ctx, input.contest);
		if (ctx.actor.kind !== 'person') return null;
		return pseudonymsOf(await signingKey(ctx.db), found.id).person(ctx.actor.externalId);
	},
);

/**
 * Of every result that is shown the hash of its replay file, newest first, for everybody: whoever was given a file can see
 * whether this portal published it. A hash names nobody and no contest.
 */
export const publishedReplays = guarded(
	'publishedReplays',
	'program.read',
	z.strictObject({}),
	published,
);

/** Refuses a document that names people who are not shown by name to whoever may not read those. */
async function assertNames(ctx: Ctx, resultId: string): Promise<void> {
	if (seesEverybody(ctx.actor)) return;
	const masks = await masksOf(ctx.db, ['boards']);
	if (masks.size === 0) return;
	const { table } = readDocument(await documentOf(ctx, resultId));
	if (table.some(({ person }) => masks.has(person.externalId))) {
		throw new Failure(
			'not_allowed',
			'Somebody in this result is not shown by name, so the signed document is for owners. The replay file names nobody and has everything that is needed to check the result.',
		);
	}
}
