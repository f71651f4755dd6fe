# shellcheck shell=bash disable=SC2016
# What the memory-hard hash of ZeroTier's addresses costs, on one core. Sourced by run.sh.

measure_identity() {
  use plain
  measure 41 <<'STEPS'
identity.check: taskset --cpu-list 0 nodectl identity check identity.secret
rm -f new.secret
identity.new: taskset --cpu-list 0 nodectl identity new new.secret
STEPS
}
