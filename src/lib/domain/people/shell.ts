/** The hubs of the desk, in the order of the work of those who run the program. */
export const DESK_HUBS = [
	...(['contests', 'stories', 'facts', 'displays'] as const),
	...(['connections', 'audit'] as const),
];
export type DeskHubKey = (typeof DESK_HUBS)[number];

/** Pages that one task leads through, worded for the reader. */
export type DeskHub = {
	key: DeskHubKey;
	label: string;
	pages: readonly {
		href: string;
		label: string;
		/** The ids of the routes that belong here begin so: an owner's page of a contest lies below the contest's address. */
		routes: readonly string[];
	}[];
};

/** What the frame around every page of a signed-in person shows. */
export type ShellData = {
	person: { name: string; avatarSeed: string };
	demo: boolean;
	/** May see the pages for those who run the program. */
	mayManage: boolean;
	/** The desk's pages that the person may see: of an office's host the screens; empty for who runs nothing. */
	desk: readonly DeskHub[];
	/** Notices that the person has not read yet. */
	unread: number;
	/** The person's receipts in the contest that is on; null without one. */
	receipts: string | null;
};
