/**
 * Verbs of managers, owners and admins that change something and write no audit entry: file, name and the reason. Keep it short. A
 * new line is a decision that somebody reads in review.
 */
export const UNAUDITED: Record<string, Record<string, string>> = {
	'src/lib/server/api/record-events.ts': {
		recordEvents: 'a fact keeps who sent it and when, and is never changed',
	},
	'src/lib/server/badges/pass.ts': {
		requestPass: 'asks for what the program does every night by itself',
	},
	'src/lib/server/contests/draft-save.ts': {
		saveDraft: 'a draft holds nothing yet: publishing it is written down, and throwing it away',
	},
	'src/lib/server/contests/draft-start.ts': {
		startDraft: 'the same',
	},
	'src/lib/server/posts/draft.ts': {
		startStory: 'the same, of a story',
	},
	'src/lib/server/displays/change.ts': {
		identifyDisplay: 'the screen shows its name for half a minute',
		reloadDisplay: 'the screen shows what it showed',
	},
	'src/lib/server/displays/pair-find.ts': {
		readPairing: 'notes that somebody looked; letting in and turning away are written down',
	},
	'src/lib/server/feeds/read.ts': {
		readFeedWithin: 'reads at once what the program reads by its schedule',
	},
	'src/lib/server/imports/receive.ts': {
		beginImport: 'a file that waits changes nothing: starting the import is written down',
		addPiece: 'the same',
		closeUpload: 'the same',
	},
	'src/lib/server/imports/start.ts': {
		saveMapping: 'the same',
	},
	'src/lib/server/integrity/scan.ts': {
		scanForQueue: 'finds what the program finds by itself, and decides nothing',
	},
	'src/lib/server/reveals/step.ts': {
		stepReveal: 'moves on what is shown; beginning and ending a reveal are written down',
	},
};
