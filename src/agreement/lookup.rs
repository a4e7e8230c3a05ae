//! When the vendor's register is asked about a number, and what becomes of the answer: pure; `register.rs` asks.

use samtycke_record::registry::Registration;

use super::state::{Field, Origin, State};

/// What the register may fill.
const FILLED: [Field; 2] = [Field::OrganisationName, Field::Address];

/// Where asking stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Lookup {
    /// The page has no register.
    #[default]
    Off,
    /// Nothing asked about the number that is there, if it is one.
    Idle,
    Asking(Registration),
    Answered(Registration, Answer),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Found(Found),
    /// The register doesn't have the number.
    Unknown,
    /// No answer, or none that can be read.
    Failed,
    /// Not asked: the page, or an answer before the reload, had filled the fields.
    Needless,
}

/// What the register knows; empty where it doesn't.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) name: String,
    pub(crate) address: String,
}

impl State {
    /// The number that is there, when its check digits hold.
    pub(super) fn registration(&self) -> Option<Registration> {
        Registration::parse(self.scheme, self.field(Field::Number)).ok()
    }

    /// The page has a register. A number that came with a name isn't asked about.
    pub(super) fn begin_lookup(&mut self) {
        let named = !self.field(Field::OrganisationName).is_empty();
        self.lookup = match self.registration() {
            Some(number) if named => Lookup::Answered(number, Answer::Needless),
            _ => Lookup::Idle,
        };
    }

    /// The number was changed: what is known of another one is forgotten.
    pub(super) fn number_changed(&mut self) {
        let now = self.registration();
        match &self.lookup {
            Lookup::Off => return,
            Lookup::Asking(number) | Lookup::Answered(number, _) if now.as_ref() == Some(number) => return,
            Lookup::Idle | Lookup::Asking(_) | Lookup::Answered(..) => self.lookup = Lookup::Idle,
        }
        let Some(now) = now else { return };
        for field in FILLED {
            if self.origins.get(&field) == Some(&Origin::Register) {
                self.fill(field, Origin::Register, "");
            }
        }
        if let Some((_, answer)) = self.answers.iter().find(|(number, _)| *number == now) {
            let answer = answer.clone();
            self.conclude(now, answer);
        }
    }

    /// The person paused, or is done with the number.
    pub(super) fn ask_register(&mut self) {
        if self.lookup == Lookup::Idle
            && FILLED.iter().any(|field| self.may_fill(*field))
            && let Some(number) = self.registration()
        {
            self.lookup = Lookup::Asking(number);
        }
    }

    /// The register answered.
    pub(super) fn register_answered(&mut self, number: Registration, answer: Answer) {
        if self.lookup != Lookup::Asking(number.clone()) {
            return;
        }
        // Who comes back to a number that got no answer may ask again.
        if answer != Answer::Failed {
            self.answers.push((number.clone(), answer.clone()));
        }
        self.conclude(number, answer);
    }

    fn conclude(&mut self, number: Registration, answer: Answer) {
        if let Answer::Found(found) = &answer {
            for (field, text) in [(Field::OrganisationName, &found.name), (Field::Address, &found.address)] {
                if self.may_fill(field) && !text.is_empty() {
                    self.fill(field, Origin::Register, text);
                }
            }
        }
        self.lookup = Lookup::Answered(number, answer);
    }

    /// Never over what was typed, or what the page knows.
    fn may_fill(&self, field: Field) -> bool {
        self.field(field).is_empty() || self.origins.get(&field) == Some(&Origin::Register)
    }

    /// What stands there by the register.
    pub(super) fn looked_up(&self) -> Vec<&str> {
        let filled = FILLED.iter().filter(|field| self.origins.get(field) == Some(&Origin::Register));
        filled.map(|field| self.field(*field)).filter(|text| !text.is_empty()).collect()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::rc::Rc;

    use samtycke_record::registry::Scheme;
    use yew::Reducible as _;

    use super::*;
    use crate::agreement::state::{Action, Prefill};
    use crate::testing::sample_packs;

    const FJORD: &str = "12 34 56 74";
    const SKY: &str = "99 00 00 07";

    fn begin(fields: &[(Field, &str)]) -> Rc<State> {
        let (pack, _) = sample_packs().remove(0);
        let fields = fields.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
        let prefill = Prefill { fields, scheme: Some(Scheme::DkCvr) };
        let mut state = State::new(&pack.manifest, &pack.manifest.roles[0].id, prefill);
        state.begin_lookup();
        Rc::new(state)
    }

    fn number(text: &str) -> Registration {
        Registration::parse(Scheme::DkCvr, text).unwrap()
    }

    fn found(name: &str, address: &str) -> Answer {
        Answer::Found(Found { name: name.into(), address: address.into() })
    }

    fn type_in(state: Rc<State>, field: Field, text: &str) -> Rc<State> {
        state.reduce(Action::Write(field, text.into()))
    }

    fn answer(state: Rc<State>, text: &str, answer: Answer) -> Rc<State> {
        state.reduce(Action::Answered(number(text), answer))
    }

    /// A number typed, asked and answered.
    fn looked(state: Rc<State>, text: &str, said: Answer) -> Rc<State> {
        let state = type_in(state, Field::Number, text).reduce(Action::Ask);
        assert_eq!(state.lookup, Lookup::Asking(number(text)));
        answer(state, text, said)
    }

    fn names(state: &State) -> [&str; 2] {
        [state.field(Field::OrganisationName), state.field(Field::Address)]
    }

    #[test]
    fn only_a_right_number_is_asked_about_and_only_for_what_may_be_filled() {
        let full = [(Field::OrganisationName, "Sky ApS"), (Field::Address, "Nytorv 1")];
        for (before, text, asks) in [
            (&[][..], FJORD, true),
            (&[], "12 34 56 7", false),
            (&[], "12 34 56 75", false),
            (&full[..1], FJORD, true),
            (&full, FJORD, false),
        ] {
            let state = type_in(begin(before), Field::Number, text).reduce(Action::Ask);
            assert_eq!(matches!(state.lookup, Lookup::Asking(_)), asks, "{text} {before:?}");
        }
        // With a name the page knows the organisation; with a number alone it wants to be told.
        for (before, asks) in
            [(vec![(Field::Number, FJORD)], true), (vec![(Field::Number, FJORD), full[0]], false)]
        {
            let state = begin(&before).reduce(Action::Ask);
            assert_eq!(matches!(state.lookup, Lookup::Asking(_)), asks, "{before:?}");
        }
    }

    #[test]
    fn an_answer_fills_what_is_empty_and_never_what_was_typed() {
        let state = looked(begin(&[]), FJORD, found("Fjord ApS", "Havnen 1"));
        assert_eq!(names(&state), ["Fjord ApS", "Havnen 1"]);
        assert_eq!(state.looked_up(), ["Fjord ApS", "Havnen 1"]);
        let state = type_in(state, Field::OrganisationName, "Fjord Bageri");
        assert_eq!(state.looked_up(), ["Havnen 1"]);
        // Another number: what was typed stays, what was looked up goes with its number.
        let state = type_in(state, Field::Number, SKY);
        assert_eq!(names(&state), ["Fjord Bageri", ""]);
        let state = answer(state.reduce(Action::Ask), SKY, found("Sky ApS", ""));
        assert_eq!(names(&state), ["Fjord Bageri", ""]);

        // Typed while the answer was on its way.
        let state = type_in(begin(&[]), Field::Number, FJORD).reduce(Action::Ask);
        let state = type_in(state, Field::OrganisationName, "Mit navn");
        let state = answer(state, FJORD, found("Fjord ApS", "Havnen 1"));
        assert_eq!(names(&state), ["Mit navn", "Havnen 1"]);
    }

    #[test]
    fn an_answer_to_another_number_is_none_and_a_number_is_asked_about_once() {
        let state = type_in(begin(&[]), Field::Number, FJORD).reduce(Action::Ask);
        let state = type_in(state, Field::Number, SKY);
        assert_eq!(state.lookup, Lookup::Idle);
        let state = answer(state, FJORD, found("Fjord ApS", "Havnen 1"));
        assert_eq!(names(&state), ["", ""]);

        let state = looked(begin(&[]), FJORD, found("Fjord ApS", ""));
        let state = looked(state, SKY, Answer::Unknown);
        assert_eq!(names(&state), ["", ""]);
        // Back to the first: known already, also through a number that is none.
        let state = type_in(type_in(state, Field::Number, "12 34 56 7"), Field::Number, FJORD);
        assert_eq!(names(&state), ["Fjord ApS", ""]);
        assert!(matches!(state.clone().reduce(Action::Ask).lookup, Lookup::Answered(..)));
        // The same number in other words.
        let state = type_in(state, Field::Number, "DK-12345674");
        assert!(matches!(state.lookup, Lookup::Answered(_, Answer::Found(_))));
    }

    #[test]
    fn no_answer_is_no_error_and_is_not_asked_for_again_until_the_number_changes() {
        let state = looked(begin(&[]), FJORD, Answer::Failed).reduce(Action::Ask);
        assert_eq!(state.lookup, Lookup::Answered(number(FJORD), Answer::Failed));
        let state = type_in(type_in(state, Field::Number, "1"), Field::Number, FJORD).reduce(Action::Ask);
        assert_eq!(state.lookup, Lookup::Asking(number(FJORD)));
    }
}
