import { expect, it } from 'vitest';
import { loginIn } from './role.ts';

it.each([
	['postgres://laurel_app:s3cret@db.example.com:5432/laurel', 'laurel_app'],
	['postgresql://laurel%5Fapp@db/laurel?sslmode=require', 'laurel_app'],
	['postgres://a:b@one:5432,two:5432/laurel', 'a'],
	['postgres://db.example.com/laurel', null],
	['postgres:///laurel?user=a@b', null],
])('who logs in is read from %s', (url, login) => {
	expect(loginIn(url)).toBe(login);
});
