import { describe, expect, it } from 'vitest';
import {
	judgeClock,
	judgeDisk,
	judgeOrigin,
	judgeRights,
	judgeSpool,
	judgeVersion,
	worst,
} from './findings.ts';

const MB = 1024 * 1024;

describe('the doctor', () => {
	it.each([
		[180_001, 'ok', 'Postgres 18.1'],
		[150_000, 'ok', 'Postgres 15.0'],
		[140_012, 'wrong', 'Postgres 14.12'],
	])('judges the version %d as %s', (version, state, seen) => {
		expect(judgeVersion(version)).toMatchObject({ state, seen });
	});

	it.each([
		[0, 'ok'],
		[1_999, 'ok'],
		[-1_999, 'ok'],
		[2_000, 'warn'],
		[-59_999, 'warn'],
		[60_000, 'wrong'],
		[-3_600_000, 'wrong'],
	])('judges a clock that is %d ms away as %s', (offset, state) => {
		expect(judgeClock(offset).state).toBe(state);
	});

	it('says which clock is ahead', () => {
		expect(judgeClock(-5_000).seen).toBe('this machine is 5.0 s behind the database');
		expect(judgeClock(5_000).seen).toBe('this machine is 5.0 s ahead of the database');
	});

	it.each([
		[2_000, 'ok'],
		[1_999, 'warn'],
		[200, 'warn'],
		[199, 'wrong'],
	])('judges %d MB of free disk as %s', (free, state) => {
		expect(judgeDisk(free * MB).state).toBe(state);
	});

	it('points to clicks that wait, and to rights that are too wide', () => {
		expect(judgeSpool(0).state).toBe('ok');
		expect(judgeSpool(3)).toMatchObject({ state: 'warn', seen: '3 files of clicks wait on disk' });
		expect(judgeRights([]).state).toBe('ok');
		expect(judgeRights(['clicks', 'voids']).seen).toBe('this login may change clicks, voids');
	});

	it.each([
		['https://laurel.example.com', '0.0.0.0', 'ok'],
		['http://laurel.example.com', '0.0.0.0', 'warn'],
		[undefined, '0.0.0.0', 'warn'],
		[undefined, '127.0.0.1', 'ok'],
		['http://localhost:3000', 'localhost', 'ok'],
		[undefined, '::1', 'ok'],
	])('judges an origin %s on %s as %s', (origin, host, state) => {
		expect(judgeOrigin(origin, host).state).toBe(state);
	});

	it('gives something to do for whatever is not right', () => {
		const found = [
			judgeVersion(1),
			judgeClock(9e9),
			judgeDisk(0),
			judgeSpool(1),
			judgeRights(['x']),
		];
		for (const { todo } of found) expect(todo).not.toBe('');
	});

	it('sums up to the worst', () => {
		expect(worst([])).toBe('ok');
		expect(worst([judgeSpool(0), judgeSpool(1)])).toBe('warn');
		expect(worst([judgeSpool(1), judgeDisk(0), judgeSpool(0)])).toBe('wrong');
	});
});
