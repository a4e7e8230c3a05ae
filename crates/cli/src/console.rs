//! The page for compliance officers, with the verifier that it shows records by: each in the folder of its own that its
//! files know each other by.

use samtycke_receiver::Page;

use crate::assets::{CONSOLE, CONSOLE_MENU_STYLES, CONSOLE_PAGE, CONSOLE_STYLES, VERIFY, VERIFY_STYLES};

pub(crate) fn page() -> Page {
    let inside = |folder: &'static str, files: &'static [(&'static str, &'static str)]| {
        files.iter().map(move |(name, text)| (format!("{folder}/{name}"), *text))
    };
    let mut page: Page = inside("console", CONSOLE).chain(inside("verify", VERIFY)).collect();
    page.push(("index.html".into(), CONSOLE_PAGE));
    page.push(("console/console.css".into(), CONSOLE_STYLES));
    page.push(("console/menu.css".into(), CONSOLE_MENU_STYLES));
    page.push(("verify/verify.css".into(), VERIFY_STYLES));
    page
}
