import { describe, expect, it } from 'vitest';
import {
	may,
	PERMISSIONS,
	ROLES,
	showsContest,
	type Actor,
	type Permission,
	type Scope,
} from './permissions.ts';

const person = (role: (typeof ROLES)[number]): Actor => ({
	kind: 'person',
	id: '1',
	externalId: 'anna',
	name: 'Anna',
	role,
	teamId: '2',
});
const token = (...scopes: Scope[]): Actor => ({
	kind: 'token',
	id: '1',
	name: 'crm',
	scopes,
});
const display = { kind: 'display', id: '1', contestId: '2' } as const;
const system: Actor = { kind: 'system', name: 'boot' };
const visitor: Actor = { kind: 'visitor' };

const all = Object.keys(PERMISSIONS) as Permission[];
const of = (actor: Actor) => all.filter((permission) => may(actor, permission));

describe('permissions', () => {
	it('grow with the role: each may do all that the one before may', () => {
		for (const [i, role] of ROLES.entries()) {
			const before = i === 0 ? [] : of(person(ROLES[i - 1]!));
			expect(of(person(role))).toEqual(expect.arrayContaining(before));
		}
		expect(may(person('employee'), 'posts.write')).toBe(false);
		expect(may(person('manager'), 'posts.write')).toBe(false);
		expect(may(person('owner'), 'posts.write')).toBe(true);
		expect(may(person('owner'), 'people.write')).toBe(false);
		expect(may(person('admin'), 'people.write')).toBe(true);
	});

	it('of a token are those of its scopes, and of all scopes for admin', () => {
		expect(may(token('events'), 'events.write')).toBe(true);
		expect(may(token('events'), 'board.read')).toBe(false);
		expect(may(token('read'), 'board.read')).toBe(true);
		expect(may(token('read'), 'events.write')).toBe(false);
		expect(may(token('read', 'events'), 'events.write')).toBe(true);
		expect(of(token('admin'))).toEqual(expect.arrayContaining(of(token('events', 'read'))));
		expect(of(token())).toEqual([]);
	});

	it('of a token never include what is a person’s own', () => {
		const own = all.filter((permission) => permission.endsWith('.own'));
		expect(own.length).toBeGreaterThan(0);
		for (const permission of own) expect(may(token('admin'), permission)).toBe(false);
	});

	it('of a display are to read the board, results, badges, recognitions, pictures, the program’s name and its own programme', () => {
		expect(of(display).toSorted()).toEqual([
			'badges.read',
			'board.read',
			'displays.follow.own',
			'pictures.read',
			'program.read',
			'recognition.read',
			'results.read',
		]);
	});

	it('let a display see the contest of its link, those of its programme and no other', () => {
		expect(showsContest(display, '2')).toBe(true);
		expect(showsContest(display, '3')).toBe(false);
		const paired = { ...display, contestId: null, contestIds: ['3'] };
		expect(showsContest(paired, '3')).toBe(true);
		expect(showsContest(paired, '2')).toBe(false);
	});

	it('of a visitor are to open a link, to tell what came of it, to sign in, to set up, to ask for a screen to be let in, and to read draws, pictures, badges that were taken out, what of the showcase has a key, and the program’s name', () => {
		expect(of(visitor).toSorted()).toEqual([
			'badges.show',
			'conversions.send',
			'displays.pair',
			'draws.read',
			'hooks.receive',
			'link.open',
			'pictures.read',
			'program.read',
			'program.setup',
			'session.start',
			'showcase.open',
		]);
	});

	it('of the system are all', () => {
		expect(of(system)).toEqual(all);
	});
});
