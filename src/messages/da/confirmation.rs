//! Confirming with a passkey.

use crate::messages::confirmation::Confirmation;

pub(super) const WORDS: Confirmation = Confirmation {
    title: "Bekræft med en adgangsnøgle",
    offered: "Du kan også bekræfte med dit fingeraftryk, dit ansigt eller din pinkode. Så er det lettere senere at vise, at et menneske har bekræftet det, og ikke kun en side. Aftalen er lige så gyldig uden.",
    required: "{vendor} beder alle bekræfte med fingeraftryk, ansigt eller pinkode, før en aftale sendes.",
    asks: "Din browser beder om en adgangsnøgle (passkey), som du allerede har her. Fingeraftryk, ansigt og pinkode forlader aldrig din enhed.",
    makes: "Din browser spørger to gange: Først laver den en adgangsnøgle (passkey) til {host}, og så bekræfter den med nøglen. Din enhed eller din adgangskodeboks gemmer nøglen; den logger dig ikke ind nogen steder. Fingeraftryk, ansigt og pinkode forlader aldrig din enhed.",
    made: "Adgangsnøglen er lavet. Bekræft nu med den.",
    elsewhere: "Denne enhed kan ikke selv spørge efter fingeraftryk, ansigt eller pinkode. Browseren tilbyder i stedet din telefon eller en sikkerhedsnøgle.",
    not_sent: "Din accept er underskrevet, men ikke sendt endnu. Den gælder først, når den er sendt.",
    confirm: "Bekræft med adgangsnøgle",
    go_on: "Fortsæt uden",
    back: "Gå tilbage",
    in_browser: "Svar i browserens eget vindue …",
    cancelled: "Intet blev bekræftet. Browserens vindue blev lukket, det tog for lang tid, eller din enhed kunne ikke genkende dig. Du kan prøve igen.",
    unsupported: "Denne browser kan ikke bekræfte med adgangsnøgler. En anden browser eller en anden enhed kan måske.",
    forbidden: "Denne side tillader ikke adgangsnøgler, og det kan kun sidens ejer ændre.",
    failed: "Browseren kunne ikke bekræfte. Intet er gået tabt, og du kan prøve igen.",
    contact: "Vi kan hjælpe dig med at acceptere på en anden måde:",
    missing: "Gør bekræftelsen af aftalen færdig.",
    confirmed: "Bekræftet",
    with_passkey: "med en adgangsnøgle",
};
