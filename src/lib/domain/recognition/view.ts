/** Somebody as they are shown where thanks are read; `key` leads to their profile. */
export type ThanksPerson = { externalId: string; name: string; avatarSeed: string };

/** Thanks as colleagues read them; `at` is RFC 3339 in UTC. */
export type Recognition = {
	id: string;
	from: ThanksPerson;
	to: ThanksPerson;
	message: string;
	public: boolean;
	/** The key of a badge that goes with it. */
	badge: string | null;
	/** How that badge is drawn and called; null where there is none, or it is switched off. */
	shownBadge: { art: string; name: string } | null;
	at: string;
};

/** Thanks as the two read them who are concerned. */
export type OwnRecognition = Recognition & {
	/** Whether the giver may still take them back. */
	withdrawable: boolean;
	/** The thanked keeps them to themselves. */
	kept: boolean;
	/** Public, but not shown before the thanked, who is not shown by name, agrees. */
	waiting: boolean;
};
