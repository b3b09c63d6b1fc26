import { readdir, statfs, writeFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import {
	judgeClock,
	judgeDisk,
	judgeRights,
	judgeSpool,
	judgeVersion,
	type Finding,
} from '#lib/domain/doctor/findings.ts';
import { SUFFIX } from '../clicks/spool.ts';
import { guarded } from '../context.ts';
import { ONLY_ADDED } from '../db/role.ts';

/** Examines the database as the application sees it: version, clock, and what its login may change. Throws what Postgres says. */
export const examineDatabase = guarded(
	'examineDatabase',
	'system.run',
	z.strictObject({}),
	async (ctx): Promise<Finding[]> => {
		const before = Date.now();
		const [seen] = (await ctx.db.execute(sql`
			select current_setting('server_version_num')::int as version,
				extract(epoch from clock_timestamp()) * 1000 as now`)) as unknown as [
			{ version: number; now: string },
		];
		// The answer was made somewhere between asking and hearing it.
		const own = (before + Date.now()) / 2;
		const tables = JSON.stringify(Object.keys(ONLY_ADDED));
		const wide = (await ctx.db.execute(sql`
			select t as name from jsonb_array_elements_text(${tables}::text::jsonb) t
			where has_table_privilege(current_user, 'public.' || t, 'UPDATE')
				or has_table_privilege(current_user, 'public.' || t, 'DELETE')
			order by 1`)) as unknown as { name: string }[];
		return [
			judgeVersion(seen.version),
			judgeClock(own - Number(seen.now)),
			judgeRights(wide.map(({ name }) => name)),
		];
	},
);

/** Examines the directory for the click spool and the embedded database: that it can be written, its room, and what waits. */
export async function examineData(dataDir: string): Promise<Finding[]> {
	const probe = join(dataDir, `.doctor-${process.pid}`);
	try {
		await writeFile(probe, '');
		await unlink(probe);
	} catch (error) {
		return [
			{
				...{ what: 'data', state: 'wrong', seen: (error as Error).message },
				todo: `Make ${dataDir} a directory that the portal may write, or set LAUREL_DATA.`,
			},
		];
	}
	const { bavail, bsize } = await statfs(dataDir);
	const waiting = (await readdir(join(dataDir, 'spool')).catch(() => [])).filter((name) =>
		name.endsWith(SUFFIX),
	);
	return [
		{ what: 'data', state: 'ok', seen: `${dataDir} can be written`, todo: '' },
		judgeDisk(bavail * bsize),
		judgeSpool(waiting.length),
	];
}
