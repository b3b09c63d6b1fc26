import { z } from 'zod';
import { ROLES, type Role } from '../../people/permissions.ts';
import type { ImportKind } from '../kind.ts';

const email = z.email();

/** Labels in one cell. */
const listOf = (text: string) => [
	...new Set(
		text
			.split(/[;|]/)
			.map((one) => one.trim())
			.filter(Boolean),
	),
];

/** Who takes part. An empty cell leaves what a person has as it is; who is known by the id is changed, not made again. */
export const people: ImportKind = {
	columns: [
		{
			key: 'externalId',
			synonyms: ['id', 'personid', 'employeeid', 'userid', 'employeenumber', 'staffid'],
			needed: true,
			example: 'emp-17',
		},
		{
			key: 'name',
			synonyms: ['fullname', 'displayname', 'employee', 'employeename', 'person'],
			needed: true,
			example: 'Åsa Lind',
		},
		{
			key: 'email',
			synonyms: ['mail', 'emailaddress', 'workemail', 'useremail'],
			needed: true,
			example: 'asa@example.com',
		},
		{
			key: 'team',
			synonyms: ['department', 'unit', 'division', 'abteilung', 'avdelning'],
			needed: true,
			fixable: true,
			example: 'Sales',
		},
		{ key: 'role', synonyms: ['permission', 'access'], fixable: true, example: 'employee' },
		{
			key: 'groups',
			synonyms: ['labels', 'tags', 'group'],
			fixable: true,
			example: 'speakers; coordinators',
		},
		{ key: 'office', synonyms: ['location', 'site', 'city'], fixable: true, example: 'Stockholm' },
		{ key: 'title', synonyms: ['jobtitle', 'position'], example: 'Account manager' },
	],
	oneOf: [],
	read(line) {
		const externalId = line.text('externalId', { max: 200, needed: true });
		const name = line.text('name', { max: 200, needed: true });
		const address = line.text('email', { max: 254, needed: true })?.toLowerCase() ?? null;
		if (address !== null && !email.safeParse(address).success) line.refuse('email', 'not_email');
		const team = line.text('team', { max: 200, needed: true });
		const role = line.text('role', { max: 60 })?.toLowerCase() ?? null;
		if (role !== null && !ROLES.includes(role as Role)) line.refuse('role', 'unknown_role');
		const groups = line.text('groups', { max: 2000 });
		const labels = groups === null ? [] : listOf(groups);
		if (labels.length > 100 || labels.some((label) => label.length > 200))
			line.refuse('groups', 'too_long');
		const office = line.text('office', { max: 200 });
		const title = line.text('title', { max: 200 });
		if (externalId === null || name === null || address === null || team === null) return [];
		return [
			{
				...{ type: 'person', externalId, name, email: address, team },
				...(role === null ? {} : { role: role as Role }),
				...(groups === null ? {} : { groups: labels }),
				...(office === null ? {} : { office }),
				...(title === null ? {} : { title }),
			},
		];
	},
};
