//! `samtycke tokens`: who may use the receiver's API.

use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use samtycke_receiver::{Expiry, Office, Role, StartError, Token};
use samtycke_record::json::{ToJson as _, Value};

use crate::database::DatabaseArgs;
use crate::terminal::plain;

const HELP: &str = "\
Examples:
  samtycke tokens new --name anna --role officer --expires 2027-12-31
  samtycke tokens new --name prometheus --role metrics
  samtycke tokens revoke anna

Run it as the user that the receiver runs as, with its database. With a token, people sign in at /console/, and programs ask \
the API (Authorization: Bearer TOKEN).";

/// Makes, lists and revokes tokens for the receiver's page and API.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct TokensArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(subcommand)]
    command: TokensCommand,
}

#[derive(Subcommand)]
enum TokensCommand {
    /// Makes a token and prints it, this once: only its SHA-256 is stored.
    New {
        /// Whose it is, or what for: shown in lists, and beside what is done with it.
        #[arg(long)]
        name: String,
        /// What it is good for; each role may what those before it may.
        #[arg(long)]
        role: RoleArg,
        /// The last day, like 2027-01-31, or a UTC time [default: until it is revoked].
        #[arg(long, value_name = "DATE")]
        expires: Option<String>,
    },
    /// Lists all tokens, without the secrets.
    List {
        /// For programs.
        #[arg(long)]
        json: bool,
    },
    /// Ends a token at once; it is refused from the next request on.
    Revoke {
        /// Its name or id.
        token: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum RoleArg {
    /// The metrics and nothing else.
    Metrics,
    /// Search, open and export records.
    Read,
    /// Erase records and hold them.
    Officer,
    /// Tokens, webhooks and the log of administrative acts.
    Admin,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Metrics => Self::Metrics,
            RoleArg::Read => Self::Read,
            RoleArg::Officer => Self::Officer,
            RoleArg::Admin => Self::Admin,
        }
    }
}

impl TokensArgs {
    pub(crate) fn run(self) -> ExitCode {
        let Self { database, command } = self;
        match command {
            TokensCommand::New { name, role, expires } => database.work("tokens new", async |office| {
                make(office, &name, role.into(), expires.as_deref()).await
            }),
            TokensCommand::List { json } => {
                database.work("tokens list", async |office| list(office, json).await)
            }
            TokensCommand::Revoke { token } => database.work("tokens revoke", async |office| {
                let token = office.revoke_token(&token).await?;
                println!("revoked {} ({})", plain(&token.name), token.id);
                Ok(())
            }),
        }
    }
}

async fn make(office: &Office, name: &str, role: Role, expires: Option<&str>) -> Result<(), StartError> {
    let expiry = expires.map_or(Ok(Expiry::Never), Expiry::parse)?;
    let (token, secret) = office.new_token(name, role, &expiry).await?;
    let until = token.expires_at.map_or_else(String::new, |at| format!(", good until {at}"));
    eprintln!(
        "token {} for {}, role {}{until}; it is shown this once:",
        token.id,
        plain(name),
        role.as_str()
    );
    println!("{}", secret.as_str());
    Ok(())
}

async fn list(office: &Office, json: bool) -> Result<(), StartError> {
    let tokens = office.tokens().await?;
    if json {
        println!("{}", Value::Array(tokens.iter().map(Token::to_json).collect()).canonical());
        return Ok(());
    }
    if tokens.is_empty() {
        eprintln!("no tokens yet; `samtycke tokens new --name NAME --role ROLE` makes one");
    }
    for token in tokens {
        let until = match (&token.revoked_at, &token.expires_at) {
            (Some(at), _) => format!("revoked {at}"),
            (None, Some(at)) => format!("until {at}"),
            (None, None) => "until revoked".into(),
        };
        println!(
            "{}  {:<7}  made {}  {until}  {}",
            token.id,
            token.role.as_str(),
            token.created_at,
            plain(&token.name)
        );
    }
    Ok(())
}
