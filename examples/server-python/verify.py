"""Is this a record of somebody accepting, just now and on our page, what we publish? And is this its receipt?"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

# How old a record may be, and how far ahead of our clock the person's may go.
OLDEST = timedelta(hours=24)
AHEAD = timedelta(minutes=10)

# The receiver compares the whole record with the pack, its annex and terms too. A receipt without these says less.
BY_RECEIVER = {"signature", "audience", "origin", "pack", "role", "documents", "statements", "annex", "terms"}


class Refusal(Exception):
    """Why there is no account, for a person to read."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Vendor:
    """What this vendor expects."""

    pack: Path  # the folder that `samtycke build` wrote
    endpoint: str  # the receiver, which records name as their audience
    origin: str  # of the sign-up page
    role: str  # the role that signs up here


@dataclass(frozen=True)
class Record:
    """A record that its own key signed: what it says, and what its receipt must name it by."""

    jws: str
    said: dict
    id: str
    digest: str
    key: str


def ensure(holds: bool, message: str, status: int = 422) -> None:
    if not holds:
        raise Refusal(status, message)


def formed(read):
    """Forms can be sent by anyone: a field that isn't there, or is of another kind, is their fault and not ours."""

    def reading(*args):
        try:
            return read(*args)
        except (LookupError, TypeError, ValueError, AttributeError, StopIteration, RecursionError) as error:
            raise Refusal(400, "This is not a record as the agreement makes it.") from error

    return reading


@formed
def read_record(token: str) -> Record:
    try:
        # The signature is that of the key in the header, made for such a record, and `kid` is that key's RFC 7638
        # thumbprint.
        header = jws.extract_compact(token.encode()).headers()
        key = ECKey.import_key(header["jwk"])
        payload = jws.deserialize_compact(token, key, algorithms=["ES256"]).payload
    except JoseError as error:
        raise Refusal(400, "The signature does not fit the record.") from error
    ensure(not key.is_private, "The record gives its private key away.", 400)
    ensure(header.get("typ") == "samtycke-record+jws", "What was signed is no record.", 400)
    ensure(header.get("kid") == key.thumbprint(), "The record names another key than the one that signed it.", 400)
    # Written anew the same bytes (RFC 8785): no duplicate key, no number that was rounded on reading.
    said = json.loads(payload)
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    ensure(written.encode() == payload, "The record is not canonical JSON.", 400)
    return Record(token, said, text(said["record_id"]), digest_of(payload), key.thumbprint())


def agreed_by(record: Record, vendor: Vendor) -> dict[str, str]:
    """Who is to have the account, when the record says that they agreed just now, on our page, to what we publish."""
    # Read each time: who publishes need not think of restarting this server.
    return agreed(record.said, (vendor.pack / "pack.json").read_bytes(), vendor)


@formed
def agreed(said: dict, published: bytes, vendor: Vendor) -> dict[str, str]:
    ensure(said["schema"] == "https://samtycke.org/schema/acceptance/1", "This is not a record of an agreement.")
    ensure(said["event"]["type"] == "agree", "The record does not say that the agreement was accepted.")
    ensure(same_url(said["context"]["audience"], vendor.endpoint), "The record was meant for another endpoint.")
    ensure(said["context"]["origin"] == vendor.origin, "The agreement was accepted on another site.")
    age = datetime.now(timezone.utc) - datetime.fromisoformat(said["event"]["time"].replace("Z", "+00:00"))
    ensure(age <= OLDEST, "The agreement was accepted too long ago: please accept it again.")
    ensure(age >= -AHEAD, "The agreement's time is in the future: please set your device's clock.")

    # The pack that is in force, and no other.
    changed = "The agreement has changed since it was shown: please load the page again."
    ensure(said["offer"]["pack"] == digest_of(published), changed)
    manifest = json.loads(published)
    ensure(said["role"] == vendor.role, "The agreement was accepted in another role.")
    role = by_id(manifest["roles"], vendor.role)

    # Every document of the role, with the act that it needs, in the bytes that we publish.
    language = said["statements"][0]["language"]

    def published_digest(document: str) -> str:
        files = by_id(manifest["documents"], document)["files"]
        return next(file["sha256"] for file in files if file["language"] == language)

    documents = [(entry["id"], entry["act"], language, published_digest(entry["id"])) for entry in role["documents"]]
    shown = [(entry["id"], entry["act"], entry["language"], entry["sha256"]) for entry in said["documents"]]
    ensure(shown == documents, "The documents are not those that we publish.")

    # Our sentences, word for word, unticked at first and each ticked; our button; and who pressed it may sign.
    ticked = {"language": language, "control": "checkbox", "initial": "unticked", "answer": True}
    statements = [
        {"id": name, "text": by_id(manifest["statements"], name)["text"][language], **ticked}
        for name in role["statements"]
    ]
    answers = [{key: value for key, value in entry.items() if key != "time"} for entry in said["statements"]]
    # For Python 1 is True as well.
    same = answers == statements and all(entry["answer"] is True for entry in answers)
    ensure(same, "Not every statement was agreed to as we publish it.")
    ensure(said["submit_label"] == role["submit"][language], "The button was not the published one.")
    attested = said["signatory"]["authority"]["attested"]
    ensure(attested is True, "Nobody said that they may sign for the organisation.")

    ours = (role["vendor"], manifest["vendor"]["registry"]["scheme"], manifest["vendor"]["registry"]["id"])
    numbers = [(party["role"], party["registry"]["scheme"], party["registry"]["id"]) for party in said["parties"]]
    customers = [party for party, number in zip(said["parties"], numbers) if number != ours]
    two = len(numbers) == 2 and len(customers) == 1 and customers[0]["role"] == role["party"]
    ensure(two, "The parties are not the two of this agreement.")
    return {
        "organisation": text(customers[0]["name"]),
        "scheme": text(customers[0]["registry"]["scheme"]),
        "number": text(customers[0]["registry"]["id"]),
        "signatory": text(said["signatory"]["name"]),
        "email": text(said["signatory"]["email"]),
    }


def verify_receipt(receipt: str, record: Record, endpoint: str, jwks: dict) -> None:
    """The receipt is signed by one of the receiver's published keys, for these very bytes and this key, and says that
    the receiver compared the whole record with the pack."""
    # Behind a ~ the receiver sends the proof that it logged both; `samtycke verify` checks that.
    token = receipt.split("~", 1)[0]
    try:
        found = jws.deserialize_compact(token, KeySet.import_key_set(jwks), algorithms=["ES256"])
    except (JoseError, ValueError) as error:
        raise Refusal(422, "The receipt is not the receiver's.") from error
    ensure(found.headers().get("typ") == "samtycke-receipt+jws", "This is not a receipt.")
    said = json.loads(found.payload)
    ours = said["schema"] == "https://samtycke.org/schema/receipt/1" and same_url(said["issuer"], endpoint)
    ensure(ours, "This is not a receipt.")
    same = (said["record"], said["key"], said["record_id"]) == (record.digest, record.key, record.id)
    ensure(same, "The receipt is for another record.")
    ensure(BY_RECEIVER <= set(said["verified"]), "The receiver did not check all of the record.")


def digest_of(payload: bytes) -> str:
    return f"sha256:{sha256(payload).hexdigest()}"


def same_url(one: str, other: str) -> bool:
    return one.rstrip("/") == other.rstrip("/")


def by_id(entries: list[dict], name: str) -> dict:
    return next(entry for entry in entries if entry["id"] == name)


def text(value: object) -> str:
    ensure(isinstance(value, str) and value != "", "A field of the record is empty.", 400)
    return value
