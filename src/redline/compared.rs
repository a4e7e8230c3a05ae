//! Two verified texts and what lies between them.

use std::rc::Rc;

use samtycke_pack::Document;
use samtycke_pack::redline::Redline;
use samtycke_record::Digest;

use super::plan::{Found, Plan};

/// A text and the digest that it was checked against.
pub(crate) type Text = (Rc<Document>, Digest);

/// What is shown. It follows from the two texts, so it is as verified as they are.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) old: Rc<Document>,
    pub(super) new: Rc<Document>,
    pub(super) redline: Redline,
    pub(super) plan: Plan,
}

impl PartialEq for Compared {
    fn eq(&self, other: &Self) -> bool {
        let digests = |one: &Self| (one.redline.from.sha256.clone(), one.redline.to.sha256.clone());
        digests(self) == digests(other)
    }
}

impl Compared {
    pub(super) fn of(old: &Text, new: &Text) -> Self {
        let redline = Redline::between((&*old.0, old.1.clone()), (&*new.0, new.1.clone()));
        let plan = Plan::of(&redline, &new.0.blocks);
        Self { old: old.0.clone(), new: new.0.clone(), redline, plan }
    }

    pub(super) fn find(&self, anchor: Option<&str>) -> Option<Found> {
        self.plan.find(anchor?, &self.redline, &self.new.blocks)
    }
}
