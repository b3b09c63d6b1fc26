import pino from 'pino';
import { z } from 'zod';
import { dataDirOf, openDatabase, type OpenDatabase } from '#boot/database.ts';
import { judgeOrigin, worst, type Finding } from '#lib/domain/doctor/findings.ts';
import { connect } from '#lib/server/db/client.ts';
import { examineData, examineDatabase } from '#lib/server/doctor/examine.ts';
import { readEnv, type Env } from '#lib/server/env.ts';
import { command } from '../command.ts';

const wrong = (what: Finding['what'], error: unknown, todo: string): Finding => ({
	...{ what, state: 'wrong', todo },
	seen: error instanceof Error ? error.message : String(error),
});

async function examineThrough(database: OpenDatabase): Promise<Finding[]> {
	const connections = connect(database.url, {
		...{ max: 1, hotMax: 1, applicationName: 'laurel-doctor', role: database.role },
	});
	try {
		const ctx = {
			db: connections.db,
			actor: { kind: 'system', name: 'doctor' } as const,
			...{ now: new Date(), log: pino({ level: 'silent' }) },
		};
		return await examineDatabase({ ctx, input: {} });
	} finally {
		await connections.close();
	}
}

async function examineAll(env: Env): Promise<Finding[]> {
	const findings = [judgeOrigin(env.ORIGIN, env.HOST), ...(await examineData(dataDirOf(env)))];
	try {
		const database = await openDatabase(env);
		try {
			findings.push({ what: 'schema', state: 'ok', seen: 'the newest', todo: '' });
			findings.push(...(await examineThrough(database)));
		} finally {
			await database.close();
		}
	} catch (error) {
		findings.push(
			wrong(
				'database',
				error,
				env.DATABASE_URL
					? 'See that the database of DATABASE_URL runs, takes connections from here, and knows this login.'
					: 'See the log of the embedded database beside its data.',
			),
		);
	}
	return findings;
}

const MARKS = { ok: 'ok   ', warn: 'warn ', wrong: 'WRONG' } as const;

export const doctor = command({
	summary: 'Examine environment, database, clock, disk and rights, and say what to do',
	positionals: [],
	options: {},
	input: z.object({}),
	offline: true,
	async run({ print, json, exitWith }) {
		let findings: Finding[];
		try {
			findings = await examineAll(readEnv());
		} catch (error) {
			findings = [wrong('environment', error, 'Set the variables as docs/operating.md has them.')];
		}
		if (worst(findings) === 'wrong') exitWith(1);
		if (json) return print(JSON.stringify({ state: worst(findings), findings }));
		for (const { what, state, seen, todo } of findings) {
			print(`${MARKS[state]}  ${what.padEnd(11)}  ${seen}`);
			if (todo) print(`       ${''.padEnd(11)}  → ${todo}`);
		}
	},
});
