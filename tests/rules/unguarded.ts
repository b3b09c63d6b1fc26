/**
 * What an edge may call although it checks nobody's permission: file, name and the reason. Keep it short. A new line
 * is a decision that somebody reads in review.
 */
export const UNGUARDED: Record<string, Record<string, string>> = {
	'src/lib/server/auth/sessions.ts': {
		readSession: 'it is how the hooks find out who asks; nobody is known before',
	},
	'src/lib/server/auth/setup-token.ts': {
		isSetUp: 'says only yes or no, which the redirect to /setup shows everybody',
		ensureSetupToken: 'run by the process at its start; no request reaches it',
	},
	'src/lib/server/api/authenticate.ts': {
		authenticate: 'it is how the API finds out whose token it is; nobody is known before',
	},
	'src/lib/server/api/respond.ts': {
		respond: 'finds out whose token it is before it runs anything; the verbs that it runs check',
		respondToAnyone: 'runs a verb as a visitor, who may do only what the verb lets visitors do',
	},
	'src/lib/server/displays/verify.ts': {
		verifyDisplayKey: 'is the check itself: of a display link’s signature, contest and revocation',
	},
	'src/lib/server/displays/session.ts': {
		displayCtx: 'is the check itself: of a paired display’s token',
		signedInDisplay: 'the same, and refuses',
	},
	'src/lib/server/scoring/rescore.ts': {
		rescoreContest:
			'run by the process and the command line; changes no fact, only what follows from them',
	},
	'src/lib/server/scoring/scorer.ts': {
		createScorer:
			'run by the process and the command line; turns marks into standings and reads no request',
	},
	'src/lib/server/runtime.ts': {
		publishRuntime: 'run by the process at its start; no request reaches it',
	},
};

/** Routes for everybody, with what they show. All others ask a verb, or who is signed in. */
export const PUBLIC_ROUTES: Record<string, string> = {
	'src/routes/avatars/[seed].svg/+server.ts': 'a drawing made from the seed alone',
	'src/routes/api/v1/openapi.json/+server.ts': 'describes the API, and nothing of this program',
	'src/routes/(docs)/api/+page.server.ts': 'the same as a page',
	'src/routes/api/[...path]/+server.ts': 'says that there is no such route, to everybody',
};

/** Socket events that need no permission. */
export const UNGUARDED_EVENTS: Record<string, string> = {
	follow: 'takes a display’s own id, and asks whether the socket is that display',
	unwatch: 'ends the watching of the socket that says it, and nothing else',
	disconnect: 'the same, said by the connection',
};
