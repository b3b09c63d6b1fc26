import { z } from 'zod';
import { judgeOrigin, worst, type Finding } from '#lib/domain/doctor/findings.ts';
import { examineData, examineDatabase } from '#lib/server/doctor/examine.ts';
import { readEnv, type Env } from '#lib/server/env.ts';
import { command, type OfflineCall } from '../command.ts';

const wrong = (what: Finding['what'], error: unknown, todo: string): Finding => ({
	...{ what, state: 'wrong', todo },
	seen: error instanceof Error ? error.message : String(error),
});

async function examineAll(
	env: Env,
	open: OfflineCall<unknown>['withDatabase'],
): Promise<Finding[]> {
	const findings = [
		judgeOrigin(env.ORIGIN, env.HOST),
		...(await examineData(env.LAUREL_DATA ?? 'data')),
	];
	try {
		const found = await open(({ ctx }) => examineDatabase({ ctx, input: {} }));
		return [...findings, { what: 'schema', state: 'ok', seen: 'the newest', todo: '' }, ...found];
	} catch (error) {
		const todo = env.DATABASE_URL
			? 'See that the database of DATABASE_URL runs, takes connections from here, and knows this login.'
			: 'See the log of the embedded database beside its data.';
		return [...findings, wrong('database', error, todo)];
	}
}

const MARKS = { ok: 'ok   ', warn: 'warn ', wrong: 'WRONG' } as const;

export const doctor = command({
	summary: 'Examine environment, database, clock, disk and rights, and say what to do',
	positionals: [],
	options: {},
	input: z.object({}),
	offline: true,
	async run(call) {
		const { print, json, exitWith, withDatabase } = call as unknown as OfflineCall<unknown>;
		let findings: Finding[];
		try {
			findings = await examineAll(readEnv(), withDatabase);
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
