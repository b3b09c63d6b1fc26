import { sql } from 'drizzle-orm';
import { canonicalJson, sha256Hex } from '#lib/domain/results/canonical.ts';
import {
	DOCUMENT_FORMAT,
	resultDocument,
	type ResultContent,
} from '#lib/domain/results/document.ts';
import { pseudonymsOf } from '#lib/domain/results/pseudonyms.ts';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import { readContest } from '../contests/queries.ts';
import type { Ctx } from '../context.ts';
import { contestResultFiles, contestResults } from '../db/schema/results.ts';
import type { Won } from '../prizes/offer.ts';
import { signingKey } from '../programs/keys.ts';
import { composeTables, type Tables } from './compose.ts';
import { computeResult, type Computed } from './compute.ts';
import type { Member } from './everyone.ts';
import type { Locked } from './lock.ts';
import { createPacker } from './packer.ts';

/** A result as it would be: nothing is stored yet. */
export type Made = {
	computed: Computed;
	tables: Tables;
	won: Won[];
	rules: RulesInput;
	dedupeHours: number;
};

/** Computes everything that a result of the contest fixes, from the raw facts. `write` takes the replay file. */
export async function makeResult(
	ctx: Ctx,
	{ contest, drawSeed }: Locked,
	input: {
		people: readonly Member[];
		dedupeHours: number;
		write: (text: string) => unknown;
	},
): Promise<Made> {
	const pseudonyms = pseudonymsOf(await signingKey(ctx.db), contest.id);
	const computed = await computeResult(ctx, contest, { ...input, pseudonyms });
	const { prizes, rules } = await readContest({ ctx, input: { slug: contest.slug } });
	const { tables, won } = await composeTables(ctx, contest, { computed, prizes, drawSeed });
	return { computed, tables, won, rules, dedupeHours: input.dedupeHours };
}

/** Computes a result and stores it with its replay file, in the caller's transaction, which holds the contest. */
export async function storeResult(
	tx: Ctx,
	locked: Locked,
	input: {
		people: readonly Member[];
		dedupeHours: number;
		number: number;
		corrects: { id: string; sha256: string } | null;
		reason: string | null;
	},
): Promise<Made & { id: string; sha256: string }> {
	const { people, dedupeHours, number, corrects, reason } = input;
	const { contest, name } = locked;
	const packer = createPacker();
	const made = await makeResult(tx, locked, { people, dedupeHours, write: packer.write });
	const parts = await packer.finish();
	const { computed, tables, rules } = made;
	const { actor } = tx;
	const content: ResultContent = {
		...{ format: DOCUMENT_FORMAT, contest: contest.slug, name, number, reason },
		corrects: corrects?.sha256 ?? null,
		signedBy: actor.kind === 'person' ? actor.externalId : null,
		...{ rulesVersion: contest.rulesVersion, rules, dedupeHours },
		facts: { count: computed.facts, digest: computed.factsDigest },
		replay: computed.replaySha256,
		...tables,
	};
	const document = resultDocument(content);
	const sha256 = sha256Hex(document);
	const [row] = await tx.db
		.insert(contestResults)
		.values({
			contestId: contest.id,
			...{ number, reason, document, sha256 },
			corrects: corrects?.id ?? null,
			factsDigest: computed.factsDigest,
			facts: computed.facts,
			replaySha256: computed.replaySha256,
			replayBytes: computed.replayBytes,
			people: sql`${canonicalJson(computed.members)}::text::jsonb`,
			createdBy: actor.kind === 'person' ? actor.id : null,
		})
		.returning({ id: contestResults.id });
	const { id } = row!;
	for (const [part, bytes] of parts.entries()) {
		await tx.db.insert(contestResultFiles).values({ resultId: id, part, bytes });
	}
	return { ...made, id, sha256 };
}
