"""A client as a Python program has it: requests, against the server at URL with the owner's KEY.

FILES holds what it sends.
"""

import base64
import csv
import hashlib
import hmac
import io
import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import requests

SERVER, FILES = os.environ["URL"], os.environ["FILES"]
session = requests.Session()
session.headers["X-API-Key"] = os.environ["KEY"]


def ask(method, path, **words):
    response = session.request(method, SERVER + path, timeout=60, **words)
    if not response.ok:
        raise AssertionError(f"{method} {path}: {response.status_code} {response.text}")
    return response


def until(is_there, path):
    for _ in range(300):
        answer = ask("GET", path).json()
        if is_there(answer):
            return answer
        time.sleep(0.2)
    raise AssertionError(f"GET {path} never came to it: {answer}")


def part(name, field="file"):
    with open(os.path.join(FILES, name), "rb") as file:
        return (field, (os.path.basename(name), file.read()))


def events(response):
    found, event = [], {}
    for line in response.iter_lines(decode_unicode=True):
        name, _, value = line.partition(": ")
        if line == "" and "data" in event:
            found.append({**event, "data": json.loads(event["data"])})
        event = {} if line == "" else {**event, name: value}
    return found


received = []


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        received.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


receiver = HTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=receiver.serve_forever, daemon=True).start()

# a workspace, and keys
made_set = ask("POST", "/api/v1/document-sets/", json={"document_set_name": "Requests"}).json()
everything = ["read", "search", "write", "generate", "admin"]
new_key = {"name": "Requests", "permissions": everything, "workspace_id": made_set["id"]}
session.headers["X-API-Key"] = ask("POST", "/v1/api-keys", json=new_key).json()["key"]
reader = ask("POST", "/v1/api-keys", json={"name": "Reader", "permissions": ["read"]}).json()
as_reader = {"X-API-Key": reader["key"]}
assert requests.get(f"{SERVER}/api/v1/documents", headers=as_reader).status_code == 200
rotated = ask("POST", f"/v1/api-keys/{reader['api_key_id']}/rotate").json()
for key in (reader["key"], rotated["key"]):
    answer = requests.get(f"{SERVER}/api/v1/documents", headers={"X-API-Key": key})
    assert answer.status_code == 200, answer.text
ask("DELETE", f"/v1/api-keys/{rotated['api_key_id']}")
refused = requests.get(f"{SERVER}/api/v1/documents", headers={"X-API-Key": rotated["key"]})
assert (refused.status_code, refused.json()["detail"]) == (401, "API key has been revoked")

wanted = ["core.document.upload_completed", "flows.tasks.step_change", "generation.completed"]
address = f"http://127.0.0.1:{receiver.server_port}/"
webhook = ask("POST", "/v1/webhooks", json={"url": address, "events": wanted}).json()
ask("POST", f"/v1/webhooks/{webhook['webhook_id']}/test")

# sources and template
several = [part("audit-charter.pdf"), part("ledger-q3.docx")]
added = ask("POST", "/api/v1/documents", files=several).json()
assert added["added"] == 2, added
ledger = added["results"][1]["source"]["document_id"]
meta = {"role": "report", "metadata": json.dumps({"case": 7}), "external_id": "findings-1"}
zipped = ask("POST", "/api/v1/documents", files=[part("findings.zip")], data={"role": "report"})
findings = zipped.json()["results"][0]["source"]["document_id"]
until(lambda one: one["total"] == 3, "/api/v1/documents?kind=source&status=completed")
details = ask("PATCH", f"/api/v1/documents/{findings}", json={**meta, "metadata": {"case": 7}})
assert details.json()["metadata"] == {"case": 7}
template = ask("POST", "/api/v1/templates/", files=[part("template.docx")]).json()["template_id"]

# a report, its outline approved
request = {
    "document_type": "Internal Audit Report",
    "workspace_name": "Requests",
    "connector_data_id": made_set["id"],
    "template_id": template,
    "output_name": "Requests report.docx",
    "as_of": "2025-01-15",
    "approve_outline": True,
}
named = {"Idempotency-Key": "requests-1"}
accepted = ask("POST", "/api/v1/documents/generate", json=request, headers=named)
again = ask("POST", "/api/v1/documents/generate", json=request, headers=named)
assert again.json() == accepted.json() and again.headers["Idempotency-Replayed"] == "true"
other = {**request, "output_name": "Another"}
changed = session.post(f"{SERVER}/api/v1/documents/generate", json=other, headers=named)
assert changed.status_code == 422, changed.text
document, number = accepted.json()["task_id"], accepted.json()["task_number"]
until(lambda one: one["awaiting_approval"], f"/api/v1/documents/status/{document}")
plan = ask("GET", f"/tasks/{number}/steps/outline/document").json()
assert requests.get(plan["download_url"]).content[:2] == b"PK"
missing = session.get(f"{SERVER}/tasks/{number}/steps/generate/document")
detail = missing.json()["detail"]
assert (missing.status_code, detail) == (501, "Document not available for this step")
ask("POST", f"/tasks/{number}/approve", json={"approved": True, "comment": "Go on."})
run = events(ask("GET", f"/api/v1/documents/status/{document}/events", stream=True))
assert run[-1]["event"] == "run.completed", run[-1]
assert ask("GET", f"/tasks/{number}").json()["status"] == "completed"
written = ask("GET", f"/tasks/{number}/steps/generate/document").json()["download_url"]

# its files, ledger, sections and sources
docx = ask("GET", f"/api/v1/documents/{document}/file").content
assert requests.get(written).content == docx
assert ask("GET", f"/api/v1/documents/{document}/file?format=pdf").content[:5] == b"%PDF-"
rows = ask("GET", f"/api/v1/documents/{document}/ledger?format=csv").content.decode("utf-8-sig")
ledger_rows = list(csv.DictReader(io.StringIO(rows)))
first = next(row for row in ledger_rows if row["source"] == "ledger-q3.docx")
assert (first["table"], first["column_path"], first["quote"]) == ("L-1", "Tested", "375"), first
of_document = {"document_id": document}
sections = ask("POST", "/get-sections-for-document", json=of_document).json()["sections"]
assert [one["section_order"] for one in sections] == list(range(len(sections)))
selected = {**of_document, "selected_text": first["text"]}
sources = ask("POST", "/get-sources-for-selected-text", json=selected).json()["sources"]
assert sources[0]["document_source_id"] == ledger and sources[0]["basis"] == "recorded"

# a check, and what a new version of a source changes
ask("POST", f"/api/v1/documents/{document}/checks")
latest = f"/api/v1/documents/{document}/checks/latest"
checked = until(lambda one: one["check"] and not one["running"], latest)
assert sum(checked["counts"].values()) == checked["total"]
review = ask("GET", f"/tasks/{number}/steps/review_step/document").json()["download_url"]
assert requests.get(review).content[:2] == b"PK"
new_version = {"document_id": ledger}
ask("POST", "/api/v1/documents", files=[part("changed/ledger-q3.docx")], data=new_version)
pair = ("108,007.10", "109,007.10")
until(
    lambda one: pair in [(change["old"], change["new"]) for change in one["updates"]],
    f"/api/v1/documents/{document}/updates",
)

# chat, search, a claim
chat = ask("POST", "/api/v1/conversations", json={"document_ids": [findings]}).json()
turn = {"turn_id": "t", "text": "When will back-dating of purchase orders be disabled?"}
messages = f"/api/v1/conversations/{chat['conversation_id']}/messages"
told = events(ask("POST", messages, json=turn, stream=True))
assert told[-1]["event"] == "message" and "February 2025" in told[-1]["data"]["text"]
stored = ask("POST", messages, json=turn, headers={"Accept": "application/json"}).json()
assert stored["message_id"] == told[-1]["data"]["message_id"]
hits = ask("POST", "/api/v1/search", json={"query": "back-dating", "limit": 1}).json()["results"]
assert hits[0]["document_id"] == findings
claim = {"claim": "Subsidiaries outside the European Union were in scope."}
assert ask("POST", "/api/v1/verify-claim", json=claim).json()["claim_state"] != "supported"

# a generation, as PDF
order = {"template_id": template, "outputs": ["pdf"], "metadata": {"customer": 42}}
waiting = {"Prefer": "wait=30"}
generation = ask("POST", "/v1/generations", json=order, headers=waiting).json()
assert generation["status"] == "completed", generation
assert generation["metadata"] == {"customer": 42}
assert requests.get(generation["outputs"][0]["url"]).content[:5] == b"%PDF-"

# a signed address, and the proxy
form = {"container": "input", "file_name": "ledger.docx"}
sent = [part("ledger-q3.docx", "file_content")]
uploaded = ask("POST", "/api/v1/files/upload", files=sent, data=form).json()
listed = ask("GET", "/api/v1/files/input").json()["files"]
assert uploaded["key"] in [one["key"] for one in listed]
url = ask("POST", "/generate-presigned-url", json={"key": uploaded["key"]}).json()["url"]
content = sent[0][1][1]
assert requests.get(url).content == content
assert ask("GET", "/api/v1/proxy/file", params={"presigned_url": url}).content == content
assert session.get(f"{SERVER}/api/v1/proxy/file").status_code == 422

# what the webhook was sent
for event in [*wanted, "webhook.test"]:
    for _ in range(100):
        told = [one for one in received if json.loads(one[1])["event"] == event]
        if told:
            break
        time.sleep(0.2)
    headers, body = told[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    raw = base64.b64decode(webhook["secret"].removeprefix("whsec_"))
    digest = base64.b64encode(hmac.new(raw, signed, hashlib.sha256).digest()).decode()
    assert hmac.compare_digest(headers["webhook-signature"], f"v1,{digest}")
    digest = hmac.new(webhook["secret"].encode(), body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(headers["x-webhook-signature"], f"sha256={digest}")
print("done")
