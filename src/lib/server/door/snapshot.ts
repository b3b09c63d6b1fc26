import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'door.json';

const schema = z.object({
	settings: z.object({
		programSlug: z.string(),
		dedupeHours: z.number(),
		internalNetworks: z.array(z.string()),
		contests: z.array(z.object({ slug: z.string(), startsAt: z.number(), endsAt: z.number() })),
	}),
	salts: z.array(z.tuple([z.string(), z.string()])),
	links: z.array(
		z.object({
			id: z.uuid(),
			slug: z.string(),
			personId: z.uuid(),
			postId: z.uuid(),
			network: z.string(),
			url: z.string(),
			title: z.string(),
			summary: z.string().nullable(),
			imageUrl: z.string().nullable(),
		}),
	),
});

/** What a door that starts while Postgres is away needs to go on redirecting, and to know its visitors again. */
export type Snapshot = z.output<typeof schema>;

/** Writes the snapshot beside the spool, readable by the server's user alone, whole or not at all. */
export async function writeSnapshot(folder: string, snapshot: Snapshot): Promise<void> {
	const temporary = join(folder, `${FILE}.${process.pid}`);
	const file = await open(temporary, 'w', 0o600);
	try {
		await file.writeFile(JSON.stringify(snapshot));
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(temporary, join(folder, FILE));
}

/** The last snapshot; null when there is none that can be read. */
export async function readSnapshot(folder: string): Promise<Snapshot | null> {
	try {
		const text = await readFile(join(folder, FILE), 'utf8');
		return schema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
