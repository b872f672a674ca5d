#!/usr/bin/env bash
# Installs what browser and document tests use: Chromium, LibreOffice with metric-compatible fonts,
# poppler's pdftotext, and what the clients in test/clients are written in. The product itself needs
# none of them; without them those tests are skipped.
# With --s3 also Ceph's object gateway (284 MB), which the tests of files in S3 run against.
set -euo pipefail

packages=(
  chromium-headless-shell
  libreoffice-writer-nogui
  fonts-liberation
  fonts-crosextra-carlito
  fonts-crosextra-caladea
  poppler-utils
  curl
  jq
  openssl
  python3-requests
)

if [ "${1:-}" = --s3 ]; then
  packages+=(radosgw ceph-mon ceph-osd ceph-mgr)
fi

missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done

end_if_nothing_is_missing() {
  if [ ${#missing[@]} -eq 0 ]; then
    echo 'setup: everything is installed'
    exit 0
  fi
}
end_if_nothing_is_missing

# The whole Chromium draws a window around each page, but serves where it is all there is.
forgo_shell() {
  if dpkg -s chromium >/dev/null 2>&1; then
    mapfile -t missing < <(printf '%s\n' "${missing[@]}" | grep -vx chromium-headless-shell)
    end_if_nothing_is_missing
  fi
}

if ! command -v apt-get >/dev/null; then
  echo 'setup: this machine has no apt-get, so nothing was installed.' >&2
  echo 'setup: tests of the pane in a browser want Chromium on PATH, the headless shell or the whole,' >&2
  echo 'setup: tests of written documents want soffice (LibreOffice) and pdftotext (poppler).' >&2
  echo 'setup: npm test runs without them, and names what it skips.' >&2
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    forgo_shell
    echo "setup: neither root nor sudo; install these yourself: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

"${as_root[@]}" apt-get update -qq
apt-cache show chromium-headless-shell >/dev/null 2>&1 || forgo_shell
echo "setup: installing ${missing[*]}"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null
