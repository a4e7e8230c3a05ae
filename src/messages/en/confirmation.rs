//! Confirming with a passkey.

use crate::messages::confirmation::Confirmation;

pub(super) const WORDS: Confirmation = Confirmation {
    title: "Confirm with a passkey",
    offered: "You can also confirm with your fingerprint, your face or your PIN. That makes it easier to show later that a person confirmed this, and not only a page. The agreement is just as valid without.",
    required: "{vendor} asks everyone to confirm with their fingerprint, face or PIN before an agreement is sent.",
    asks: "Your browser asks for a passkey that you already have here. Your fingerprint, face and PIN never leave your device.",
    makes: "Your browser asks twice: first it makes a passkey for {host}, then it confirms with it. Your device or your password manager keeps the passkey; it does not log you in anywhere. Your fingerprint, face and PIN never leave your device.",
    made: "The passkey is made. Now confirm with it.",
    elsewhere: "This device can't ask for a fingerprint, a face or a PIN itself. The browser offers to use your phone or a security key instead.",
    not_sent: "Your acceptance is signed, but not sent yet. It applies only when it is sent.",
    confirm: "Confirm with a passkey",
    go_on: "Go on without",
    back: "Go back",
    in_browser: "Answer in the browser's own window …",
    cancelled: "Nothing was confirmed. The browser's window was closed, it took too long, or your device could not recognise you. You can try again.",
    unsupported: "This browser can't confirm with passkeys. Another browser or another device may be able to.",
    forbidden: "This page does not allow passkeys, and only its owner can change that.",
    failed: "The browser could not confirm. Nothing is lost, and you can try again.",
    contact: "We can help you to accept in another way:",
    missing: "Finish the confirmation of the agreement.",
    confirmed: "Confirmed",
    with_passkey: "with a passkey",
};
