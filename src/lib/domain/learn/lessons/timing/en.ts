import type { LessonText } from '../../lesson.ts';

export const en: LessonText = {
	title: 'When to post',
	summary: 'What this company’s own clicks say about weekdays and hours, and what they can’t say.',
	body: `## Your readers decide

There is no best hour for everybody. There is one for **your readers**: when they wait for the train, for lunch, for the coffee machine.

## What helps

- Post when you have **a minute to answer**. The first comments come within the hour, and an answer brings more of them.
- **One post a day** is plenty. Five in a row hide each other.
- A story is fresh **for some days**. You need not be first.
- Your own hour stands under "My results" once there are enough clicks of yours.`,
	figures: {
		title: 'What our own clicks say',
		enough:
			'Of {clicks} clicks in the last {days} days most came on {weekday} ({weekdayClicks}), and between {from} and {to} ({hourClicks}). That is when people clicked, not proof that it was the hour that made them.',
		few: 'There were {clicks} clicks in the last {days} days. That is too few to name an hour by: chance would decide. Post when you have a minute to answer.',
	},
	templates: [
		{
			name: 'Asking for answers',
			text: 'I am curious: [your question]? I am here for the next half hour and answer everybody.',
		},
	],
	questions: [
		{
			ask: 'What is the best hour to post?',
			choices: [
				{
					text: 'Tuesday at 9, that is known',
					why: 'Known of whom? Readers differ from company to company.',
				},
				{
					text: 'When your own readers click',
					why: 'Right. Their clicks say so, once there are enough of them.',
				},
			],
			right: 1,
		},
		{
			ask: 'You have five stories to share. What do you do?',
			choices: [
				{
					text: 'All five now, then it is done',
					why: 'They hide each other, and all but one go unread.',
				},
				{ text: 'One a day over the week', why: 'Right. Each one gets its own readers.' },
				{ text: 'All five in one post', why: 'Nobody follows five links.' },
			],
			right: 1,
		},
		{
			ask: 'Only 30 clicks have come so far, 12 of them on a Monday. What does that say?',
			choices: [
				{ text: 'Hardly anything yet', why: 'Right. With so few, chance decides.' },
				{
					text: 'Monday is our day',
					why: 'One post that did well is enough for that. Wait for more clicks.',
				},
			],
			right: 0,
		},
	],
};
