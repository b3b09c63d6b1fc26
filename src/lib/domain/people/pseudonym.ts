/** Kind words that say nothing of a person: no colour of skin or hair, no age, no gender, no place. */
const ADJECTIVES =
	'Amber Autumn Balmy Bold Brave Breezy Bright Calm Candid Clear Clever Cosy Crisp Curious Dapper Dewy Eager Early Fair Fleet Fond Frosty Gentle Glad Golden Happy Hardy Hidden Humble Jolly Keen Kind Lively Lucky Lunar Mellow Merry Mild Misty Modest Nimble Noble Patient Placid Plucky Polite Quick Quiet Rapid Ready Sandy Serene Shady Silent Silver Snowy Solar Spry Steady Sunny Tidy Tranquil Velvet Vivid Warm Wild Windy Winter Wise Witty Woodland Zesty'.split(
		' ',
	);
const PLANTS =
	'Acacia Alder Anemone Apple Ash Aspen Aster Bamboo Barley Basil Bay Beech Birch Bluebell Borage Bracken Bramble Briar Camellia Cedar Chestnut Chicory Clover Cornflower Cowslip Crocus Cypress Daffodil Dahlia Daisy Elder Elm Fennel Fern Fig Fir Foxglove Freesia Gentian Ginger Gorse Hawthorn Hazel Heather Holly Hop Iris Ivy Jasmine Juniper Larch Laurel Lavender Lilac Lily Linden Lotus Lupin Magnolia Maple Marigold Mint Moss Myrtle Nettle Oak Olive Orchid Peony Pine Poplar Poppy Primrose Quince Rosemary Rowan Rush Saffron Sage Sorrel Spruce Sunflower Tansy Thistle Thyme Tulip Verbena Vetch Viola Willow Yarrow Yew'.split(
		' ',
	);

/** From this try on a name carries a number: by then most of the short ones are taken. */
const NUMBERED_FROM = 6;

/**
 * The pseudonym that random-looking bytes stand for, an adjective and a plant: "Quiet Fern". Where it is taken already
 * the next `attempt` (from 0) gives another one; from the seventh on it ends in a number from 2 to 9999. Needs six bytes.
 */
export function pseudonymName(bytes: Uint8Array, attempt: number): string {
	const at = (i: number) => (bytes[i]! << 8) | bytes[i + 1]!;
	const adjective = ADJECTIVES[at(0) % ADJECTIVES.length]!;
	const plant = PLANTS[at(2) % PLANTS.length]!;
	const number = attempt < NUMBERED_FROM ? '' : ` ${2 + (at(4) % 9998)}`;
	return `${adjective} ${plant}${number}`;
}
