//! HTTP with a time limit.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Headers, RequestInit, Response};

/// No answer came: offline, refused, or too slow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoAnswer;

impl From<JsValue> for NoAnswer {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// An answer, whole.
#[derive(Debug)]
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    /// The header `Retry-After`.
    pub(crate) retry_after: Option<String>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

/// What is sent: method, media type and body.
pub(crate) struct Body<'a> {
    pub(crate) media_type: &'a str,
    pub(crate) text: &'a str,
}

/// A request that is under way.
pub(crate) struct Pending(JsFuture);

/// `GET`, or `POST` when there is a body. `limit` is in milliseconds, for the whole answer.
pub(crate) async fn fetch(url: &str, body: Option<Body<'_>>, limit: u32) -> Result<Answer, NoAnswer> {
    begin(url, body, limit)?.answer().await
}

/// The same, without waiting for the answer.
pub(crate) fn begin(url: &str, body: Option<Body<'_>>, limit: u32) -> Result<Pending, NoAnswer> {
    send(url, body, &AbortSignal::timeout_with_u32(limit))
}

/// A `GET` that may become needless while it is under way.
#[derive(Clone)]
pub(crate) struct Request {
    controller: Option<AbortController>,
    _limit: Rc<Timeout>,
}

impl Request {
    /// One that takes so many milliseconds at most.
    pub(crate) fn new(limit: u32) -> Self {
        let controller = AbortController::new().ok();
        let end = controller.clone();
        let limit = Timeout::new(limit, move || end.iter().for_each(AbortController::abort));
        Self { controller, _limit: Rc::new(limit) }
    }

    /// The answer.
    pub(crate) async fn get(&self, url: &str) -> Result<Answer, NoAnswer> {
        send(url, None, &self.controller.as_ref().ok_or(NoAnswer)?.signal())?.answer().await
    }

    /// Ends it without an answer.
    pub(crate) fn abort(&self) {
        self.controller.iter().for_each(AbortController::abort);
    }
}

fn send(url: &str, body: Option<Body<'_>>, signal: &AbortSignal) -> Result<Pending, NoAnswer> {
    let init = RequestInit::new();
    init.set_signal(Some(signal));
    if let Some(body) = body {
        let headers = Headers::new()?;
        headers.set("Content-Type", body.media_type)?;
        init.set_method("POST");
        init.set_headers(&headers);
        init.set_body(&JsValue::from_str(body.text));
    }
    let window = super::window().ok_or(NoAnswer)?;
    Ok(Pending(JsFuture::from(window.fetch_with_str_and_init(url, &init))))
}

impl Pending {
    /// Waits for the whole answer.
    pub(crate) async fn answer(self) -> Result<Answer, NoAnswer> {
        let response: Response = self.0.await?.dyn_into().map_err(|_| NoAnswer)?;
        let retry_after = response.headers().get("Retry-After")?;
        let body = JsFuture::from(response.array_buffer()?).await?;
        Ok(Answer { status: response.status(), retry_after, body: Uint8Array::new(&body).to_vec() })
    }
}
