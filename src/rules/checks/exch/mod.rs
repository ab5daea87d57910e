//! Exchange Server beside the product: voice mail, contacts, Outlook Web App.

pub mod contact_store;
pub mod um_contacts;
pub mod um_version;

use crate::rules::places;
use crate::rules::prelude::*;

/// EXCH-004: Outlook Web App as a trusted application.
pub static OUTLOOK_WEB_APP: Rule = Rule::new(
    "EXCH-004",
    "outlook-web-app-without-a-trusted-application",
    "0.1.0",
    Check::Checklist(places::coexistence::web_app_messaging),
);
