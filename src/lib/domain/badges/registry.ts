import type { Badge } from './badge.ts';
import type { BadgeKey } from './keys.ts';
import { acceptedStories } from './list/accepted-stories.ts';
import { allWeek } from './list/all-week.ts';
import { applications } from './list/applications.ts';
import { brightIdea } from './list/bright-idea.ts';
import { carried } from './list/carried.ts';
import { categories } from './list/categories.ts';
import { certified } from './list/certified.ts';
import { clicks } from './list/clicks.ts';
import { comeback } from './list/comeback.ts';
import { conversations } from './list/conversations.ts';
import { finalist } from './list/finalist.ts';
import { firstClick } from './list/first-click.ts';
import { firstIdea } from './list/first-idea.ts';
import { firstLead } from './list/first-lead.ts';
import { helpfulHour } from './list/helpful-hour.ts';
import { helpingHand } from './list/helping-hand.ts';
import { hire } from './list/hire.ts';
import { hit } from './list/hit.ts';
import { mostImproved } from './list/most-improved.ts';
import { networks } from './list/networks.ts';
import { newcomer } from './list/newcomer.ts';
import { openBook } from './list/open-book.ts';
import { outcomes } from './list/outcomes.ts';
import { ownWords } from './list/own-words.ts';
import { podium } from './list/podium.ts';
import { prize } from './list/prize.ts';
import { steady } from './list/steady.ts';
import { storyTravels } from './list/story-travels.ts';
import { streak } from './list/streak.ts';
import { teamWin } from './list/team-win.ts';
import { trueVoice } from './list/true-voice.ts';

/** Every badge: one file and one line each. None is for the number of shares. */
export const BADGES = {
	'first-click': firstClick,
	clicks,
	hit,
	conversations,
	'first-lead': firstLead,
	outcomes,
	applications,
	hire,
	streak,
	steady,
	'helpful-hour': helpfulHour,
	comeback,
	'own-words': ownWords,
	'true-voice': trueVoice,
	networks,
	categories,
	'all-week': allWeek,
	carried,
	'team-win': teamWin,
	'most-improved': mostImproved,
	newcomer,
	podium,
	finalist,
	prize,
	certified,
	'open-book': openBook,
	'first-idea': firstIdea,
	'accepted-stories': acceptedStories,
	'story-travels': storyTravels,
	'helping-hand': helpingHand,
	'bright-idea': brightIdea,
} as const satisfies Record<BadgeKey, Badge>;
