//! What is missing before anything can be accepted: a pure function from state to sentences.

use samtycke_pack::Manifest;
use samtycke_pack::manifest::Role;
use samtycke_record::registry::{NumberProblem, Registration, Scheme};

use super::state::{Field, ShownProblems, State, Step};
use super::{annex, email, reading};
use crate::messages::Messages;

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) step: Step,
    /// Id of the control to go to.
    pub(crate) control: String,
    pub(crate) message: String,
}

/// Everything that is missing, in order of the steps.
pub(crate) fn problems(state: &State, manifest: &Manifest, words: &Messages, language: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut add = |step, control: &str, message: &str| {
        found.push(Problem { step, control: control.to_owned(), message: message.to_owned() });
    };
    let Some(role) = state.role.as_ref().and_then(|id| manifest.role(id)) else {
        add(Step::Role, "role-0", words.problem_role);
        return found;
    };
    found.extend(reading::problems(state, manifest, role, words, language));
    let mut add = |step, control: &str, message: &str| {
        found.push(Problem { step, control: control.to_owned(), message: message.to_owned() });
    };
    if let Some(annex) = manifest.annex_of(role) {
        for (control, message) in annex::problems(&state.annex, manifest, annex, words) {
            add(Step::Annex, &control, &message);
        }
    }
    if state.field(Field::OrganisationName).is_empty() {
        add(Step::Organisation, "organisation-name", words.problem_organisation_name);
    }
    if let Err(problem) = Registration::parse(state.scheme, state.field(Field::Number)) {
        add(Step::Organisation, "organisation-number", &number(problem, state.scheme, words));
    }
    if state.field(Field::SignatoryName).is_empty() {
        add(Step::Organisation, "signatory-name", words.problem_signatory_name);
    }
    if !email::is_address(state.field(Field::Email)) {
        add(Step::Organisation, "signatory-email", words.problem_email);
    }
    if state.field(Field::Position).is_empty() {
        add(Step::Organisation, "signatory-position", words.problem_position);
    }
    for (index, id) in role.statements.iter().enumerate() {
        let sentence = manifest.statement(id).map_or("", |statement| statement.text.get(language));
        if !state.ticks.contains(sentence) {
            let message = words.parties.problem_statement.replace("{x}", &short(sentence));
            add(Step::Accept, &format!("statement-{index}"), &message);
        }
    }
    found
}

/// The message at one control, if errors of its step have been asked for.
pub(crate) fn at<'a>(problems: &'a [Problem], state: &State, control: &str) -> Option<&'a str> {
    let problem = problems.iter().find(|problem| problem.control == control)?;
    let done = |field: &Field| field.control() == control && !state.field(*field).is_empty();
    (is_shown(state, problem.step) || state.left.keys().any(done)).then_some(&problem.message)
}

/// The beginning of a sentence, by which it is known.
fn short(text: &str) -> String {
    const CHARACTERS: usize = 60;
    let Some((end, _)) = text.char_indices().nth(CHARACTERS) else { return text.to_owned() };
    let start = text.get(..end).unwrap_or_default();
    let words = start.rsplit_once(' ').map_or(start, |(words, _)| words);
    [words.trim_end_matches([',', ';', ':']), " …"].concat()
}

/// Have errors of this step been asked for?
pub(crate) fn is_shown(state: &State, step: Step) -> bool {
    match state.shown_problems {
        ShownProblems::None => false,
        ShownProblems::Through(through) => step <= through,
    }
}

/// Is the person asked for a role? Not where the page names one, or the pack has but one.
pub(crate) fn asks_role(manifest: &Manifest, given: &str) -> bool {
    manifest.role(given).is_none() && manifest.roles.len() > 1
}

/// The steps of a role, in order.
pub(crate) fn steps(manifest: &Manifest, role: Option<&Role>, asks_role: bool) -> Vec<Step> {
    let annex = role.is_some_and(|role| manifest.annex_of(role).is_some());
    let all = [Step::Role, Step::Documents, Step::Annex, Step::Organisation, Step::Accept];
    all.into_iter()
        .filter(|step| match step {
            Step::Role => asks_role,
            Step::Annex => annex,
            Step::Documents | Step::Organisation | Step::Accept => true,
        })
        .collect()
}

/// What is wrong with the number and, where the check digits don't say that it is only mistyped, how one is written.
fn number(problem: NumberProblem, scheme: Scheme, words: &Messages) -> String {
    let said = match problem {
        NumberProblem::Empty => words.problem_number_empty.to_owned(),
        NumberProblem::Character { found, .. } => {
            words.problem_number_character.replace("{x}", found.encode_utf8(&mut [0; 4]))
        }
        NumberProblem::Length { least, most, .. } => {
            let mut lengths = least.to_string();
            if most > least {
                lengths.push('–');
                lengths.push_str(&most.to_string());
            }
            words.problem_number_length.replace("{x}", &lengths)
        }
        NumberProblem::Prefix => words.problem_number_prefix.to_owned(),
        NumberProblem::Form => words.problem_number_form.to_owned(),
        NumberProblem::CheckDigit => return words.problem_number_check.to_owned(),
    };
    [&said, " ", &example(scheme, words), "."].concat()
}

/// How a number is written.
pub(crate) fn example(scheme: Scheme, words: &Messages) -> String {
    [words.number_example, ": ", scheme.example()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::messages;

    #[test]
    fn what_is_wrong_with_a_number_is_said_with_an_example() {
        for (scheme, text, expect) in [
            (Scheme::DkCvr, "", "Skriv registreringsnummeret. For eksempel: 99 00 00 07."),
            (Scheme::DkCvr, "1234567x", "»x« hører ikke til i nummeret. For eksempel: 99 00 00 07."),
            (
                Scheme::EuVat,
                "LT12345",
                "Nummeret har forkert længde. Uden mellemrum og skilletegn skal det have 11–14 tegn. \
                 For eksempel: SE559900000601.",
            ),
            (
                Scheme::EuVat,
                "12345674",
                "Et momsnummer begynder med landets to bogstaver. For eksempel: SE559900000601.",
            ),
            (
                Scheme::DeRegisternummer,
                "HRB 5",
                "Nummeret er ikke fuldstændigt. For eksempel: Amtsgericht Musterstadt, HRB 12345.",
            ),
            (
                Scheme::SeOrgnr,
                "559900-0007",
                "Kontrolcifferet passer ikke. Et ciffer er forkert, eller to er byttet om.",
            ),
        ] {
            let problem = Registration::parse(scheme, text).unwrap_err();
            assert_eq!(number(problem, scheme, messages("da")), expect);
        }
    }

    #[test]
    fn a_sentence_is_named_by_its_beginning_at_a_word() {
        for (text, expect) in [
            ("Jeg accepterer aftalen.", "Jeg accepterer aftalen."),
            (
                "Jeg er bemyndiget til at indgå aftalen på vegne af virksomheden, og det er jeg.",
                "Jeg er bemyndiget til at indgå aftalen på vegne af …",
            ),
            (
                "Jag har tagit del av integritetspolicyn och av bilagan, godkännandet gäller båda.",
                "Jag har tagit del av integritetspolicyn och av bilagan …",
            ),
            (&"我".repeat(70), &["我".repeat(60), " …".into()].concat()),
        ] {
            assert_eq!(short(text), expect);
        }
    }
}
