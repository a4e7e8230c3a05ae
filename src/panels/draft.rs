//! One message as it is being written.

use std::rc::Rc;

use yew::Reducible;

use super::message::{Matter, Sender};

/// Whose the text is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Text {
    /// It follows the fields.
    #[default]
    Composed,
    /// The person edited it, so the fields leave it alone.
    Own(String),
}

/// What came of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copied {
    Clipboard,
    /// The browser refused: the text is selected instead.
    Selected,
}

/// The state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) matter: Matter,
    pub(super) text: Text,
    /// And the text that it came of.
    copied: Option<(Copied, String)>,
}

/// What is written into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    About,
    Wrong,
    Correct,
    Text,
}

/// What is written about who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Name,
    Known,
}

impl Reducible for Sender {
    type Action = (Who, String);

    fn reduce(self: Rc<Self>, (who, text): Self::Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match who {
            Who::Name => next.name = text,
            Who::Known => next.known = text,
        }
        Rc::new(next)
    }
}

/// What the person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Write(Field, String),
    /// Throws away the edited text.
    Anew,
    Copied(Copied, String),
}

impl Draft {
    /// What came of copying the text as it now is.
    pub(super) fn copied(&self, now: &str) -> Option<Copied> {
        self.copied.as_ref().filter(|(_, text)| text == now).map(|(copied, _)| *copied)
    }
}

impl Reducible for Draft {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut next = (*self).clone();
        match act {
            Act::Write(Field::About, text) => next.matter.about = text,
            Act::Write(Field::Wrong, text) => next.matter.wrong = text,
            Act::Write(Field::Correct, text) => next.matter.correct = text,
            Act::Write(Field::Text, text) => next.text = Text::Own(text),
            Act::Anew => next.text = Text::Composed,
            Act::Copied(copied, text) => next.copied = Some((copied, text)),
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_text_stays_until_it_is_begun_anew() {
        let write = |field, text: &str| Act::Write(field, text.into());
        let mut draft = Rc::new(Draft::default());
        for (act, text) in [
            (write(Field::About, "a"), Text::Composed),
            (write(Field::Text, "own"), Text::Own("own".into())),
            (write(Field::Wrong, "b"), Text::Own("own".into())),
            (Act::Copied(Copied::Clipboard, "own".into()), Text::Own("own".into())),
            (Act::Anew, Text::Composed),
        ] {
            draft = draft.reduce(act);
            assert_eq!(draft.text, text);
        }
        assert_eq!((draft.matter.about.as_str(), draft.matter.wrong.as_str()), ("a", "b"));
    }

    #[test]
    fn copied_is_said_of_no_other_text() {
        let draft = Rc::new(Draft::default()).reduce(Act::Copied(Copied::Clipboard, "one".into()));
        assert_eq!(draft.copied("one"), Some(Copied::Clipboard));
        assert_eq!(draft.copied("another"), None);
    }
}
