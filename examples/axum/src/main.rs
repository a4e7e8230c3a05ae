//! A site on axum: the banner stands with the first paint, and the sign-up checks the agreement.

use std::{collections::HashMap, env, error::Error, fs, sync::Arc};

use axum::http::{HeaderMap, StatusCode, header::COOKIE};
use axum::routing::{get, post};
use axum::{Router, body::Bytes, extract::State, response::Html};
use samtycke_site::{Form, Vendor};
use tower_http::services::ServeDir;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let vendor = Vendor {
        pack: env::var("PACK")?.into(),
        endpoint: env::var("ENDPOINT")?,
        origin: env::var("ORIGIN")?,
        role: "customer".into(),
    };
    let page = include_str!("../page.html").replace("{endpoint}", &vendor.endpoint);
    // What `samtycke prerender $PACK --base /legal/` wrote.
    let banner = fs::read_to_string(env::var("BANNER")?)?;
    let (asked, answered) = (page.replace("<!--banner-->", &banner), page);
    let home =
        |headers: HeaderMap| async move { Html(if has_answered(&headers) { answered } else { asked }) };
    let app = Router::new()
        .route("/", get(home))
        .route("/signup", post(sign_up))
        .nest_service("/legal", ServeDir::new(&vendor.pack))
        .with_state(Arc::new(vendor));
    let listener = tokio::net::TcpListener::bind(env::var("LISTEN")?).await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

fn has_answered(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|all| all.split("; ")).any(|cookie| cookie.starts_with("samtycke="))
}

/// What holds opens an account; storing it, and bringing it to the receiver: ../server-rust.
async fn sign_up(State(vendor): State<Arc<Vendor>>, body: Bytes) -> (StatusCode, String) {
    let fields: HashMap<_, _> = form_urlencoded::parse(&body).collect();
    let field = |name| fields.get(name).map(AsRef::as_ref);
    let record = field("agreement").unwrap_or_default();
    let form = Form { record, confirmation: field("agreement.confirmation"), receipt: None };
    match vendor.check(form, None) {
        Ok(agreed) => (StatusCode::CREATED, format!("Welcome, {}!", agreed.customer.organisation)),
        Err(no) => (StatusCode::from_u16(no.status()).unwrap_or_default(), no.to_string()),
    }
}
