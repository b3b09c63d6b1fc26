import { z } from 'zod';
import { COPIED } from '#lib/domain/networks/names.ts';
import { BY_KEY } from '#lib/domain/networks/networks.ts';
import { Failure } from '#lib/domain/failure.ts';
import { composeText, forbiddenIn, roomLeft } from '#lib/domain/sharing/compose.ts';
import { languageSchema } from '#lib/domain/posts/language-tag.ts';
import { disclosureIn } from '#lib/domain/sharing/disclosure.ts';
import { suggestionsOf } from '#lib/domain/sharing/suggest.ts';
import type { Prepared, PreparedPost } from '#lib/domain/sharing/view.ts';
import { voiceOf } from '#lib/domain/voice/voice.ts';
import { guarded, withTransaction } from '../context.ts';
import { createOwnLink } from '../links/create.ts';
import { linkAddress } from '../origin.ts';
import { storyForSharing } from '../posts/for-sharing.ts';
import { draftText, keepDraft, networkKey } from './drafts.ts';
import { keepSketch } from './keep-sketch.ts';
import { readSharingPolicy } from './policy.ts';
import { qrPath } from './qr.ts';
import { readMastodonServer } from './server-of.ts';
import { sharerOf } from './sharer.ts';
import { colleaguesSketches } from './sketches.ts';

const chosen = z.strictObject({ network: networkKey, text: draftText });

/**
 * Makes posts ready: a tracked link for each network, the text with the program's disclosure, the address of the
 * network's composer, and a link to copy with its QR code. The disclosure is added here, so that no page can leave it
 * out. Keeps the texts as drafts and of each a sketch. Throws Failure `not_found`, `invalid` with paths (`posts.0.text`:
 * `too_long`, `forbidden: …`; `posts`, `server`) and `not_allowed` for a network that is not offered.
 */
export const prepareShare = guarded(
	'prepareShare',
	'sharing.own',
	z.strictObject({
		post: z.uuid(),
		language: languageSchema.default('en'),
		posts: z
			.array(chosen)
			.max(20)
			.refine((list) => new Set(list.map(({ network }) => network)).size === list.length, 'twice'),
	}),
	(ctx, input): Promise<Prepared> =>
		withTransaction(ctx, async (tx) => {
			const personId = sharerOf(tx);
			const story = await storyForSharing({ ctx: tx, input: { id: input.post } });
			const policy = await readSharingPolicy({ ctx: tx, input: {} });
			const server = await readMastodonServer(tx, personId);
			const disclosure = disclosureIn(policy, input.language);
			const posts = input.posts.map((post) => ({
				...post,
				network: BY_KEY[post.network],
				text: composeText(post.text, disclosure),
				typed: post.text,
			}));
			const hidden = posts.find(({ network }) => policy.hidden.some((key) => key === network.key));
			if (hidden)
				throw new Failure('not_allowed', `${hidden.network.name} is not offered here.`, {
					reason: 'network_hidden',
				});

			// The link's name has always as many letters: what fits with this one fits with the real one.
			const errors = posts.flatMap(({ network, text }, i) => {
				const words = forbiddenIn(text, policy.forbidden);
				const path = `posts.${i}.text`;
				if (words.length > 0) return [{ path, message: `forbidden: ${words.join(', ')}` }];
				const left = roomLeft(network, text, linkAddress('x'.repeat(8)));
				return left < 0 ? [{ path, message: 'too_long' }] : [];
			});
			if (posts.some(({ network }) => network.needsServer) && server === null)
				errors.push({ path: 'server', message: 'is needed' });
			if (errors.length > 0) throw new Failure('invalid', 'Some posts are not ready.', { errors });

			const judge = voiceOf({
				id: story.id,
				suggestions: suggestionsOf(story),
				colleagues: await colleaguesSketches(tx, { postId: story.id, personId }),
			});
			const ready: PreparedPost[] = [];
			for (const { network, text, typed } of posts) {
				const made = await createOwnLink({
					ctx: tx,
					input: { post: story.id, network: network.key },
				});
				const voice = judge(typed);
				await keepSketch(tx, { slug: made.slug, voice });
				await keepDraft(tx, { personId, postId: story.id, network: network.key, text: typed });
				const link = linkAddress(made.slug);
				ready.push({
					...{ network: network.key, slug: made.slug, text, link, own: voice.own },
					composer: network.composer({ text, link, server: server ?? undefined }),
				});
			}
			const copied = await createOwnLink({ ctx: tx, input: { post: story.id, network: COPIED } });
			const link = linkAddress(copied.slug);
			const text = posts[0]?.text ?? composeText('', disclosure);
			return { posts: ready, copied: { link, text, qr: qrPath(link) } };
		}),
);
