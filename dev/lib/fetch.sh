# Downloads that are verified, for the scripts beside this folder. Sourced, not run. Callers set -euo pipefail.
# shellcheck shell=bash

# What went wrong, what is being done: standard error, because standard output carries the answer.
say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }
usage_error() { say "$*"; exit 2; }

platform_os() { uname -s | tr '[:upper:]' '[:lower:]'; }

# The machine as Go and the release files name it.
platform_arch() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64 | arm64) echo arm64 ;;
    *) uname -m ;;
  esac
}

sha256_of() {
  if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -d' ' -f1
}

# Hosts that could not be reached are not asked again: a machine without internet loses seconds, not minutes.
unreachable=' '

# fetch URL FILE: 0 when the whole body is in FILE, 1 when it is not to be had (and why was said).
fetch() {
  local url=$1 file=$2 host status=0 message
  host=$(sed -E 's|^([a-z]+://[^/]*).*|\1|' <<<"$url")
  [[ $unreachable != *" $host "* ]] || return 1
  command -v curl >/dev/null || { say "no curl here, so nothing is downloaded"; unreachable+="$host "; return 1; }
  message=$(curl --fail --silent --show-error --location --connect-timeout 3 --speed-limit 1024 --speed-time 20 \
    --output "$file" "$url" 2>&1) || status=$?
  case $status in
    0) return 0 ;;
    # Neither the name, nor the proxy, nor the host answers.
    5 | 6 | 7 | 28 | 35) unreachable+="$host " && say "$host cannot be reached (${message#curl: })" ;;
    22) say "$url is not there (${message#curl: })" ;;
    18 | 56 | 92) say "$url broke off (${message#curl: })" ;;
    *) say "$url could not be downloaded (${message#curl: })" ;;
  esac
  rm -f "$file"
  return 1
}

# published_sum URL NAME: sets $sum to the SHA-256 of NAME from a file of checksums, which holds either one bare sum or
# lines of `sum  name`. 1 when there is no such file or it does not have the name.
published_sum() {
  local url=$1 name=$2 list
  list=$(mktemp)
  sum=''
  if fetch "$url" "$list"; then
    sum=$(awk -v name="$name" '{ sub(/^\*/, "", $2) } (NF == 1 && NR == 1) || $2 == name { print $1; exit }' "$list")
    [[ $sum =~ ^[0-9a-f]{64}$ ]] || say "$url has no SHA-256 for $name"
  fi
  rm -f "$list"
  [[ $sum =~ ^[0-9a-f]{64}$ ]]
}

# verify FILE SUM URL: ends the program when the bytes are not those that were published. What comes from the internet
# and is not what it says is never used, and never replaced in silence by something else.
verify() {
  local actual
  actual=$(sha256_of "$1")
  [[ $actual == "$2" ]] || {
    rm -f "$1"
    die "the download of $3 has SHA-256 $actual, published is $2. It was thrown away. Try again; if it stays so," \
      "something between here and there changes the file: ask your network's administrator, or use ${no_download_hint:-another source}."
  }
}
