//! `samtycke new`: a pack to begin with.

mod ask;
mod country;
mod scaffold;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use samtycke_record::registry::Registration;

use crate::widget::WIDGET_FROM;
use country::Country;
use scaffold::Answers;

/// Begins a pack: pack.toml with comments that teach, an agreement and policies to go on from.
///
/// The data processing agreement has every duty of Article 28(3), with a privacy policy and a cookie policy beside it. Asks for what no flag says, when there is a terminal.
#[derive(Args)]
pub(crate) struct NewArgs {
    /// The folder, which must be empty or not there.
    dir: PathBuf,
    /// Your legal name.
    #[arg(long)]
    vendor: Option<String>,
    /// Your country, as in SE or Sweden: its law, authority and register. Any of the EU, Iceland and Norway.
    #[arg(long, value_parser = Country::parse)]
    country: Option<&'static Country>,
    /// Your registration number: organisationsnummer, CVR-nummer, Registernummer, KvK-nummer and so on, or the VAT number.
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
        println!("\nMake them say what is true of you. Next:");
        println!("  samtycke check {}", self.dir.display());
        println!("  samtycke build {} --out public/legal --widget dist/embed", self.dir.display());
        println!("      {WIDGET_FROM}");
        println!("  samtycke serve --pack public/legal --static public");
        println!("and in the head of your pages, before anything optional:");
        println!("  <script src=\"/legal/embed.js\" data-endpoint=\"http://127.0.0.1:8080\"></script>");
        Ok(())
    }

    fn answers(&self) -> Result<Answers, String> {
        let ask = ask::Ask::begin(self.yes);
        let vendor =
            ask.needed(self.vendor.as_deref(), "Your legal name", "--vendor", |text| Ok(text.into()))?;
        let country = match self.country {
            Some(country) => country,
            None => ask.needed(None, "Your country (like SE)", "--country", Country::parse)?,
        };
        let number = |text: &str| {
            let number = Registration::parse(country.scheme, text).map_err(|problem| problem.to_string())?;
            match number.country() {
                own if own == country.code => Ok(number.formatted()),
                other => Err(format!("it is of {other}, and not of {}", country.code)),
            }
        };
        let example = format!("Your registration number (like {})", country.scheme.example());
        let registration = ask.text(self.registration.as_deref(), &example, number)?;
        let languages =
            ask.list(&self.language, "Languages, the original first (sv, da, en)", &country.languages())?;
        let roles =
            ask.list(&self.role, "Whom you meet (customer, partner, representative)", &[Role::Customer])?;
        let told = |flag: &Option<String>, question: &str| {
            ask.text(flag.as_deref(), question, |text| Ok(text.to_owned()))
        };
        Ok(Answers {
            vendor,
            country,
            registration,
            languages: languages.into_iter().map(Language::code).collect(),
            roles: roles.into_iter().map(Role::id).collect(),
            address: told(&self.address, "Your postal address")?,
            email: told(&self.email, "Your e-mail address for privacy matters")?,
            phone: told(&self.phone, "Your telephone number")?,
            website: told(&self.website, "Your website (https://…)")?,
            venue: told(&self.venue, "The court for disputes")?,
            today: humantime::format_rfc3339_seconds(std::time::SystemTime::now())
                .to_string()
                .chars()
                .take(10)
                .collect(),
        })
    }
}
