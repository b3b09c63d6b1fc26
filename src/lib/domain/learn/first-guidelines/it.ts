/** What an owner starts from; nothing is in force before it is published. */
export const it = `## In breve

Condividi quello che vuoi, con parole tue, e dici che lavori qui. È quasi tutto.

## Che cosa ti chiediamo

- **Di’ chi sei.** «Lavoro in …» va in ogni post che parla di noi.
- **Parole tue.** Nessuno deve condividere, e nessuno deve lodare.
- **Niente di riservato.** Solo quello che l’azienda ha detto in pubblico.
- **Rispetto.** Niente insulti, niente derisioni, nemmeno verso i concorrenti.
- **Niente trucchi.** Non cliccare sui tuoi link, non chiedere ad altri di farlo, non comprare clic.

## Quando qualcosa va storto

Avvisa chi gestisce il programma. Chi lo dice non ha colpa.`;
