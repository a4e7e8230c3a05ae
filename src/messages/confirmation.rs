//! Confirming with a passkey.

/// Confirming with a passkey.
#[derive(Debug, PartialEq)]
pub struct Confirmation {
    /// Heading of the panel, once the record is signed.
    pub title: &'static str,
    /// Why, where one may go on without.
    pub offered: &'static str,
    /// Why, where one may not. `{vendor}` is the vendor's name.
    pub required: &'static str,
    /// What the browser will do with a passkey that it has.
    pub asks: &'static str,
    /// What the browser will do when it has none yet. `{host}` is the site.
    pub makes: &'static str,
    /// The passkey was made, but has not confirmed yet.
    pub made: &'static str,
    /// This device can't verify the person itself.
    pub elsewhere: &'static str,
    /// What is safe meanwhile.
    pub not_sent: &'static str,
    /// Button.
    pub confirm: &'static str,
    /// Button: send the record without a confirmation.
    pub go_on: &'static str,
    /// Button: back to the form; the signed record is thrown away.
    pub back: &'static str,
    /// While the browser's dialog is open.
    pub in_browser: &'static str,
    /// The dialog ended without a confirmation.
    pub cancelled: &'static str,
    /// The browser has no passkeys.
    pub unsupported: &'static str,
    /// The page, its address or what it is framed in doesn't allow passkeys.
    pub forbidden: &'static str,
    /// Anything else.
    pub failed: &'static str,
    /// Lead of the vendor's contact, where one may not go on without.
    pub contact: &'static str,
    /// The form's validation message meanwhile.
    pub missing: &'static str,
    /// Receipt line: by what the record is confirmed.
    pub confirmed: &'static str,
    /// Receipt line's text.
    pub with_passkey: &'static str,
}
