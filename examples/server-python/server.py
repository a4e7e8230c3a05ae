"""A sign-up's back end: POST /signup takes the form, with the agreement in it, and opens the account.

The account and the record that it stands on are stored in one transaction. With a receipt the account is open at once;
without one it is pending, and this server brings the record to the receiver itself (store and forward)."""

import json
import os
import re
import sqlite3
import sys
import threading
from contextlib import closing
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs
from urllib.request import Request, urlopen

from verify import Refusal, Vendor, agreed_by, read_record, verify_receipt

LARGEST = 512 * 1024
DATABASE = os.environ.get("DATABASE", "accounts.db")
VENDOR = Vendor(
    pack=Path(os.environ["PACK"]),
    endpoint=os.environ["ENDPOINT"].rstrip("/"),
    origin=os.environ["ORIGIN"],
    role=os.environ.get("ROLE", "customer"),
)
WELCOME = {
    "open": (201, "Your account is open."),
    "pending": (202, "Your account is made. It opens as soon as our record service has confirmed your agreement."),
}


def database():
    """Closed at the end of its `with`; what is to be stored together goes into `with database, …` of its own."""
    return closing(sqlite3.connect(DATABASE))


def sign_up(form: dict[str, str]) -> str:
    fields = ("agreement", "agreement.confirmation", "agreement.receipt", "name")
    token, confirmation, receipt, name = (form.get(field, "").strip() for field in fields)
    if not token:
        raise Refusal(400, "Please accept the agreement first: the form came without it.")
    if not name:
        raise Refusal(400, "Please give the account a name.")
    record = read_record(token)
    # Kept as it came: the receiver checks it against the record (../README.md).
    if confirmation and not re.fullmatch(r"[A-Za-z0-9_-]{1,16384}", confirmation):
        raise Refusal(400, "The confirmation is not base64url.")
    customer = agreed_by(record, VENDOR)
    # Without keys no receipt is believed: the account waits for one that can be checked.
    keys = published_keys() if receipt else None
    if keys:
        verify_receipt(receipt, record, VENDOR.endpoint, keys)
    state = "open" if keys else "pending"
    kept = {"jws": token, "confirmation": confirmation or None, "receipt": receipt if keys else None}
    store({"record": record.id, **kept, "name": name, "state": state, **customer})
    return state


def store(row: dict) -> None:
    """Both or nothing: `with connection` is a transaction."""
    try:
        with database() as connection, connection:
            connection.execute(
                "INSERT INTO records (id, jws, confirmation, receipt) VALUES (:record, :jws, :confirmation, :receipt)", row
            )
            connection.execute(
                "INSERT INTO accounts (record, name, scheme, number, organisation, signatory, email, state)"
                " VALUES (:record, :name, :scheme, :number, :organisation, :signatory, :email, :state)",
                row,
            )
    except sqlite3.IntegrityError as error:
        if "records.id" in str(error):
            raise Refusal(409, "This agreement has opened an account already.") from error
        if "accounts.number" in str(error):
            raise Refusal(409, f"{row['organisation']} has an account already.") from error
        raise


def ask(path: str, token: str | None = None) -> tuple[int, str, str]:
    """Status, media type and body of the receiver's answer; status 0 when there is none."""
    body, headers = (token.encode(), {"content-type": "application/jose"}) if token else (None, {})
    try:
        with urlopen(Request(VENDOR.endpoint + path, body, headers), timeout=5) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode()
    except HTTPError as answer:
        return answer.code, answer.headers.get_content_type(), answer.read().decode(errors="replace")
    except (OSError, HTTPException):
        return 0, "", ""


def published_keys() -> dict | None:
    """The receiver's keys as it publishes them now; None when it can't be reached."""
    status, _, body = ask("/.well-known/jwks.json")
    return json.loads(body) if status == 200 else None


def deliver() -> None:
    """Brings what is pending to the receiver. What gets no answer stays pending."""
    query = (
        "SELECT accounts.id, jws, confirmation FROM accounts JOIN records ON records.id = record"
        " WHERE state = 'pending'"
    )
    with database() as connection:
        pending = connection.execute(query).fetchall()
    for account, token, confirmation in pending:
        status, media, body = ask("/records", f"{token}~{confirmation}" if confirmation else token)
        if status in (200, 201):
            open_account(account, token, body.strip())
        elif 400 <= status < 500 and media == "application/problem+json":
            # A receiver's own no, as opposed to a proxy's: nobody gets in, and a person looks at it.
            with database() as connection, connection:
                connection.execute("UPDATE accounts SET state = 'refused' WHERE id = ?", (account,))
            print(f"account {account} is refused: {body}", flush=True)


def open_account(account: int, token: str, receipt: str) -> None:
    record, keys = read_record(token), published_keys()
    if not keys:
        return
    try:
        verify_receipt(receipt, record, VENDOR.endpoint, keys)
    except Refusal as refusal:
        print(f"account {account} stays pending: {refusal}", flush=True)
        return
    with database() as connection, connection:
        connection.execute("UPDATE records SET receipt = ? WHERE id = ?", (receipt, record.id))
        connection.execute("UPDATE accounts SET state = 'open' WHERE id = ?", (account,))
    print(f"account {account} is open: its receipt has come", flush=True)


PENDING = threading.Event()


def deliver_for_ever(retry_seconds: float) -> None:
    """At the start, when something becomes pending, and again after a while."""
    while True:
        PENDING.clear()
        try:
            deliver()
        except Exception as error:  # whatever it is, the next round comes
            print(f"delivery: {error!r}", file=sys.stderr, flush=True)
        PENDING.wait(retry_seconds)


class SignUp(BaseHTTPRequestHandler):
    timeout = 10  # seconds for a request that doesn't come to its end

    def do_POST(self) -> None:
        try:
            status, words = WELCOME[sign_up(self.form())]
        except Refusal as refusal:
            status, words = refusal.status, str(refusal)
        except Exception as error:
            self.log_error("%r", error)
            status, words = 500, "Something is wrong on our side, and nothing was stored. Please try again."
        self.send_response(status)
        self.send_header("content-type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"{words}\n".encode())
        if status == 202:
            PENDING.set()

    def form(self) -> dict[str, str]:
        if self.path != "/signup":
            raise Refusal(404, "There is only POST /signup here.")
        length = self.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            raise Refusal(413, "The form is too large.")
        text = self.rfile.read(int(length)).decode(errors="replace")
        return {name: values[0] for name, values in parse_qs(text).items()}


if __name__ == "__main__":
    with database() as connection:
        connection.executescript((Path(__file__).parent.parent / "schema.sql").read_text())
    threading.Thread(target=deliver_for_ever, args=(float(os.environ.get("RETRY_SECONDS", "60")),), daemon=True).start()
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), SignUp)
    print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
