/** What an owner starts from; nothing is in force before it is published. */
export const en = `## In short

You share what you like, in your own words, and you say that you work here. That is nearly all.

## What we ask of you

- **Say who you are.** "I work at …" belongs into every post about us.
- **Your own words.** Nobody has to share anything, and nobody has to praise.
- **Nothing confidential.** Only what the company has said in public itself.
- **Respect.** No insults, no mockery, of competitors neither.
- **No tricks.** Don't click your own links, don't ask others to click for you, don't buy clicks.

## When something goes wrong

Tell the person who runs the program. Whoever speaks up is not blamed.`;
