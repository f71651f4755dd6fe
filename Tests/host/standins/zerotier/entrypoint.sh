#!/bin/sh
# Stand-in of zerotier/zerotier's entry point: networks to join are its arguments and ZEROTIER_JOIN_NETWORKS, identity
# files are written from ZEROTIER_IDENTITY_* where those are not empty, and a daemon that dies is waited for, for ever.
# shellcheck source=Tests/host/standins/base/lib/standin/setting.sh
. /lib/standin/setting.sh
leave_if_told zerotier
home=/var/lib/zerotier-one

log() { printf '\r=> %s\n' "$*"; } # lines begin with a carriage return, as the real ones
detail() { printf '\r===> %s\n' "$*"; }

keep() { # FILE MODE CONTENT: an empty content leaves a file that is there alone
  [ -n "$3" ] || return 0
  echo "$3" >"$home/$1"
  chmod "$2" "$home/$1"
}

stop() {
  log 'Killing zerotier'
  kill "$(cat $home/zerotier-one.pid)"
  exit 0
}
trap stop INT TERM

mkdir -p $home/networks.d
keep authtoken.secret 0600 "$ZEROTIER_API_SECRET"
keep identity.public 0644 "$ZEROTIER_IDENTITY_PUBLIC"
keep identity.secret 0600 "$ZEROTIER_IDENTITY_SECRET"
keep zerotier-one.port 0600 9993

log 'Configuring networks to join'
[ $# -eq 0 ] || log "Joining networks from command line: [$*]"
[ -z "$ZEROTIER_JOIN_NETWORKS" ] || log "Joining networks from environment: [$ZEROTIER_JOIN_NETWORKS]"
for network in "$@" $ZEROTIER_JOIN_NETWORKS; do
  detail "Configuring join: [$network]"
  : >"$home/networks.d/$network.conf" # whatever it is; the daemon overlooks a name that is no network id
done

log 'Starting ZeroTier'
rm -f $home/zerotier-one.pid
/usr/sbin/zerotier-one &
until [ -s $home/zerotier-one.pid ] && [ -d "/proc/$(cat $home/zerotier-one.pid)" ]; do
  detail "ZeroTier hasn't started, waiting a second"
  sleep 1 &
  wait $!
done

log "Writing healthcheck for networks: [$*${ZEROTIER_JOIN_NETWORKS:+ $ZEROTIER_JOIN_NETWORKS}]"
for network in "$@" $ZEROTIER_JOIN_NETWORKS; do
  echo "[ \"\$(zerotier-cli get $network status)\" = OK ] || exit 1"
done >/healthcheck.sh
log "zerotier-cli info: [$(zerotier-cli info)]"
log 'Sleeping infinitely'
pause
