import type { LineReader } from '../cells.ts';
import type { Column, Place } from '../kind.ts';

/** The columns by which a fact finds its link. */
export const PLACE_COLUMNS: readonly Column[] = [
	{
		key: 'slug',
		synonyms: ['link', 'linkslug', 'shortlink', 'trackedlink', 'utmcontent'],
		example: '',
	},
	{
		key: 'person',
		synonyms: [
			'personid',
			'employee',
			'employeeid',
			'employeeemail',
			'user',
			'userid',
			'useremail',
			'member',
			'advocate',
			'email',
		],
		example: 'emp-17',
	},
	{
		key: 'post',
		synonyms: [
			'postid',
			'content',
			'contentid',
			'story',
			'storyid',
			'article',
			'posturl',
			'contenturl',
		],
		example: 'story-4',
	},
	{
		key: 'network',
		synonyms: ['channel', 'platform', 'socialnetwork', 'utmsource'],
		fixable: true,
		example: 'linkedin',
	},
];

export const PLACES = [['slug'], ['person', 'post', 'network']] as const;

/** A link's name, also out of its address. */
const slugIn = (text: string) => /\/r\/([^/?#]+)/.exec(text)?.[1] ?? text;

const NETWORK = /^[a-z0-9][a-z0-9._-]{0,39}$/;

/** The link of a line; a slug goes before person, post and network. */
export function readPlace(line: LineReader): Place | null {
	if (line.has('slug')) {
		const text = line.text('slug', { max: 1000 });
		const slug = text === null ? null : slugIn(text);
		if (slug !== null && slug.length > 100) return line.refuse('slug', 'too_long');
		return slug === null ? null : { slug };
	}
	if (!line.has('person') && !line.has('post')) return line.refuse(null, 'no_link');
	const person = line.text('person', { max: 254, needed: true });
	const post = line.text('post', { max: 2000, needed: true });
	const name = line.text('network', { max: 200, needed: true })?.toLowerCase() ?? null;
	const network = name?.replace(/^twitter$/, 'x').replace(/\s+/g, '-') ?? null;
	if (network !== null && !NETWORK.test(network)) return line.refuse('network', 'bad_network');
	return person !== null && post !== null && network !== null ? { person, post, network } : null;
}

export const AT_COLUMN: Column = {
	key: 'at',
	synonyms: [
		'date',
		'time',
		'timestamp',
		'datetime',
		'day',
		'when',
		'datum',
		'createdat',
		'measuredat',
		'asof',
	],
	needed: true,
	example: '2026-10-05 14:30',
};

export const ID_COLUMN: Column = {
	key: 'id',
	synonyms: ['externalid', 'rowid', 'eventid', 'uuid', 'recordid'],
	example: '',
};
