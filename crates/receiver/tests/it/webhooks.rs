//! Others are told what happens here: signed, in order, as often as it takes, and nobody twice at a time.

mod settings;

use std::time::{Duration, SystemTime};

use base64ct::{Base64, Encoding as _};
use samtycke_receiver::webhooks::{Dead, Detail, NewWebhook, PrivateAddresses, Topic, Webhook};
use samtycke_receiver::{Config, Office};
use samtycke_record::acceptance::EventType;
use samtycke_record::json::Value;
use samtycke_record::sign::Es256Key;
use samtycke_record::{Nonce, Uuid};
use sha2::{Digest as _, Sha256};

use crate::ear::{Closed, Ear, Heard, Reply};
use crate::packs;
use crate::server::{Place, sign, signed};

const SOON: Duration = Duration::from_millis(20);

/// Retries after no time, to this machine.
fn quick(mut config: Config) -> Config {
    config.webhooks.private = PrivateAddresses::Allowed;
    config.webhooks.pauses = vec![SOON; 4];
    config.webhooks.timeout = Duration::from_secs(5);
    config.webhooks.look = SOON;
    config
}

async fn office(place: &Place) -> Office {
    Office::open(&place.database().get()).await.unwrap()
}

fn new(url: String) -> NewWebhook {
    NewWebhook { url, events: None, detail: None, at_a_time: None }
}

/// A database with one webhook.
async fn place_with(new: NewWebhook) -> (Place, Office, Webhook, String) {
    let place = Place::new();
    place.start().await.stop().await;
    let office = office(&place).await;
    let (webhook, secret) = office.add_webhook(new).await.unwrap();
    (place, office, webhook, secret.reveal())
}

fn another() -> String {
    let mut record = packs::acceptance(&packs::published());
    record.offer.nonce = Nonce::NotCollected;
    record.record_id = Uuid::parse(&uuid::Uuid::new_v4().hyphenated().to_string()).unwrap();
    sign(&Es256Key::generate(), &record)
}

/// HMAC (RFC 2104) once more, by its definition.
fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    assert!(key.len() <= 64);
    let pad = |byte: u8| -> Vec<u8> { (0..64).map(|at| key.get(at).unwrap_or(&0) ^ byte).collect() };
    let inner = Sha256::digest([pad(0x36).as_slice(), text.as_bytes()].concat());
    Sha256::digest([pad(0x5c).as_slice(), &inner].concat()).to_vec()
}

/// By these, the newest first, and by no other.
fn assert_signed_by(heard: &Heard, secrets: &[&str]) {
    let all: Vec<_> = secrets.iter().map(|secret| signature(heard, secret)).collect();
    assert_eq!(heard.header("webhook-signature"), all.join(" "));
}

fn assert_signed(heard: &Heard, secret: &str) {
    assert_signed_by(heard, &[secret]);
}

/// What a library of Standard Webhooks computes.
fn signature(heard: &Heard, secret: &str) -> String {
    let key = Base64::decode_vec(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let (id, time) = (heard.header("webhook-id"), heard.header("webhook-timestamp"));
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    assert!(now.abs_diff(time.parse().unwrap()) < 30, "{time}");
    format!("v1,{}", Base64::encode_string(&hmac(&key, &format!("{id}.{time}.{}", heard.body))))
}

/// The list of what was given up, once it is as long.
async fn dead(office: &Office, count: usize) -> Vec<Dead> {
    for _ in 0..6_000 {
        let dead = office.dead_messages().await.unwrap();
        if dead.len() >= count {
            return dead;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nothing was given up");
}

async fn delivered(office: &Office) -> Webhook {
    for _ in 0..6_000 {
        let webhook = office.webhooks().await.unwrap().remove(0);
        if webhook.delivered_at.is_some() {
            return webhook;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nothing was delivered");
}

#[tokio::test]
async fn a_stored_record_is_told_signed_and_without_personal_data() {
    let mut ear = Ear::open(&[]).await;
    let (place, office, webhook, secret) = place_with(new(ear.url())).await;
    let server = place.start_with(quick(place.config())).await;
    let record = signed(&Es256Key::generate(), Nonce::NotCollected);
    assert_eq!(server.post(&record).await.status, 201);
    let heard = ear.hear().await;
    assert_signed(&heard, &secret);
    assert_eq!(heard.header("content-type"), "application/json");
    let id = packs::acceptance(&packs::published()).record_id.to_string();
    assert_eq!(heard.topic(), "record.accepted");
    assert!(heard.json().member("timestamp").unwrap().as_str().unwrap().ends_with('Z'));
    let Value::Object(data) = heard.json().member("data").unwrap().clone() else { panic!() };
    let names: Vec<_> = data.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["digest", "event", "kind", "number", "record_id"]);
    assert_eq!(heard.data("record_id"), Some(Value::from(id.as_str())));
    assert_eq!(heard.data("kind"), Some(Value::from("acceptance")));
    assert_eq!(heard.data("event"), Some(Value::from("agree")));
    assert_eq!(heard.data("number"), Some(Value::Integer(1)));
    // The same record again is no news.
    assert_eq!(server.post(&record).await.status, 200);
    let told = delivered(&office).await;
    assert_eq!((told.id, told.disabled_at), (webhook.id, None));
    server.stop().await;
    assert!(ear.rest().is_empty());
}

#[tokio::test]
async fn each_webhook_hears_what_it_asked_for() {
    let mut usual = Ear::open(&[]).await;
    let mut all = Ear::open(&[]).await;
    let (place, office, ..) = place_with(new(usual.url())).await;
    let everything =
        NewWebhook { events: Some(Topic::ALL.to_vec()), detail: Some(Detail::Full), ..new(all.url()) };
    office.add_webhook(everything).await.unwrap();
    let server = place.start_with(quick(place.config())).await;
    let pack = packs::published();
    let mut answer = packs::consent(&pack);
    answer.offer.nonce = Nonce::NotCollected;
    let consent = sign(&Es256Key::generate(), &answer);
    let mut no = packs::acceptance(&pack);
    no.offer.nonce = Nonce::NotCollected;
    no.event.r#type = EventType::Decline;
    no.signatory.authority.attested = false;
    (no.statements, no.annex) = (Vec::new(), None);
    let decline = sign(&Es256Key::generate(), &no);
    for (record, topic, is_usual) in
        [(&consent, "consent.recorded", false), (&decline, "record.declined", true)]
    {
        let receipt = server.post(record).await;
        assert_eq!(receipt.status, 201, "{receipt:?}");
        let heard = all.hear().await;
        assert_eq!(heard.topic(), topic);
        assert_eq!(heard.data("record"), Some(Value::from(record.as_str())));
        assert_eq!(heard.data("receipt"), Some(Value::from(receipt.receipt())));
        if is_usual {
            assert_eq!(usual.hear().await.topic(), topic);
        }
    }
    office.erase(&no.record_id, "asked for").await.unwrap();
    for ear in [&mut usual, &mut all] {
        let heard = ear.hear().await;
        assert_eq!((heard.topic().as_str(), heard.data("record")), ("record.erased", None));
        assert_eq!(heard.data("event"), Some(Value::from("erase")));
    }
    server.stop().await;
    assert!(usual.rest().is_empty() && all.rest().is_empty());
}

#[tokio::test]
async fn a_message_is_sent_again_as_it_was_until_it_is_taken() {
    let replies =
        [Reply::Status(500), Reply::Elsewhere, Reply::Silence, Reply::Status(400), Reply::Status(202)];
    let mut ear = Ear::open(&replies).await;
    let (place, office, _, secret) = place_with(new(ear.url())).await;
    let mut config = quick(place.config());
    // That of the one silence; the others are answered in it however busy the machine is.
    config.webhooks.timeout = Duration::from_secs(3);
    let server = place.start_with(config).await;
    server.post(&another()).await;
    let first = ear.hear().await;
    for _ in 1..replies.len() {
        let again = ear.hear().await;
        assert_eq!(again.header("webhook-id"), first.header("webhook-id"));
        assert_eq!(again.body, first.body);
        assert_signed(&again, &secret);
    }
    delivered(&office).await;
    server.stop().await;
    assert!(ear.rest().is_empty() && office.dead_messages().await.unwrap().is_empty());
}

#[tokio::test]
async fn messages_come_in_the_order_of_the_records_and_one_that_fails_lets_others_pass() {
    let mut ear = Ear::open(&[Reply::Status(500)]).await;
    let (place, ..) = place_with(new(ear.url())).await;
    let mut config = quick(place.config());
    config.webhooks.pauses = vec![Duration::from_hours(1)];
    let server = place.start_with(config).await;
    for _ in 0..8 {
        server.post(&another()).await;
    }
    let mut numbers = Vec::new();
    for _ in 0..8 {
        numbers.push(ear.hear().await.data("number").unwrap());
    }
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8].map(Value::Integer));
}

#[tokio::test]
async fn what_fails_for_good_is_listed_and_can_be_tried_again() {
    let mut ear = Ear::open(&[Reply::Status(500); 5]).await;
    let (place, office, webhook, _) = place_with(new(ear.url())).await;
    let server = place.start_with(quick(place.config())).await;
    server.post(&another()).await;
    let given_up = dead(&office, 1).await.remove(0);
    assert_eq!(
        (given_up.webhook.as_str(), given_up.r#type, given_up.attempts, given_up.why.as_str()),
        (webhook.id.as_str(), Topic::Accepted, 5, "answered 500 Internal Server Error")
    );
    let first = ear.hear().await;
    assert_eq!(first.header("webhook-id"), given_up.id);
    assert_eq!(ear.rest().len(), 4);
    office.retry_message(&given_up.id).await.unwrap();
    assert_eq!(ear.hear().await.body, first.body);
    delivered(&office).await;
    assert!(office.dead_messages().await.unwrap().is_empty());
    assert!(office.retry_message(&given_up.id).await.is_err(), "it was taken");
}

#[tokio::test]
async fn whoever_answers_410_hears_no_more_until_it_is_enabled() {
    let mut ear = Ear::open(&[Reply::Status(410)]).await;
    let (place, office, webhook, _) = place_with(new(ear.url())).await;
    let server = place.start_with(quick(place.config())).await;
    server.post(&another()).await;
    let given_up = dead(&office, 1).await.remove(0);
    assert!(office.webhooks().await.unwrap()[0].disabled_at.is_some());
    server.post(&another()).await;
    office.enable_webhook(&webhook.id).await.unwrap();
    server.post(&another()).await;
    ear.hear().await;
    assert_eq!(ear.hear().await.data("number"), Some(Value::Integer(3)));
    office.retry_message(&given_up.id).await.unwrap();
    assert_eq!(ear.hear().await.data("number"), Some(Value::Integer(1)));
    office.remove_webhook(&webhook.id).await.unwrap();
    server.post(&another()).await;
    server.stop().await;
    assert!(ear.rest().is_empty());
}

#[tokio::test]
async fn what_was_not_told_is_told_after_a_restart() {
    // Nobody listens there yet.
    let closed = Closed::new();
    let (place, office, ..) = place_with(new(closed.url())).await;
    let mut config = quick(place.config());
    config.webhooks.pauses = vec![Duration::from_millis(100); 100];
    let server = place.start_with(config.clone()).await;
    server.post(&another()).await;
    server.stop().await;
    let mut ear = closed.open(&[Reply::Silence]);
    // Asked to stop in the middle of a message, which doesn't end in time.
    config.timeouts.drain = Duration::from_millis(50);
    let server = place.start_with(config.clone()).await;
    let first = ear.hear().await;
    server.stop().await;
    let server = place.start_with(config).await;
    let again = ear.hear().await;
    assert_eq!(again.header("webhook-id"), first.header("webhook-id"));
    delivered(&office).await;
    server.stop().await;
    assert!(ear.rest().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_receivers_of_one_database_tell_everything_once_and_in_order() {
    const COUNT: usize = 40;
    let mut ear = Ear::open(&[]).await;
    let (place, office, ..) = place_with(new(ear.url())).await;
    let servers =
        [place.start_with(quick(place.config())).await, place.start_with(quick(place.config())).await];
    for index in 0..COUNT {
        assert_eq!(servers[index % 2].deliver(&another()).await.status, 201);
    }
    let mut numbers = Vec::new();
    for _ in 0..COUNT {
        let Some(Value::Integer(number)) = ear.hear().await.data("number") else { panic!() };
        numbers.push(usize::try_from(number).unwrap());
    }
    assert_eq!(numbers, (1..=COUNT).collect::<Vec<_>>());
    for server in servers {
        server.stop().await;
    }
    assert!(ear.rest().is_empty() && office.dead_messages().await.unwrap().is_empty());
}

#[tokio::test]
async fn no_webhook_reaches_what_only_this_machine_can_reach() {
    let mut ear = Ear::open(&[]).await;
    let by_name = ear.url().replace("127.0.0.1", "localhost");
    for url in [ear.url(), by_name] {
        let (place, office, ..) = place_with(new(url)).await;
        let mut config = quick(place.config());
        config.webhooks.private = PrivateAddresses::Refused;
        config.webhooks.pauses = Vec::new();
        let server = place.start_with(config).await;
        server.post(&another()).await;
        let given_up = dead(&office, 1).await.remove(0);
        assert_eq!(
            given_up.why,
            "its address is not of the public Internet, and private = true is not set under [webhooks]"
        );
        server.stop().await;
    }
    assert!(ear.rest().is_empty());
}

/// Other things wait for the writer besides: a webhook that is slow is not among them.
#[tokio::test]
async fn a_slow_webhook_holds_nobody_up() {
    let mut ear = Ear::open(&[Reply::Silence]).await;
    let (place, ..) = place_with(new(ear.url())).await;
    let mut config = quick(place.config());
    config.timeouts.drain = Duration::from_millis(50);
    let server = place.start_with(config).await;
    server.post(&another()).await;
    ear.hear().await;
    for _ in 0..20 {
        assert_eq!(server.post(&another()).await.status, 201);
    }
    assert_eq!(server.get("/healthz").await.status, 200);
}
