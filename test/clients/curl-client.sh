#!/usr/bin/env bash
# A client as a shell script has it: curl, jq and openssl, against the server at URL with the owner's KEY.
# FILES holds what it sends. What its webhook address is sent lies in INBOX, written by whoever runs it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { echo "curl: $*"; }
fail() {
  echo "curl: $*" >&2
  exit 1
}
# expect WHAT ACTUAL EXPECTED
expect() { [ "$2" = "$3" ] || fail "$1 is '$2', expected '$3'"; }
# call METHOD PATH [curl's own words]: the body; what is not 2xx fails with it
call() {
  curl --fail-with-body -sS -X "$1" -H "X-API-Key: $KEY" "${@:3}" "$URL$2" >"$work/body" || fail "$1 $2: $(cat "$work/body")"
  cat "$work/body"
}
send() { call "$1" "$2" -H 'Content-Type: application/json' -d "$3" "${@:4}"; }
status_of() { curl -sS -o "$work/refused" -w '%{http_code}' "$@"; }
# until EXPECTED JQ PATH: polls, as clients do
until_is() {
  for _ in $(seq 300); do
    call GET "$3" >"$work/polled"
    [ "$(jq -r "$2" "$work/polled")" != "$1" ] || return 0
    sleep 0.2
  done
  fail "GET $3 never came to $1: $(cat "$work/polled")"
}
sha_of() { sha256sum "$1" | cut -d' ' -f1; }

say 'a workspace, and a key for it alone'
set_id=$(send POST /api/v1/document-sets/ '{"document_set_name":"Curl"}' | jq -r .id)
permissions='["read","search","write","generate","admin"]'
KEY=$(send POST /v1/api-keys "{\"name\":\"Curl\",\"permissions\":$permissions,\"workspace_id\":\"$set_id\"}" | jq -r .key)
expect 'the workspace' "$(call GET /api/v1/whoami | jq -r .workspace_id)" "$set_id"
organization=$(call GET /api/v1/whoami | jq -r .organization_id)
reader=$(send POST /v1/api-keys '{"name":"Reader","permissions":["read"]}')
as_reader=(-H "Authorization: Bearer $(jq -r .key <<<"$reader")")
expect 'a reader who reads' "$(status_of "${as_reader[@]}" "$URL/api/v1/documents")" 200
expect 'a reader who writes' "$(status_of "${as_reader[@]}" -F "file=@$FILES/ledger-q3.docx" "$URL/api/v1/documents")" 403
call DELETE "/v1/api-keys/$(jq -r .api_key_id <<<"$reader")"
expect 'a revoked key' "$(status_of "${as_reader[@]}" "$URL/api/v1/documents")" 401
expect 'its problem' "$(jq -r .detail "$work/refused")" 'API key has been revoked'

say 'a webhook'
events='["core.document.upload_completed","flows.tasks.completed","generation.completed"]'
secret=$(send POST /v1/webhooks "{\"url\":\"$RECEIVER/curl\",\"events\":$events}" | jq -r .secret)

say 'sources: several at once, and a zip'
several=$(call POST /api/v1/documents -F "file=@$FILES/audit-charter.pdf" -F "file=@$FILES/ledger-q3.docx")
expect 'what was added' "$(jq -r .added <<<"$several")" 2
ledger=$(jq -r '.results[1].source.document_id' <<<"$several")
zipped=$(call POST /api/v1/documents -F "file=@$FILES/findings.zip" -F role=report)
findings=$(jq -r '.results[0].source.document_id' <<<"$zipped")
until_is 3 .total "/api/v1/documents?kind=source&status=completed&document_set=$set_id"
template=$(call POST /api/v1/templates/ -F "file=@$FILES/template.docx" | jq -r .template_id)

say 'a report of files by their keys'
uploaded=$(call POST /api/v1/files/upload -F "file_content=@$FILES/ledger-q3.docx" -F file_name=ledger-q3.docx -F container=input | jq -r .key)
request=$(jq -n --arg set "$set_id" --arg template "$template" --arg key "$uploaded" \
  --arg charter "s3://any-bucket/$organization/documents/audit-charter.pdf" --arg findings "$findings" \
  '{document_type: "Internal Audit Report", document_set_name: "Curl", document_set_id: $set, connector_data_id: $set,
    template_id: $template, output_name: "Curl report.docx", as_of: "2025-01-15", file_paths: [$key, $charter],
    sources: [{document_id: $findings, role: "report"}]}')
accepted=$(send POST /api/v1/documents/generate "$request" -H 'Idempotency-Key: curl-1' -D "$work/headers")
document=$(jq -r .task_id <<<"$accepted")
again=$(send POST /api/v1/documents/generate "$request" -H 'Idempotency-Key: curl-1' -D "$work/replayed")
expect 'the answer to the same request' "$again" "$accepted"
grep -qi '^idempotency-replayed: true' "$work/replayed" || fail 'the replay does not say that it is one'
grep -qi "^location: /api/v1/documents/status/$document" "$work/headers" || fail 'no Location'
curl -sSN --max-time 60 -H "X-API-Key: $KEY" "$URL/api/v1/documents/status/$document/events" >"$work/events"
grep -q '^event: run.completed' "$work/events" || fail "the events end without run.completed: $(tail -4 "$work/events")"
last=$(grep '^id: ' "$work/events" | tail -1 | cut -c5-)
curl -sSN --max-time 60 -H "X-API-Key: $KEY" -H "Last-Event-ID: ${last%-*}-2" "$URL/api/v1/documents/status/$document/events" >"$work/rest"
expect 'the first event behind Last-Event-ID' "$(grep -m1 '^id: ' "$work/rest")" "id: ${last%-*}-3"
until_is Ready .status "/api/v1/documents/status/$document"
expect 'progress' "$(jq -r .progress "$work/polled")" 100

say 'its files, ledger, sections and sources'
call GET "/api/v1/documents/$document/file" -o "$work/report.docx"
expect 'the start of a .docx' "$(head -c 2 "$work/report.docx")" PK
call GET "/api/v1/documents/$document/file?format=pdf" -o "$work/report.pdf"
expect 'the start of a .pdf' "$(head -c 5 "$work/report.pdf")" %PDF-
expect 'a range' "$(call GET "/api/v1/documents/$document/file" -H 'Range: bytes=0-1')" PK
link=$(call GET "/api/v1/documents/$document/download-url" | jq -r .download_url)
curl -fsS -o "$work/linked.docx" "$link"
expect 'the file of the link' "$(sha_of "$work/linked.docx")" "$(sha_of "$work/report.docx")"
call GET "/api/v1/documents/$document/ledger?format=csv" >"$work/ledger.csv"
sentence='Internal Audit tested 375 of 12,986 transactions and found 15 exceptions (4.0%) with a value of EUR 108,007.10.'
grep -qF "$sentence" "$work/ledger.csv" || fail 'the ledger lacks the first sentence'
sections=$(send POST /get-sections-for-document "{\"document_id\":\"$document\"}")
expect 'the second section' "$(jq -rc '.sections[1]' <<<"$sections")" \
  '{"section_id":"Executive Summary","section_title":"Executive Summary","section_order":1,"level":1}'
sources=$(send POST /get-sources-for-selected-text "{\"document_id\":\"$document\",\"selected_text\":\"$sentence\"}")
expect 'the source' "$(jq -r '.sources[0] | .document_source_name, .basis, .table.number' <<<"$sources" | paste -sd' ')" 'ledger-q3.docx recorded L-1'

say 'a check, and what a new version of a source changes'
send POST "/api/v1/documents/$document/checks" '{}' >/dev/null
until_is null .running "/api/v1/documents/$document/checks/latest?page_size=1"
expect 'contradicted' "$(jq -r .counts.contradicted "$work/polled")" 0
expect 'the sum of the counts' "$(jq '[.counts[]] | add' "$work/polled")" "$(jq .total "$work/polled")"
updated=$(call POST /api/v1/documents -F "document_id=$ledger" -F "file=@$FILES/changed/ledger-q3.docx")
expect 'the version' "$(jq -r .version <<<"$updated")" 2
until_is 3 .total "/api/v1/documents?kind=source&status=completed"
until_is '108,007.10 109,007.10' '[.updates[] | select(.old == "108,007.10") | .old + " " + .new][0] // ""' "/api/v1/documents/$document/updates"

say 'chat, search, a claim'
conversation=$(send POST /api/v1/conversations "{\"document_ids\":[\"$findings\"]}" | jq -r .conversation_id)
turn='{"turn_id":"1","text":"When will back-dating of purchase orders be disabled?"}'
send POST "/api/v1/conversations/$conversation/messages" "$turn" -N -H 'Accept: text/event-stream' >"$work/chat"
grep -q '^event: sentence' "$work/chat" || fail 'no sentence came'
message=$(grep -A1 '^event: message' "$work/chat" | sed -n 's/^data: //p')
[[ $(jq -r .text <<<"$message") == *'February 2025'* ]] || fail "the answer is $message"
expect 'the stored answer' "$(send POST "/api/v1/conversations/$conversation/messages" "$turn" -H 'Accept: application/json' | jq -r .message_id)" "$(jq -r .message_id <<<"$message")"
expect 'the best hit' "$(send POST /api/v1/search '{"query":"back-dating of purchase orders","limit":1}' | jq -r '.results[0].document_name')" findings.docx
expect 'a claim' "$(send POST /api/v1/verify-claim '{"claim":"Subsidiaries outside the European Union were not in scope."}' | jq -r .claim_state)" supported

say 'a task whose outline is approved'
waiting=$(send POST /api/v1/documents/generate "$(jq '.approve_outline = true | .output_name = "Curl approved"' <<<"$request")")
number=$(jq -r .task_number <<<"$waiting")
until_is true .awaiting_approval "/api/v1/documents/status/$(jq -r .task_id <<<"$waiting")"
plan=$(call GET "/tasks/$number/steps/outline/document" | jq -r .download_url)
expect 'the plan' "$(curl -fsS "$plan" | head -c 2)" PK
expect 'no document yet' "$(status_of -H "X-API-Key: $KEY" "$URL/tasks/$number/steps/generate/document")" 501
send POST "/tasks/$number/approve" '{"approved":true}' >/dev/null
until_is completed .status "/tasks/$number"
written=$(call GET "/tasks/$number/steps/generate/document" | jq -r .download_url)
expect 'the document' "$(curl -fsS "$written" | head -c 2)" PK

say 'a generation, as PDF'
generation=$(curl --fail-with-body -sS -H "Authorization: Bearer $KEY" -H "X-Workspace-Id: $set_id" -H 'Content-Type: application/json' \
  -H 'Prefer: wait=30' -d "{\"template_id\":\"$template\",\"outputs\":[\"pdf\"],\"external_id\":\"crm-1\"}" "$URL/v1/generations")
expect 'the generation' "$(jq -r '.status + " " + .external_id' <<<"$generation")" 'completed crm-1'
curl -fsS -o "$work/generated.pdf" "$(jq -r '.outputs[0].url' <<<"$generation")"
expect 'the output' "$(head -c 5 "$work/generated.pdf")" %PDF-

say 'a signed address, and the proxy'
url=$(send POST /generate-presigned-url "{\"key\":\"$uploaded\"}" | jq -r .url)
curl -fsS -o "$work/signed.docx" "$url"
call GET /api/v1/proxy/file -G --data-urlencode "presigned_url=$url" -o "$work/proxied.docx"
expect 'the signed file' "$(sha_of "$work/signed.docx")" "$(sha_of "$FILES/ledger-q3.docx")"
expect 'the proxied file' "$(sha_of "$work/proxied.docx")" "$(sha_of "$FILES/ledger-q3.docx")"
expect 'another host' "$(status_of -H "X-API-Key: $KEY" "$URL/api/v1/proxy/file?presigned_url=https://example.com/x")" 403

say 'what the webhook was sent'
hex_key=$(printf %s "$secret" | sed 's/^whsec_//' | base64 -d | od -An -tx1 | tr -d ' \n')
for _ in $(seq 100); do
  ! grep -lqs '"event":"generation.completed"' "$INBOX"/*.body || break
  sleep 0.2
done
for event in core.document.upload_completed flows.tasks.completed generation.completed; do
  body=$(grep -ls "\"event\":\"$event\"" "$INBOX"/*.body | head -1) || fail "$event never came"
  headers=${body%.body}.headers
  header() { sed -n "s/^$1: //p" "$headers"; }
  signed=$( (printf '%s.%s.' "$(header webhook-id)" "$(header webhook-timestamp)" && cat "$body") |
    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$hex_key" -binary | base64)
  expect "webhook-signature of $event" "$(header webhook-signature)" "v1,$signed"
  expect "X-Webhook-Signature of $event" "$(header x-webhook-signature)" "sha256=$(openssl dgst -sha256 -hmac "$secret" -r "$body" | cut -d' ' -f1)"
  expect 'event_id' "$(jq -r .event_id "$body")" "$(header webhook-id)"
done
say done
