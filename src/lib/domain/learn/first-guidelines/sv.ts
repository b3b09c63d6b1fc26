/** What an owner starts from; nothing is in force before it is published. */
export const sv = `## Kort sagt

Du delar det du vill, med egna ord, och du säger att du jobbar här. Det är nästan allt.

## Det vi ber dig om

- **Säg vem du är.** ”Jag jobbar på …” hör hemma i varje inlägg om oss.
- **Egna ord.** Ingen måste dela något, och ingen måste berömma.
- **Inget konfidentiellt.** Bara det som företaget självt har sagt offentligt.
- **Respekt.** Inga förolämpningar, inget hån, inte heller mot konkurrenter.
- **Inga knep.** Klicka inte på egna länkar, be inte andra klicka åt dig, köp inga klick.

## När något går fel

Berätta för den som driver programmet. Den som säger till får inte skulden.`;
