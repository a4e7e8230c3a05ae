//! Numbers in words, up to ninety-nine: `thirty-six`, `tjugofyra`, `fireogtyve`.

/// How tens and ones become one number.
enum Form {
    /// `thirty six`: a word each.
    Apart,
    /// `trettiosex`.
    TensFirst,
    /// `fireogtyve`.
    OnesFirst,
}

struct Language {
    tag: &'static str,
    form: Form,
    /// From one to nineteen; ways to write the same one are divided by `/`.
    small: &'static str,
    /// From twenty to ninety.
    tens: &'static str,
}

const LANGUAGES: &[Language] = &[
    Language {
        tag: "en",
        form: Form::Apart,
        small: "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                seventeen eighteen nineteen",
        tens: "twenty thirty forty fifty sixty seventy eighty ninety",
    },
    Language {
        tag: "sv",
        form: Form::TensFirst,
        small: "en/ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton \
                nitton",
        tens: "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
    },
    Language {
        tag: "da",
        form: Form::OnesFirst,
        small: "en/et/én/ét to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten \
                atten nitten",
        tens: "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
    },
    Language {
        tag: "nb",
        form: Form::TensFirst,
        small: "en/ett/én/ei to tre fire fem seks sju/syv åtte ni ti elleve tolv tretten fjorten femten seksten \
                sytten atten nitten",
        tens: "tjue/tyve tretti/tredve førti femti seksti sytti åtti nitti",
    },
    Language {
        tag: "fi",
        form: Form::TensFirst,
        small: "yksi/yhden kaksi/kahden kolme/kolmen neljä/neljän viisi/viiden kuusi/kuuden seitsemän kahdeksan \
                yhdeksän kymmenen yksitoista/yhdentoista kaksitoista/kahdentoista kolmetoista/kolmentoista \
                neljätoista/neljäntoista viisitoista/viidentoista kuusitoista/kuudentoista seitsemäntoista \
                kahdeksantoista yhdeksäntoista",
        tens: "kaksikymmentä/kahdenkymmenen kolmekymmentä/kolmenkymmenen neljäkymmentä/neljänkymmenen \
               viisikymmentä/viidenkymmenen kuusikymmentä/kuudenkymmenen seitsemänkymmentä/seitsemänkymmenen \
               kahdeksankymmentä/kahdeksankymmenen yhdeksänkymmentä/yhdeksänkymmenen",
    },
];

/// The number that lower-case words begin with, in digits too, and of how many of them it is made.
pub(super) fn read(words: &[&str], language: &str) -> Option<(u32, usize)> {
    let first = words.first()?;
    if let Ok(number) = first.parse() {
        return Some((number, 1));
    }
    let Language { form, small, tens, .. } = LANGUAGES.iter().find(|one| one.tag == language)?;
    let one = |word: &str| place(small, word).map(|at| at + 1).filter(|one| *one < 10);
    let ten = |word: &str| place(tens, word).map(|at| (at + 2) * 10);
    if let Some(at) = place(small, first) {
        return Some((at + 1, 1));
    }
    if let Some(ten) = ten(first) {
        let next = words.get(1).filter(|_| matches!(form, Form::Apart)).and_then(|next| one(next));
        return Some(next.map_or((ten, 1), |one| (ten + one, 2)));
    }
    let cuts = || first.char_indices().filter_map(|(at, _)| first.split_at_checked(at));
    let number = match form {
        Form::Apart => None,
        Form::TensFirst => cuts().find_map(|(tens, ones)| Some(ten(tens)? + one(ones)?)),
        Form::OnesFirst => cuts().find_map(|(ones, tens)| Some(one(ones)? + ten(tens.strip_prefix("og")?)?)),
    };
    number.map(|number| (number, 1))
}

/// Which of the words it is.
fn place(words: &str, word: &str) -> Option<u32> {
    let at = words
        .split(' ')
        .filter(|one| !one.is_empty())
        .position(|ways| ways.split('/').any(|way| way == word))?;
    u32::try_from(at).ok()
}
