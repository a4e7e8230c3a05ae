//! A sign-up's back end: `POST /signup` takes the form, with the agreement in it, and opens the account.
//!
//! The account and the record that it stands on are stored in one transaction. With a receipt the account is open at
//! once; without one it is pending, and this server brings the record to the receiver itself (store and forward).

mod accounts;
mod receiver;

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::sync::Arc;

use accounts::{Account, Accounts};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Router, body::Bytes};
use receiver::{Delivery, Receiver};
use samtycke_site::{Form, Reason, Vendor};
use tokio::net::TcpListener;

/// Why there is no account, for a person to read.
#[derive(Debug)]
struct Refusal(StatusCode, String);

fn refuse<T>(status: StatusCode, why: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(status, why.into()))
}

impl From<samtycke_site::Refusal> for Refusal {
    fn from(refusal: samtycke_site::Refusal) -> Self {
        let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if refusal.reason() != Reason::Ours {
            return Self(status, refusal.to_string());
        }
        eprintln!("{refusal}");
        Self(status, "Something is wrong on our side.".into())
    }
}

/// Whatever stops the server at its start, or a delivery.
type Fault = Box<dyn Error + Send + Sync>;

struct App {
    vendor: Arc<Vendor>,
    accounts: Accounts,
    receiver: Receiver,
    delivery: Arc<Delivery>,
}

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let needed = |name: &str| env::var(name).map_err(|_| format!("set {name}: see README.md"));
    let or = |name: &str, value: &str| env::var(name).unwrap_or_else(|_| value.to_owned());
    let vendor = Arc::new(Vendor {
        pack: needed("PACK")?.into(),
        endpoint: needed("ENDPOINT")?.trim_end_matches('/').to_owned(),
        origin: needed("ORIGIN")?,
        role: or("ROLE", "customer"),
    });
    let accounts = Accounts::open(&or("DATABASE", "accounts.db")).await?;
    let receiver = Receiver::at(&vendor.endpoint);
    let delivery = Arc::new(Delivery::of(Arc::clone(&vendor), accounts.clone(), receiver.clone()));
    tokio::spawn(Arc::clone(&delivery).go_on(or("RETRY_SECONDS", "60").parse()?));

    let listener = TcpListener::bind(format!("127.0.0.1:{}", or("PORT", "3000"))).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let app = Arc::new(App { vendor, accounts, receiver, delivery });
    let routes = Router::new().route("/signup", post(answer)).layer(DefaultBodyLimit::max(512 * 1024));
    axum::serve(listener, routes.with_state(app)).await?;
    Ok(())
}

async fn answer(State(app): State<Arc<App>>, form: Bytes) -> (StatusCode, String) {
    match sign_up(&app, &form).await {
        Ok("open") => (StatusCode::CREATED, "Your account is open.\n".into()),
        Ok(_) => {
            app.delivery.soon();
            let later = "It opens as soon as our record service has confirmed your agreement.";
            (StatusCode::ACCEPTED, format!("Your account is made. {later}\n"))
        }
        Err(Refusal(status, why)) => (status, format!("{why}\n")),
    }
}

/// The state of the account that was made.
async fn sign_up(app: &App, form: &[u8]) -> Result<&'static str, Refusal> {
    let form: HashMap<_, _> = form_urlencoded::parse(form).collect();
    let field = |name| form.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
    let bad_request = StatusCode::BAD_REQUEST;
    let Some(jws) = field("agreement") else {
        return refuse(bad_request, "Please accept the agreement first: the form came without it.");
    };
    let Some(name) = field("name") else {
        return refuse(bad_request, "Please give the account a name.");
    };
    let confirmation = field("agreement.confirmation");
    let receipt = field("agreement.receipt");
    let keys = match receipt {
        Some(_) => app.receiver.keys().await,
        None => None,
    };
    let agreed = app.vendor.check(Form { record: jws, confirmation, receipt }, keys.as_ref())?;
    let receipt = receipt.filter(|_| agreed.receipted);
    let state = if agreed.receipted { "open" } else { "pending" };
    let account =
        Account { record: &agreed.id, jws, confirmation, receipt, name, customer: agreed.customer, state };
    app.accounts.add(&account).await?;
    Ok(state)
}
