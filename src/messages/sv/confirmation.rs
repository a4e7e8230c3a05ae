//! Confirming with a passkey.

use crate::messages::confirmation::Confirmation;

pub(super) const WORDS: Confirmation = Confirmation {
    title: "Bekräfta med en lösennyckel",
    offered: "Du kan också bekräfta med ditt fingeravtryck, ditt ansikte eller din pinkod. Då är det lättare att senare visa att en människa har bekräftat det, och inte bara en sida. Avtalet gäller lika mycket utan.",
    required: "{vendor} ber alla att bekräfta med fingeravtryck, ansikte eller pinkod innan ett avtal skickas.",
    asks: "Din webbläsare frågar efter en lösennyckel (passkey) som du redan har här. Fingeravtryck, ansikte och pinkod lämnar aldrig din enhet.",
    makes: "Din webbläsare frågar två gånger: först skapar den en lösennyckel (passkey) för {host}, sedan bekräftar den med nyckeln. Din enhet eller din lösenordshanterare sparar nyckeln; den loggar inte in dig någonstans. Fingeravtryck, ansikte och pinkod lämnar aldrig din enhet.",
    made: "Lösennyckeln är skapad. Bekräfta nu med den.",
    elsewhere: "Den här enheten kan inte själv fråga efter fingeravtryck, ansikte eller pinkod. Webbläsaren erbjuder i stället din telefon eller en säkerhetsnyckel.",
    not_sent: "Ditt godkännande är undertecknat men inte skickat än. Det gäller först när det är skickat.",
    confirm: "Bekräfta med lösennyckel",
    go_on: "Fortsätt utan",
    back: "Gå tillbaka",
    in_browser: "Svara i webbläsarens eget fönster …",
    cancelled: "Ingenting bekräftades. Webbläsarens fönster stängdes, det tog för lång tid, eller din enhet kunde inte känna igen dig. Du kan försöka igen.",
    unsupported: "Den här webbläsaren kan inte bekräfta med lösennycklar. En annan webbläsare eller en annan enhet kanske kan.",
    forbidden: "Den här sidan tillåter inte lösennycklar, och bara sidans ägare kan ändra det.",
    failed: "Webbläsaren kunde inte bekräfta. Ingenting har gått förlorat, och du kan försöka igen.",
    contact: "Vi kan hjälpa dig att godkänna på ett annat sätt:",
    missing: "Slutför bekräftelsen av avtalet.",
    confirmed: "Bekräftat",
    with_passkey: "med en lösennyckel",
};
