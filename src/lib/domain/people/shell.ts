/** What the frame around every page of a signed-in person shows. */
export type ShellData = {
	person: { name: string; avatarSeed: string };
	demo: boolean;
	/** May see the pages for those who run the program. */
	mayManage: boolean;
	/** May also see the pages that connect the portal to other systems. */
	mayAdmin: boolean;
	/** Notices that the person has not read yet. */
	unread: number;
	/** The person's receipts in the contest that is on; null without one. */
	receipts: string | null;
};
