/** What a profile's own words may be, in characters; the form says the same. */
export const ABOUT_LONGEST = 600;
export const TAG_LONGEST = 40;
export const TAGS_MOST = 10;
export const NETWORKS_MOST = 6;

/** A list as people type it, by commas or lines: trimmed, each once whatever its case, without what is empty. */
export function tagsOf(text: string): string[] {
	const seen = new Map<string, string>();
	for (const part of text.split(/[,;\n]/)) {
		const tag = part.trim().replace(/\s+/g, ' ');
		if (tag !== '' && !seen.has(tag.toLowerCase())) seen.set(tag.toLowerCase(), tag);
	}
	return [...seen.values()];
}

/** Whether a text is the address of a page that a profile may lead to: https, and a host with a dot. */
export function isPageAddress(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname, username } = new URL(text);
	return protocol === 'https:' && hostname.includes('.') && username === '';
}

/** What somebody tells of themselves. */
export type Profile = {
	about: string;
	topics: string[];
	goodAt: string[];
	languages: string[];
	/** Addresses of one's own pages, https. */
	networks: string[];
	/** Whether colleagues see the clicks that one's posts brought, month by month. */
	showResults: boolean;
};

export const EMPTY_PROFILE: Profile = {
	about: '',
	topics: [],
	goodAt: [],
	languages: [],
	networks: [],
	showResults: false,
};

/** A person as the directory lists them. `key` is where their profile is: /people/<key>. */
export type DirectoryPerson = {
	key: string;
	name: string;
	avatarSeed: string;
	/** Empty for who has a pseudonym: it would narrow down who they are. */
	team: string;
	office: string | null;
	title: string | null;
	topics: string[];
	goodAt: string[];
	languages: string[];
};
