import { Failure } from '#lib/domain/failure.ts';
import type { ImportedPost } from '#lib/domain/imports/kind.ts';
import type { Problem } from '#lib/domain/imports/reasons.ts';
import { importMade } from '../db/schema/imports.ts';
import { createPost } from '../posts/create.ts';
import type { Recorder, Taken } from './record-facts.ts';

/** What the verb's refusal says of a line. */
function problemOf({ errors }: Failure): Problem {
	const path = errors[0]?.path ?? '';
	if (path.startsWith('teams')) return { column: 'teams', reason: 'unknown_team' };
	return { column: path.split('.')[0] || null, reason: 'invalid' };
}

/** Takes posts of a file by the API's own verb, one by one; one whose id is known stays as it is. */
export function postRecorder(importId: string): Recorder<ImportedPost> {
	const take: Recorder<ImportedPost>['take'] = async (tx, lines) => {
		const taken: Taken = { accepted: 0, duplicates: 0, refused: [] };
		for (const { line, items } of lines) {
			for (const { type: _type, publishedAt, expiresAt, ...post } of items) {
				const input = {
					...post,
					...(publishedAt ? { publishedAt: publishedAt.toISOString() } : {}),
					...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
				};
				try {
					const { id } = await createPost({ ctx: tx, input });
					await tx.db.insert(importMade).values({ importId, what: 'post', thing: id });
					taken.accepted++;
				} catch (error) {
					if (!(error instanceof Failure)) throw error;
					if (error.code === 'conflict') taken.duplicates++;
					else if (error.code === 'invalid')
						taken.refused.push({ line, problems: [problemOf(error)] });
					else throw error;
				}
			}
		}
		return taken;
	};
	return { take };
}
