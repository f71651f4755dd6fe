# shellcheck shell=sh
# Part of the ZeroTier stand-in (/lib/standin/zerotier.sh): what its daemon and its command line know together.
# Settings: status, address, online, name, ready, daemon, joined, collision (standins/images).
# shellcheck source=Tests/host/standins/base/lib/standin/setting.sh
. /lib/standin/setting.sh
# shellcheck disable=SC2034 # for those that source this
home=/var/lib/zerotier-one

hex() { head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# An identity of the right form. (A real one's address follows from its key by a costly hash; nothing here checks it.)
make_identity() {
  identity="$(hex 5):0:$(hex 64)"
  echo "$identity" >$home/identity.public
  echo "$identity:$(hex 64)" >$home/identity.secret
  chmod 0600 $home/identity.secret
}

# Joined networks, in lower case: files in networks.d with the dot after 16 characters; others are overlooked.
networks() {
  [ "$(setting joined yes)" = yes ] || return 0
  for file in "$home"/networks.d/????????????????.conf; do
    [ ! -e "$file" ] || basename "$file" .conf
  done | tr A-F a-f | sort -u
}

# Devices are zt0, zt1, ... in the order of the networks; the real names follow from the network id.
device_of() {
  networks | awk -v network="$1" '$0 == network { print "zt" NR - 1 }'
}

network_up() {
  device=$(device_of "$1")
  [ -e "/sys/class/net/$device" ] && return
  # Without a device the real one goes on and says PORT_ERROR; the reason is only in its log.
  tunctl -t "$device" >/dev/null || return 0
  ip link set "$device" mtu 2800 up
}

# Gives the first network's device what the controller assigned: `address`, a list with commas, by default one for a
# member that is let in and none for others.
assign_addresses() {
  [ -e $home/settled ] && [ -e /sys/class/net/zt0 ] || return 0
  ip -4 addr flush dev zt0
  [ "$(setting status OK)" = OK ] && assigned=10.1.2.3/24 || assigned=''
  for address in $(setting address "$assigned" | tr , ' '); do ip addr add "$address" dev zt0; done
}

# addresses DEVICE: one a line, with their bits. Read from the device: they stay when a member is shut out.
addresses() { ip -4 -o addr show dev "$1" 2>/dev/null | awk '{ print $4 }'; }

status_of() {
  if [ ! -e "/sys/class/net/$(device_of "$1")" ]; then
    echo PORT_ERROR
  elif [ ! -e $home/settled ]; then
    echo REQUESTING_CONFIGURATION
  else
    setting status OK
  fi
}
