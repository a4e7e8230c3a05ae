//! What is set for one webhook or for all: its secret, how many messages at a time, pauses and time-outs.

use std::time::Duration;

use samtycke_receiver::webhooks::{NewWebhook, Overlap};

use super::{SOON, another, assert_signed_by, dead, new, place_with, quick};
use crate::database::rows;
use crate::ear::{Closed, Ear, Reply};
use crate::server::Place;

/// While a receiver is running, which needs no telling.
#[tokio::test]
async fn a_secret_is_exchanged_and_for_a_while_both_sign() {
    let mut ear = Ear::open(&[]).await;
    let (place, office, webhook, first) = place_with(new(ear.url())).await;
    let server = place.start_with(quick(place.config())).await;
    let (_, second) = office.rotate_webhook(&webhook.id, Overlap::USUAL).await.unwrap();
    let second = second.reveal();
    server.post(&another()).await;
    assert_signed_by(&ear.hear().await, &[&second, &first]);
    // One that somebody else has signs no more at once.
    let none = Overlap::new(Duration::ZERO).unwrap();
    let (now, third) = office.rotate_webhook(&webhook.id, none).await.unwrap();
    assert_eq!(now.former_until, None);
    server.post(&another()).await;
    assert_signed_by(&ear.hear().await, &[&third.reveal()]);
    // The time is over: the one before is gone from the database, too.
    let (_, fourth) =
        office.rotate_webhook(&webhook.id, Overlap::new(Duration::from_millis(1)).unwrap()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(5)).await;
    server.post(&another()).await;
    assert_signed_by(&ear.hear().await, &[&fourth.reveal()]);
    let former: Vec<(i64,)> =
        rows(place.database(), "SELECT count(*) FROM webhooks WHERE former_secret IS NOT NULL").await;
    assert_eq!(former, [(0,)]);
    assert!(Overlap::new(Duration::from_hours(31 * 24)).is_err());
    assert!(office.rotate_webhook("none", none).await.is_err());
}

#[tokio::test]
async fn a_webhook_that_takes_several_at_a_time_is_told_that_many_and_no_more() {
    const AT_A_TIME: usize = 3;
    // The first three aren't answered: whoever waits for one after the other hears one of them.
    let mut ear = Ear::open(&[Reply::Held; AT_A_TIME]).await;
    let (place, office, webhook, _) = place_with(NewWebhook { at_a_time: Some(3), ..new(ear.url()) }).await;
    assert_eq!(webhook.at_a_time, 3);
    let mut config = quick(place.config());
    config.webhooks.timeout = Duration::from_secs(60);
    let server = place.start_with(config).await;
    for _ in 0..6 {
        server.post(&another()).await;
    }
    let mut held = Vec::new();
    for _ in 0..AT_A_TIME {
        held.push(ear.hear().await.header("webhook-id").to_owned());
    }
    held.sort();
    held.dedup();
    assert_eq!(held.len(), AT_A_TIME, "each is another");
    assert!(ear.rest().is_empty(), "no more are on their way");
    ear.release();
    let mut rest = Vec::new();
    for _ in 0..6 {
        rest.push(ear.hear().await.header("webhook-id").to_owned());
    }
    rest.sort();
    rest.dedup();
    assert!(rest.len() == 6 && held.iter().all(|id| rest.contains(id)), "those come again, and the others");
    server.stop().await;
    assert!(ear.rest().is_empty() && office.dead_messages().await.unwrap().is_empty());
}

/// What fails after the webhook was disabled doesn't wait in secret.
#[tokio::test]
async fn of_several_on_their_way_410_ends_all() {
    // Nobody listens there until all three wait.
    let closed = Closed::new();
    let (place, office, ..) = place_with(NewWebhook { at_a_time: Some(3), ..new(closed.url()) }).await;
    let mut config = quick(place.config());
    config.webhooks.pauses = vec![Duration::from_millis(100); 100];
    let server = place.start_with(config.clone()).await;
    for _ in 0..3 {
        server.post(&another()).await;
    }
    server.stop().await;
    let mut ear = closed.open(&[Reply::Silence, Reply::Status(410), Reply::Status(500)]);
    let server = place.start_with(config).await;
    assert_eq!(dead(&office, 3).await.len(), 3);
    assert!(office.webhooks().await.unwrap()[0].disabled_at.is_some());
    server.stop().await;
    assert!(ear.rest().len() >= 2);
}

#[tokio::test]
async fn settings_that_cannot_be_kept_are_refused() {
    let place = Place::new();
    let week = Duration::from_hours(8 * 24);
    for (pauses, timeout, expect) in [
        (vec![SOON; 101], SOON, "webhooks would be tried again too often"),
        (vec![week], SOON, "webhooks would be tried again too often, or after too long"),
        (Vec::new(), Duration::ZERO, "a webhook can't be given 0ns to answer"),
        (Vec::new(), Duration::from_secs(121), "a webhook can't be given 121s to answer"),
    ] {
        let mut config = place.config();
        config.webhooks.pauses = pauses;
        config.webhooks.timeout = timeout;
        let message = place.start_error(config).await;
        assert!(message.starts_with(expect), "{message}");
    }
}
