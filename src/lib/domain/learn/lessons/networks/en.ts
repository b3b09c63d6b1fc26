import type { LessonText } from '../../lesson.ts';

export const en: LessonText = {
	title: 'What works where',
	summary:
		'Each network has its own manners. What to write on LinkedIn, X, Bluesky, Facebook and in a message.',
	body: `## On every network

**Own words win.** A post that reads like ten others is skipped. Change the suggestion until a friend would know that it is yours.

## LinkedIn

Write as to a colleague in another company: what happened, what you learned, one question at the end. The first two lines decide whether anybody opens the rest.

## X and Bluesky

One thought. Whoever wants more has your link. Bluesky takes 300 characters, X 280.

## Facebook

Friends and family read here. Say why it matters to **you**, not to the industry.

## WhatsApp and e-mail

To one person or a few, with a reason why it is for them. Never to everybody.`,
	figures: {
		title: 'What it brought here',
		enough:
			'{network}: {clicks} clicks from {links} links in the last {days} days, {each} for each link.',
		few: 'In the last {days} days {links} links were shared here. That is too little to compare networks by; look again in a while.',
	},
	templates: [
		{
			name: 'LinkedIn',
			text: 'Last week I [what happened]. I had expected [what]. Instead: [what you saw]. How is it where you work?',
		},
		{
			name: 'X or Bluesky',
			text: '[One surprising thing], from the people I work with at [company]:',
		},
		{
			name: 'A message',
			text: 'Hi [name], you asked about [topic] the other day. We at [company] have just written about it:',
		},
	],
	questions: [
		{
			ask: 'What do you do with the suggested text?',
			choices: [
				{
					text: 'Post it as it is, it has been approved',
					why: 'It may be posted, but ten equal posts are skipped by everybody.',
				},
				{
					text: 'Say it in your own words',
					why: 'Right. Your readers follow you, not a suggestion.',
				},
				{ text: 'Add five hashtags to it', why: 'Hashtags don’t make it yours.' },
			],
			right: 1,
		},
		{
			ask: 'Which post suits X or Bluesky best?',
			choices: [
				{ text: 'One thought and the link', why: 'Right. Whoever wants more follows the link.' },
				{ text: 'The whole story, over twelve posts', why: 'Hardly anybody reads to the end.' },
			],
			right: 0,
		},
		{
			ask: 'Whom do you send the story to by WhatsApp?',
			choices: [
				{ text: 'Everybody in your contacts', why: 'That is what people mute you for.' },
				{ text: 'The family group, every time', why: 'Once perhaps. Every time is too often.' },
				{ text: 'Those few whom it concerns', why: 'Right. And say why you thought of them.' },
			],
			right: 2,
		},
	],
};
