# shellcheck shell=bash
# Parameters of the test hosts, and what every script here shares. Sourced, never run.
#
# Each value can be given in the environment:
: "${TESTHOST_DIR:=/var/lib/nodectl-testhost}" # everything that is made lies below this directory
: "${TESTHOST_SUITE:=trixie}"                  # Debian suite of the host: trixie | sid (newer engines)
: "${TESTHOST_INIT:=plain}"                    # pid 1 of the host: plain (catatonit) | systemd
: "${TESTHOST_NAME:=$TESTHOST_SUITE-$TESTHOST_INIT}" # several hosts run side by side, told apart by name
: "${TESTHOST_SHARE:=}"                        # directories to show in the host under the same path: /a:/b
: "${TESTHOST_MIRROR:=}"                       # Debian mirror; empty: the one that this machine's apt uses
: "${TESTHOST_NET:=10.231}"                    # first half of the addresses between machine and hosts
export TESTHOST_DIR TESTHOST_SUITE TESTHOST_INIT TESTHOST_NAME TESTHOST_SHARE TESTHOST_MIRROR TESTHOST_NET

TESTHOST_SCRIPTS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TESTHOST_STATE=$TESTHOST_DIR/hosts/$TESTHOST_NAME # all that belongs to this one host
export TESTHOST_SCRIPTS TESTHOST_STATE

say() { printf '== %s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# usage: prints the comment at the head of the calling script, and ends as wrong usage does.
usage() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
  exit 64
}

case $TESTHOST_SUITE in trixie | sid) ;; *) die "TESTHOST_SUITE=$TESTHOST_SUITE: use trixie or sid" ;; esac
case $TESTHOST_INIT in plain | systemd) ;; *) die "TESTHOST_INIT=$TESTHOST_INIT: use plain or systemd" ;; esac
[[ $TESTHOST_NAME =~ ^[a-z0-9][a-z0-9-]{0,40}$ ]] || die "TESTHOST_NAME=$TESTHOST_NAME: use [a-z0-9-], at most 41"

# locked NAME COMMAND...: runs COMMAND while holding the lock NAME; others who want it wait. The lock is a kernel lock,
# so it dies with its holder; -o keeps its descriptor from what COMMAND starts (a host would hold the lock for ever).
locked() {
  local name=$1
  shift
  mkdir -p "$TESTHOST_DIR/locks"
  flock -o "$TESTHOST_DIR/locks/$name" "$@"
}
