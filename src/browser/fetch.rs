//! HTTP with a time limit.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response};

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
    /// The body.
    pub(crate) body: Vec<u8>,
}

/// What is sent: method, media type and body.
pub(crate) struct Body<'a> {
    pub(crate) media_type: &'a str,
    pub(crate) text: &'a str,
}

/// `GET`, or `POST` when there is a body. `limit` is in milliseconds, for the whole answer.
pub(crate) async fn fetch(url: &str, body: Option<Body<'_>>, limit: u32) -> Result<Answer, NoAnswer> {
    let init = RequestInit::new();
    init.set_signal(Some(&AbortSignal::timeout_with_u32(limit)));
    if let Some(body) = body {
        let headers = Headers::new()?;
        headers.set("Content-Type", body.media_type)?;
        init.set_method("POST");
        init.set_headers(&headers);
        init.set_body(&JsValue::from_str(body.text));
    }
    let window = super::window().ok_or(NoAnswer)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(url, &init)).await?;
    let response: Response = response.dyn_into().map_err(|_| NoAnswer)?;
    let body = JsFuture::from(response.array_buffer()?).await?;
    Ok(Answer { status: response.status(), body: Uint8Array::new(&body).to_vec() })
}
