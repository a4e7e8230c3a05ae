//! Roles and what their documents must be.

use samtycke_record::acceptance::{Act, PartyRole};

use super::{Found, Pack};
use crate::author::codes::law;
use crate::manifest::Role;

pub(super) fn lint(pack: &Pack<'_>, found: &mut Found<'_>) {
    for (r, role) in pack.manifest.roles.iter().enumerate() {
        let path = format!("role[{r}]");
        let has = |types: &[&str], act: Option<Act>| {
            role.documents.iter().any(|entry| {
                let of_type = pack
                    .manifest
                    .document(&entry.id)
                    .is_some_and(|document| types.contains(&document.r#type.as_str()));
                of_type && act.is_none_or(|act| act == entry.act)
            })
        };
        agreement(role, &path, has(&["dpa", "sub-processor-agreement"], Some(Act::Agree)), found);
        if role.vendor == PartyRole::Controller && !has(&["privacy-policy"], None) {
            let message = format!("role {} has no privacy policy", role.id);
            found.at(&law::ROLE_INFORMATION, &format!("{path}.documents"), message);
        }
        for (d, entry) in role.documents.iter().enumerate() {
            let is_policy =
                pack.manifest.document(&entry.id).is_some_and(|document| document.r#type == "privacy-policy");
            if is_policy && entry.act == Act::Agree {
                let message = format!("role {} agrees to {}", role.id, entry.id);
                found.at(&law::POLICY_AGREED, &format!("{path}.documents[{d}]"), message);
            }
        }
    }
}

fn agreement(role: &Role, path: &str, agrees: bool, found: &mut Found<'_>) {
    // A customer whose partner is the processor concludes it with the partner.
    let on_behalf = matches!(
        (role.party, role.vendor),
        (PartyRole::Controller, PartyRole::Processor) | (PartyRole::Processor, PartyRole::SubProcessor)
    );
    if on_behalf && !agrees {
        let message = format!(
            "in role {} the vendor is {}, but no agreement is concluded",
            role.id,
            role.vendor.as_str()
        );
        found.at(&law::ROLE_AGREEMENT, &format!("{path}.documents"), message);
    }
}
