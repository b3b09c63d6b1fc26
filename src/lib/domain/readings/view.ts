import type { Reported, ReportState } from './report.ts';

/** A report as its person and owners see it; instants are RFC 3339 in UTC. */
export type ReportView = {
	id: string;
	at: string;
	createdAt: string;
	decidedAt: string | null;
	state: ReportState;
	/** Why it was declined. */
	reason: string | null;
	totals: { key: Reported; total: number }[];
	link: { slug: string; network: string; post: string };
	/** Its size in pixels while it is kept. */
	screenshot: { width: number; height: number } | null;
};

/** The same in the owners' queue. */
export type QueuedReport = ReportView & {
	person: { name: string; team: string; avatarSeed: string };
	decidedBy: string | null;
	/** One does not decide on one's own. */
	own: boolean;
	/** What is known of the link already, to compare with. */
	known: { key: Reported; total: number }[];
};
