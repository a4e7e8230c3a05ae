//! `samtycke new`: a pack to begin with.

mod ask;
mod country;
mod scaffold;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use samtycke_record::registry::Registration;

use country::Country;
use scaffold::Answers;

/// Begins a pack: pack.toml with comments that teach, a data processing agreement with every duty of Article 28(3), a
/// privacy policy and a cookie policy. Asks for what no flag says, when there is a terminal.
#[derive(Args)]
pub(crate) struct NewArgs {
    /// The folder, which must be empty or not there.
    dir: PathBuf,
    /// Your legal name.
    #[arg(long)]
    vendor: Option<String>,
    /// Your country: its law, authority and register.
    #[arg(long, ignore_case = true)]
    country: Option<Country>,
    /// Your registration number: organisationsnummer, CVR-nummer, organisasjonsnummer, Y-tunnus.
    #[arg(long)]
    registration: Option<String>,
    /// The languages, the original first.
    #[arg(long, value_delimiter = ',')]
    language: Vec<Language>,
    /// Whom you meet.
    #[arg(long, value_delimiter = ',')]
    role: Vec<Role>,
    /// Your postal address.
    #[arg(long)]
    address: Option<String>,
    /// Your address for privacy matters.
    #[arg(long)]
    email: Option<String>,
    /// Your telephone number.
    #[arg(long)]
    phone: Option<String>,
    /// Your website.
    #[arg(long)]
    website: Option<String>,
    /// The court for disputes.
    #[arg(long)]
    venue: Option<String>,
    /// Ask nothing: what no flag says is left to fill in.
    #[arg(long)]
    yes: bool,
}

/// What the documents are there in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    Sv,
    Da,
    En,
}

impl Language {
    fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::Da => "da",
            Self::En => "en",
        }
    }
}

/// The roles there are to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Role {
    /// A controller; you are the processor.
    Customer,
    /// A processor; you are the sub-processor.
    Partner,
    /// A person who acts for either; you are the controller.
    Representative,
}

impl Role {
    fn id(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Partner => "partner",
            Self::Representative => "representative",
        }
    }
}

impl NewArgs {
    pub(crate) fn run(&self) -> ExitCode {
        match self.begin() {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("{problem}");
                ExitCode::FAILURE
            }
        }
    }

    fn begin(&self) -> Result<(), String> {
        if let Ok(mut entries) = fs::read_dir(&self.dir)
            && entries.next().is_some()
        {
            let fix = "name a folder that is empty or not there yet";
            return Err(format!("{}: the folder is not empty\n  fix: {fix}", self.dir.display()));
        }
        let answers = self.answers()?;
        let (pack, documents) = scaffold::write(&answers);
        crate::import::write(&self.dir, &pack, &documents)?;
        println!("A pack for {} in {}:", answers.vendor, self.dir.display());
        println!("  pack.toml");
        for name in documents.keys() {
            println!("  documents/{name}");
        }
        println!("\nMake them say what is true of you. Next: samtycke check {}", self.dir.display());
        Ok(())
    }

    fn answers(&self) -> Result<Answers, String> {
        let ask = ask::Ask::new(self.yes);
        let needed = |flag: &str| format!("the vendor's {flag} is not known\n  fix: say it with --{flag}");
        let vendor =
            ask.text(self.vendor.as_ref(), "Your legal name", Ok)?.ok_or_else(|| needed("vendor"))?;
        let country = match self.country {
            Some(country) => country,
            None => ask
                .text(None, "Your country (SE, DK, NO, FI)", |text: String| {
                    Country::from_str(text.trim(), true)
                })?
                .ok_or_else(|| needed("country"))?,
        };
        let number = |text: String| {
            let parsed = Registration::parse(country.scheme(), &text);
            parsed.map(|number| number.formatted()).map_err(|problem| problem.to_string())
        };
        let registration = ask.text(self.registration.as_ref(), "Your registration number", number)?;
        let languages =
            ask.list(&self.language, "Languages, the original first (sv, da, en)", &country.languages())?;
        let roles =
            ask.list(&self.role, "Whom you meet (customer, partner, representative)", &[Role::Customer])?;
        Ok(Answers {
            vendor,
            country,
            registration,
            languages: languages.into_iter().map(Language::code).collect(),
            roles: roles.into_iter().map(Role::id).collect(),
            address: ask.text(self.address.as_ref(), "Your postal address", Ok)?,
            email: ask.text(self.email.as_ref(), "Your address for privacy matters", Ok)?,
            phone: ask.text(self.phone.as_ref(), "Your telephone number", Ok)?,
            website: ask.text(self.website.as_ref(), "Your website (https://…)", Ok)?,
            venue: ask.text(self.venue.as_ref(), "The court for disputes", Ok)?,
            today: humantime::format_rfc3339_seconds(std::time::SystemTime::now())
                .to_string()
                .chars()
                .take(10)
                .collect(),
        })
    }
}
