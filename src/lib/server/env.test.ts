import { describe, expect, it } from 'vitest';
import { ENV, readEnv } from './env.ts';

describe('the environment', () => {
	it('has a default for everything that needs one, and an empty value counts as absent', () => {
		const env = readEnv({ PORT: '', LAUREL_ROLE: '', ORIGIN: '' });
		expect(env).toMatchObject({ PORT: 3000, LAUREL_ROLE: 'all', LAUREL_TRUSTED_PROXIES: 0 });
		expect(env.ORIGIN).toBeUndefined();
		expect(env).toEqual(readEnv({}));
	});

	it('names every variable that is wrong, each with the sentence that explains it', () => {
		const wrong = { PORT: '70000', ORIGIN: 'laurel.example.com', LAUREL_ROLE: 'gate' };
		const read = () => readEnv({ ...wrong, LAUREL_LOG: 'info' });
		for (const key of ['PORT', 'ORIGIN', 'LAUREL_ROLE'] as const) {
			expect(read).toThrow(new RegExp(`^  ${key}: .*${ENV[key].description?.slice(0, 20)}`, 'm'));
		}
		expect(read).not.toThrow(/LAUREL_LOG/);
	});

	it('takes no address of a database that is none of Postgres', () => {
		expect(() => readEnv({ DATABASE_URL: 'mysql://x' })).toThrow(/must start with postgres:/);
		expect(readEnv({ DATABASE_URL: 'postgresql://x/y' }).DATABASE_URL).toBe('postgresql://x/y');
	});

	it.each([
		['smtp://mail.example.com', /must start with postgres:/],
		['postgres://me:50%zz@db/laurel', /has a % that stands for no sign.*%25/],
		['postgres://me:a/b@db:port/laurel', /is no address that can be read/],
	])('says what is wrong with the database %s, without its password', (DATABASE_URL, why) => {
		const said = () => readEnv({ DATABASE_URL });
		expect(said).toThrow(why);
		expect(said).not.toThrow(/50%zz|a\/b/);
	});

	it.each([
		'postgres://a:5432,b:5433/laurel',
		'postgres:///laurel?host=/run/postgresql',
		'postgresql://me:%25%2F@[::1]:5432/laurel?sslmode=require',
	])('takes the database %s', (DATABASE_URL) => {
		expect(readEnv({ DATABASE_URL }).DATABASE_URL).toBe(DATABASE_URL);
	});

	it.each([
		['http://mail.example.com', /must start with smtp:/],
		['smtp://', /is no address|names no mail server/],
		['smtps://me:%zz@mail.example.com', /has a % that stands for no sign/],
	])('says what is wrong with the mail server %s', (LAUREL_SMTP_URL, why) => {
		expect(() => readEnv({ LAUREL_SMTP_URL })).toThrow(why);
	});

	it.each([
		'https://Laurel.example.com/',
		'HTTPS://laurel.example.com',
		' https://laurel.example.com:443\r',
	])('takes the origin %j as browsers write it', (ORIGIN) => {
		expect(readEnv({ ORIGIN }).ORIGIN).toBe('https://laurel.example.com');
	});

	it.each([
		'https://example.com/laurel',
		'https://me:secret@example.com',
		'https://example.com/?a',
		'https://example.com/#a',
	])('refuses the origin %s: more than scheme, host and port would be lost', (ORIGIN) => {
		expect(() => readEnv({ ORIGIN })).toThrow(/ORIGIN: must be scheme, host and port alone/);
	});

	it('takes blanks for nothing, not for a port that the system chooses', () => {
		expect(readEnv({ PORT: ' ', LAUREL_TRUSTED_PROXIES: '2\r' })).toMatchObject({
			PORT: 3000,
			LAUREL_TRUSTED_PROXIES: 2,
		});
	});
});
